/**
 * The pods that a Deployment or ReplicaSet asks for. The API server sets 1 where nothing is asked
 * for; Go relies on it and dereferences.
 */
export function replicasOf({ spec }: { readonly spec: { readonly replicas?: number } }): number {
  return spec.replicas ?? 1;
}
