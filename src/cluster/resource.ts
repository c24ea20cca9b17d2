/** A kind of objects that the API server keeps. */
export interface Resource {
  /** As in a path: `replicasets`. */
  readonly resource: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const list: readonly Resource[] = [
  { resource: 'replicasets', group: 'apps', version: 'v1', kind: 'ReplicaSet', namespaced: true },
  { resource: 'deployments', group: 'apps', version: 'v1', kind: 'Deployment', namespaced: true },
  { resource: 'pods', group: '', version: 'v1', kind: 'Pod', namespaced: true },
  { resource: 'events', group: '', version: 'v1', kind: 'Event', namespaced: true },
  { resource: 'resourcequotas', group: '', version: 'v1', kind: 'ResourceQuota', namespaced: true },
  { resource: 'nodes', group: '', version: 'v1', kind: 'Node', namespaced: false },
  {
    resource: 'leases',
    group: 'coordination.k8s.io',
    version: 'v1',
    kind: 'Lease',
    namespaced: false,
  },
];

/** The resources of the small API, by their names. */
export const resources: ReadonlyMap<string, Resource> = new Map(
  list.map((resource) => [resource.resource, resource]),
);

/** @throws for a name that the small API has not. */
export function resourceNamed(name: string): Resource {
  const resource = resources.get(name);
  if (!resource) {
    throw new Error(
      `There is no resource \`${name}\`. Use one of ${[...resources.keys()].join(', ')}.`,
    );
  }
  return resource;
}

export function resourceOfKind(kind: string): Resource | undefined {
  return list.find((resource) => resource.kind === kind);
}

export function apiVersionOf({ group, version }: Resource): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The key of an object in the recording: `pods/default/web-x7c2k`, `nodes/node-1`. */
export function objectKey(
  resource: string,
  { namespace, name }: { readonly namespace?: string | undefined; readonly name: string },
): string {
  return [resource, namespace, name].filter((part) => part !== undefined && part !== '').join('/');
}
