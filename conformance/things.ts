import type { ObjectMeta } from '../src/ports/api/meta.ts';
import { DeletedFinalStateUnknown } from '../src/ports/cache/deleted-final-state-unknown.ts';

/** An object of the API of which only the metadata matters. */
export interface Thing {
  kind: string;
  metadata: ObjectMeta;
}

/** Reads `name:rv`. */
export function thingOf(text: string, kind = 'Pod'): Thing {
  const [name = '', resourceVersion] = text.split(':');
  return { kind, metadata: { name, ...(resourceVersion && { resourceVersion }) } };
}

/** Reads `name:rv`, or `key:?name:rv` for one whose deletion was missed. */
export function objectOf(text: string): Thing | DeletedFinalStateUnknown {
  const [key = '', last] = text.split(':?');
  return last === undefined ? thingOf(text) : new DeletedFinalStateUnknown(key, thingOf(last));
}

/** Writes what `objectOf` reads. */
export function textOf(object: Thing | DeletedFinalStateUnknown): string {
  if (object instanceof DeletedFinalStateUnknown) {
    return `${object.key}:?${textOf(object.obj as Thing)}`;
  }
  const { name, resourceVersion = '' } = object.metadata;
  return `${name}:${resourceVersion}`;
}
