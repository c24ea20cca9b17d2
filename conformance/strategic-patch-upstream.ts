import { mergeItemSchema } from '../src/ports/strategicpatch/merge-item-schema.ts';
import { strategicMergePatch } from '../src/ports/strategicpatch/strategic-merge-patch.ts';

/**
 * A case of upstream's tables of YAML, as its tests turn them into JSON; they stand outside of the
 * test functions, so that a title has its quote from the table.
 */
export interface UpstreamCase {
  readonly table: string;
  readonly name: string;
  readonly original: unknown;
  readonly twoWay: unknown;
  readonly twoWayResult: unknown;
  readonly modified: unknown;
  readonly current?: unknown;
  readonly threeWay?: unknown;
  readonly result?: unknown;
  readonly error?: string;
}

export const parsed = (text: string | undefined): unknown =>
  text === undefined ? undefined : JSON.parse(text);

/** What a document is with a patch, and what it should be: the error of the case, or that. */
export function applied(
  original: string,
  patch: string,
  one: UpstreamCase,
  result: unknown,
): { readonly got: unknown; readonly wanted: unknown } {
  const [patched, err] = strategicMergePatch(original, patch, mergeItemSchema);
  if (one.error !== undefined) {
    const says = err?.message.includes(one.error) === true ? one.error : err?.message;
    return { got: says, wanted: one.error };
  }
  return { got: { patched: parsed(patched), err }, wanted: { patched: result, err: undefined } };
}
