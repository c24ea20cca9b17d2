/** A resource of the API, such as `replicasets` in `apps`; the group is empty for the core API. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** A kind of the API, such as `ReplicaSet` in `apps`. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** As messages name it: `replicasets.apps`, `pods`. */
export function groupResourceString({ group, resource }: GroupResource): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** As messages name it: `ReplicaSet.apps`, `Pod`. */
export function groupKindString({ group, kind }: GroupKind): string {
  return groupResourceString({ group, resource: kind });
}
