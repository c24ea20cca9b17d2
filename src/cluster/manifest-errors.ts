import { shapeErrors } from './check-shape.ts';
import { apiVersionOf, resourceOfKind } from './resource.ts';

/** Something that kubectl finds wrong with a manifest before it sends it. */
export interface ManifestError {
  /** The way to the value: keys and indexes. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Names that are known there, if a name is not. */
  readonly known?: readonly string[];
}

/** The kinds that a person can apply to the small cluster. */
export const applicableKinds = ['ReplicaSet', 'Deployment'] as const;

/**
 * What is wrong with the form of a manifest: kind, version, names of fields, types of values. What
 * the values mean is checked by the API server.
 */
export function manifestErrors(manifest: unknown): readonly ManifestError[] {
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    return [
      { path: [], message: 'This is no object of the API: it must have apiVersion and kind' },
    ];
  }
  const { kind, apiVersion } = manifest as { kind?: unknown; apiVersion?: unknown };
  if (kind === undefined) return [{ path: [], message: 'kind not set' }];
  if (typeof kind !== 'string' || !(applicableKinds as readonly string[]).includes(kind)) {
    return [
      {
        path: ['kind'],
        message: `The small cluster knows no kind ${JSON.stringify(kind)}`,
        known: applicableKinds,
      },
    ];
  }
  const resource = resourceOfKind(kind);
  const version = resource && apiVersionOf(resource);
  if (apiVersion === undefined) return [{ path: [], message: 'apiVersion not set' }];
  if (apiVersion !== version) {
    return [
      {
        path: ['apiVersion'],
        message: `no matches for kind "${kind}" in version ${JSON.stringify(apiVersion)}`,
        known: [version ?? ''],
      },
    ];
  }
  return shapeErrors(kind, manifest);
}
