import { align, type Alignment } from './align.ts';
import { dice } from './dice.ts';
import type { Version } from './version.ts';

/** How alike two declarations are: text and tokens propose, structure confirms. */
export interface Likeness {
  readonly alignment: Alignment;
  /** Share of aligned tokens of both, comments left out; names that were replaced throughout count. */
  readonly code: number;
  /** The same with names as they are written: a copy for other types is less alike. */
  readonly names: number;
  /** Share of the old code that is in the new one. */
  readonly kept: number;
  /** The share of words and literals of the bodies: brackets and dots are alike everywhere. */
  readonly body: number;
  readonly signature: number;
  readonly calls: number;
}

const known = new WeakMap<Version, WeakMap<Version, Likeness>>();

export function likenessOf(before: Version, after: Version): Likeness {
  const others = known.get(before) ?? new WeakMap<Version, Likeness>();
  known.set(before, others);
  const likeness = others.get(after) ?? compare(before, after);
  others.set(after, likeness);
  return likeness;
}

/** No alignment has more names in common than the two have in any order; this is much sooner known. */
export const mostNames = (before: Version, after: Version): number =>
  dice(codeOf(before), codeOf(after));

const codeOf = ({ tokens }: Version): string[] =>
  tokens.filter(({ kind }) => kind !== 'comment').map(({ text }) => text);

function compare(before: Version, after: Version): Likeness {
  const alignment = align(before.tokens, after.tokens);
  const { toNew } = alignment;
  const inSignature = ({ declaration }: Version, start: number): boolean =>
    start >= declaration.signature.start && start < declaration.signature.end;
  let code = 0;
  let names = 0;
  let signature = 0;
  let body = 0;
  before.tokens.forEach((token, at) => {
    const other = after.tokens[toNew[at] ?? -1];
    if (!other || token.kind === 'comment') return;
    code++;
    if (other.text === token.text) names++;
    const outside = inSignature(before, token.start);
    if (outside && inSignature(after, other.start)) signature++;
    if (!outside && token.kind !== 'mark') body++;
  });
  const count = (version: Version, isMeant: (start: number) => boolean): number =>
    version.tokens.filter(({ kind, start }) => kind !== 'comment' && isMeant(start)).length;
  const all = (version: Version): number => count(version, () => true);
  const own = all(before);
  const both = own + all(after);
  const inBody = (version: Version): number =>
    version.tokens.filter(
      ({ kind, start }) => (kind === 'word' || kind === 'literal') && !inSignature(version, start),
    ).length;
  const bodies = inBody(before) + inBody(after);
  const signatures =
    count(before, (start) => inSignature(before, start)) +
    count(after, (start) => inSignature(after, start));
  return {
    alignment,
    code: both === 0 ? 1 : (2 * code) / both,
    names: both === 0 ? 1 : (2 * names) / both,
    kept: own === 0 ? 1 : code / own,
    body: bodies === 0 ? 1 : (2 * body) / bodies,
    signature: signatures === 0 ? 1 : (2 * signature) / signatures,
    get calls() {
      return dice(
        before.calls.map((name) => alignment.renames.get(name) ?? name),
        after.calls,
      );
    },
  };
}
