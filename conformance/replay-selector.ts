import type { LabelSet } from '../src/ports/labels/label-set.ts';
import type { Selector } from '../src/ports/labels/selector.ts';

/** What a selector is, and what it picks. */
export interface SelectorAnswer {
  /** Key, operator and values of each requirement. */
  readonly items?: readonly (readonly string[])[];
  readonly text?: string;
  readonly empty?: boolean;
  /** Sets of labels, and whether each is picked. */
  readonly labels?: readonly LabelSet[];
  readonly match?: readonly boolean[];
  /** Keys that must have one value, and that. */
  readonly exact?: readonly string[];
  readonly err?: string;
}

/** The same of our selector, or its error; what Go leaves out as empty is left out. */
export function replaySelector(
  { labels }: SelectorAnswer,
  [selector, error]: readonly [Selector | undefined, Error | undefined],
): SelectorAnswer {
  if (error) return { err: error.message };
  if (!selector) throw new Error('neither a selector nor an error');
  const items = selector
    .requirements()[0]
    .map(({ key, operator, strValues }) => [key, operator, ...strValues]);
  const exact = ['app', 'tier'].flatMap((key) => {
    const [value, found] = selector.requiresExactMatch(key);
    return found ? [`${key}=${value}`] : [];
  });
  const text = selector.toString();
  return {
    ...(items.length > 0 && { items }),
    ...(text !== '' && { text }),
    ...(selector.empty() && { empty: true }),
    ...(labels && { labels, match: labels.map((set) => selector.matches(set)) }),
    ...(exact.length > 0 && { exact }),
  };
}
