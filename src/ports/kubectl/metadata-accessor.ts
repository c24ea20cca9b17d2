import { isMap, type JSONMap } from '../strategicpatch/json-value.ts';

/**
 * A copy of an object's annotations; nothing if it has none, or one that isn't text. kubectl knows
 * no types: its objects are documents.
 */
export function annotationsOf(obj: JSONMap): Record<string, string> | undefined {
  const annotations = metadataOf(obj)['annotations'];
  if (!isMap(annotations)) return undefined;
  const copy: Record<string, string> = {};
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value !== 'string') return undefined;
    copy[key] = value;
  }
  return copy;
}

/** Gives an object annotations, also none at all: then it has an empty map. */
export function setAnnotations(obj: JSONMap, annotations: Readonly<Record<string, string>>): void {
  const metadata = metadataOf(obj);
  metadata['annotations'] = { ...annotations };
  obj['metadata'] = metadata;
}

/** A text of the metadata; empty if it isn't there. */
export function metadataText(obj: JSONMap, key: string): string {
  const value = metadataOf(obj)[key];
  return typeof value === 'string' ? value : '';
}

const metadataOf = (obj: JSONMap): JSONMap => (isMap(obj['metadata']) ? obj['metadata'] : {});
