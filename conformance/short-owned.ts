import type { ObjectMeta, OwnerReference } from '../src/ports/api/meta.ts';
import { StatusError } from '../src/ports/api/status-error.ts';

/** The time at which what is deleted in the vectors was. */
export const deletedAt = '2021-01-13T13:28:09Z';

/** Reads `key=value,...`; `-` is Go's nil map, no text an empty one. */
export function labelsOf(text: string): Record<string, string> | undefined {
  if (text === '-') return undefined;
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const [key = '', value = ''] = pair.split('=');
      return [key, value];
    }),
  );
}

/** Reads `uid:t,uid:f,uid:-`: whether each is the controller. */
export function ownersOf(text: string): OwnerReference[] {
  const ones = text.split(',').filter((one) => one !== '');
  return ones.map((one) => {
    const [uid = '', is = '-'] = one.split(':');
    return {
      apiVersion: '',
      kind: '',
      name: '',
      uid,
      ...(is !== '-' && { controller: is === 't' }),
    };
  });
}

/** Metadata without what is empty, but with labels and owners as they are given. */
export function metaOf(
  namespace: string,
  name: string,
  uid: string,
  deleted: string,
  labels?: Record<string, string>,
  owners: OwnerReference[] = [],
): ObjectMeta {
  return {
    name,
    ...(namespace && { namespace }),
    ...(uid && { uid }),
    ...(deleted && { deletionTimestamp: deletedAt }),
    ...(labels && { labels }),
    ...(owners.length > 0 && { ownerReferences: owners }),
  };
}

/** An error of a kind: a reason of the API, `wrapped` around NotFound, or any other. */
export function errorOf(kind: string | undefined, about: string): Error | undefined {
  switch (kind) {
    case undefined:
    case '':
      return undefined;
    case 'NotFound':
    case 'Invalid':
    case 'Conflict':
    case 'Forbidden':
      return new StatusError(`${kind} ${about}`, kind);
    case 'wrapped': {
      const cause = errorOf('NotFound', about);
      return new Error(`wrapped: ${cause?.message}`, { cause });
    }
    default:
      return new Error(kind);
  }
}
