import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { isName, wholeNumber } from './read-lines.ts';

/** As much of a Pod as a cache looks at. */
export interface CachedPod {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly resourceVersion: string;
  };
}

export const cachedPod = (name: string, version: number, kind = 'Pod'): CachedPod => ({
  kind,
  metadata: { name, namespace: 'default', resourceVersion: String(version) },
});

/** `web 93`: name and resource version. */
export const podText = ({ metadata }: CachedPod): string =>
  `${metadata.name} ${metadata.resourceVersion}`;

/** The resource version of an object, or what stands for one whose deletion was missed. */
export const versionText = (obj: CachedPod | DeletedFinalStateUnknown): string =>
  obj instanceof DeletedFinalStateUnknown ? 'tombstone' : obj.metadata.resourceVersion;

/** Reads `web 93`. */
export function readPod(words: readonly string[]): CachedPod | undefined {
  const [name, version, ...rest] = words;
  const number = wholeNumber(version);
  if (!isName(name) || number === undefined || rest.length > 0) return undefined;
  return cachedPod(name, number);
}

/** Reads `web 93, db 95`; no words are no Pods. */
export function readPods(words: readonly string[]): readonly CachedPod[] | undefined {
  if (words.length === 0) return [];
  const pods = words
    .join(' ')
    .split(',')
    .map((text) => readPod(text.trim().split(' ')));
  return pods.every((pod) => pod !== undefined) ? pods : undefined;
}
