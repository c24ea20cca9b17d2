/** The components that a stop can run in, in the order in which a request meets them. */
export const lanes = [
  'kubectl',
  'kube-apiserver',
  'etcd',
  'client-go',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
] as const;

export type Lane = (typeof lanes)[number];
