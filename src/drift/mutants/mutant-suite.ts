import { resolveAnchor } from '../../anchor/resolve-anchor.ts';
import { isResolved } from '../../anchor/resolved.ts';
import type { GoFile, Span } from '../../go/go-file.ts';
import type { GoParser } from '../../go/go-parser.ts';
import { goRelease } from '../../go/go-release.ts';
import { ProblemError } from '../../problem.ts';
import { blobIdOf } from '../../release/blob-id.ts';
import {
  carryAnchors,
  type AnchorToCarry,
  type CarriedAnchor,
  type DriftRelease,
} from '../carry-anchors.ts';
import { functionsOf, type FunctionSyntax } from './function-syntax.ts';
import { mutators, type Mutation, type Subject } from './mutate.ts';
import { randomFrom } from './random.ts';
import { textOf, trace, type Strand } from './rope.ts';

/** How a placement compares with the answer that is known by construction. */
export type Verdict =
  | 'right'
  | 'wrong edges'
  | 'wrong code'
  /** Gone or torn apart, and said so. */
  | 'orphan, rightly'
  /** It is in one place, and was not found. */
  | 'orphan, needlessly';

export interface Judged {
  readonly kind: string;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly carried: CarriedAnchor;
  /** Where it is: `path:from-to`, or why it is nowhere. */
  readonly truth: string;
}

export interface KindCounts extends Record<Verdict, number> {
  mutants: number;
  anchors: number;
}

export interface MutantRun {
  readonly kinds: ReadonlyMap<string, KindCounts>;
  /** Every placement that is not right, and every needless orphan. */
  readonly notRight: readonly Judged[];
}

export interface MutantOptions {
  readonly kinds?: readonly string[] | undefined;
  readonly seed?: number;
  readonly count: number;
}

/** Makes next releases out of one release, carries anchors over, and judges every placement. */
export function runMutants(
  parser: GoParser,
  base: DriftRelease,
  anchors: readonly AnchorToCarry[],
  { kinds = Object.keys(mutators), seed = 1, count }: MutantOptions,
): MutantRun {
  const subjects = subjectsOf(parser, base, anchors);
  const counts = new Map<string, KindCounts>();
  const notRight: Judged[] = [];
  const perKind = Math.ceil(count / kinds.length);
  for (const kind of kinds) {
    const mutate = mutators[kind];
    if (!mutate)
      throw new ProblemError({
        message: `There is no kind \`${kind}\` of mutants.`,
        hint: `Kinds: ${Object.keys(mutators).join(', ')}.`,
      });
    const row: KindCounts = {
      mutants: 0,
      anchors: 0,
      right: 0,
      'wrong edges': 0,
      'wrong code': 0,
      'orphan, rightly': 0,
      'orphan, needlessly': 0,
    };
    counts.set(kind, row);
    const random = randomFrom(seed * 7919 + kind.length * 31 + (kind.codePointAt(0) ?? 0));
    const withNotes = random.shuffle(subjects.filter(({ ranges }) => ranges.length > 0));
    const without = random.shuffle(subjects.filter(({ ranges }) => ranges.length === 0));
    // Of three mutants two are of functions that notes speak of.
    const order = Array.from({ length: 4 * perKind }, (_, index) => {
      const list = index % 3 === 2 && without.length > 0 ? without : withNotes;
      return list[Math.floor(index / 3) * 2 + (index % 3 === 1 ? 1 : 0)] ?? random.pick(list);
    });
    for (let at = 0; row.mutants < perKind && at < 4 * perKind; at++) {
      const subject = order[at];
      if (!subject) break;
      const mutantSeed = seed * 1_000_003 + at;
      const mutation = mutate({ ...subject, random: randomFrom(mutantSeed) });
      if (!mutation) continue;
      row.mutants++;
      for (const judged of judge(parser, base, subject, mutation)) {
        row.anchors++;
        row[judged.verdict]++;
        if (judged.verdict !== 'right' && judged.verdict !== 'orphan, rightly') {
          notRight.push({ kind, seed: mutantSeed, ...judged });
        }
      }
    }
  }
  return { kinds: counts, notRight };
}

interface Target extends Omit<Subject, 'random'> {
  readonly target: FunctionSyntax;
  readonly anchors: readonly {
    readonly anchor: AnchorToCarry;
    readonly span: Span;
    readonly isWhole: boolean;
  }[];
}

/** Functions with anchors; those with notes come as often as those of ports alone. */
function subjectsOf(
  parser: GoParser,
  base: DriftRelease,
  anchors: readonly AnchorToCarry[],
): Target[] {
  const groups = new Map<string, AnchorToCarry[]>();
  for (const anchor of anchors) {
    const key = `${anchor.anchor.path}#${anchor.anchor.symbol}`;
    const group = groups.get(key);
    if (group) group.push(anchor);
    else groups.set(key, [anchor]);
  }
  const syntax = new Map<GoFile, ReadonlyMap<string, FunctionSyntax>>();
  return [...groups.values()].flatMap((group): Target[] => {
    const { path, symbol } = group[0]?.anchor ?? { path: '', symbol: '' };
    const file = base.go.file(path);
    const functions = syntax.get(file) ?? functionsOf(parser, file);
    syntax.set(file, functions);
    const target = functions.get(symbol);
    if (!target || file.declarations.filter(({ name }) => name === symbol).length !== 1) return [];
    const seen = new Set<string>();
    const resolved = group.flatMap((anchor) => {
      const found = resolveAnchor(base.go, anchor.anchor);
      if (!isResolved(found)) return [];
      const isWhole = anchor.anchor.within === undefined;
      const span = isWhole ? target.whole : found.span;
      const id = `${span.start} ${span.end}`;
      if (seen.has(id)) return [];
      seen.add(id);
      return [{ anchor, span, isWhole }];
    });
    const ranges = resolved.filter(({ isWhole }) => !isWhole).map(({ span }) => span);
    return [{ file, functions, target, ranges, anchors: resolved }];
  });
}

function judge(
  parser: GoParser,
  base: DriftRelease,
  { file, anchors }: Target,
  mutation: Mutation,
): Omit<Judged, 'kind' | 'seed'>[] {
  const next = nextRelease(parser, base, file.path, mutation);
  const carried = carryAnchors(
    anchors.map(({ anchor }) => anchor),
    base,
    next,
  );
  return carried.map((answer, at) => {
    const entry = anchors[at];
    if (!entry) throw new Error('carryAnchors must answer for every anchor');
    const isPart = entry.anchor.anchor.within?.kind === 'part';
    const truth = truthOf(
      next,
      file,
      mutation,
      entry.span,
      entry.isWhole || isPart,
      isPart,
      entry.anchor.anchor.symbol,
    );
    return { carried: answer, truth: wordsOf(truth), verdict: verdictOf(answer, truth) };
  });
}

type Truth =
  | {
      readonly path: string;
      readonly symbol: string;
      readonly from: number;
      readonly to: number;
      readonly part: number;
    }
  | { readonly gone: string };

const wordsOf = (truth: Truth): string =>
  'gone' in truth ? truth.gone : `${truth.path}#${truth.symbol}:${truth.from}-${truth.to}`;

/** Of a range of which less is left, an orphan is right, too. */
const leastLeft = 0.6;

/** Where the text of an old stretch went, from how the mutant was made. */
function truthOf(
  next: DriftRelease,
  file: GoFile,
  mutation: Mutation,
  span: Span,
  isWhole: boolean,
  isPart: boolean,
  oldSymbol: string,
): Truth {
  const size = file.text.slice(span.start, span.end).replace(/\s+/g, '').length;
  const places = [...mutation].flatMap(([path, rope]) => pieces(next, path, rope, span));
  const most = [...places].sort((a, b) => b.size - a.size)[0];
  if (!most) return { gone: 'deleted' };
  const { path, symbol, size: found } = most;
  const part = found / size;
  if (symbol === '') return { gone: 'in no declaration' };
  if (isWhole) {
    if (part <= 0.5) return { gone: 'taken apart' };
    const now = next.go.file(path);
    const declaration = now.declarations.find(({ name }) => name === symbol);
    if (!declaration) return { gone: 'deleted' };
    // Another declaration that took the text in is not the one that was meant.
    const inside = now.text
      .slice(declaration.span.start, declaration.span.end)
      .replace(/\s+/g, '').length;
    const wasAnother =
      symbol !== oldSymbol && file.declarations.some(({ name }) => name === symbol);
    if (wasAnother && !isPart && found < 0.7 * inside) return { gone: 'merged into another' };
    if (isPart) return { path, symbol, ...linesOf(next, path, most.span), part };
    const start = declaration.doc?.start ?? declaration.span.start;
    return { path, symbol, ...linesOf(next, path, { start, end: declaration.span.end }), part };
  }
  // Of a statement that was taken apart the part that holds its head may be shown, or none.
  if (places.length > 1) {
    const head = places.find((place) => place.path === file.path && place.symbol === oldSymbol);
    if (!head) return { gone: 'torn apart' };
    return {
      path: head.path,
      symbol: head.symbol,
      ...linesOf(next, head.path, head.span),
      part: 0,
    };
  }
  return { path, symbol, ...linesOf(next, path, most.span), part };
}

function linesOf({ go }: DriftRelease, path: string, span: Span) {
  return go.lines(go.file(path)).of(span);
}

/** Where a stretch is in a new file, by declaration. */
function pieces(next: DriftRelease, path: string, rope: readonly Strand[], span: Span) {
  const file = next.go.file(path);
  const tops = file.declarations.filter(
    ({ kind }) => kind !== 'field' && kind !== 'interface method',
  );
  const found = new Map<string, { path: string; symbol: string; span: Span; size: number }>();
  let offset = 0;
  for (const strand of rope) {
    const at = offset;
    offset += strand.text.length;
    const traced = trace([strand], span);
    if (!traced) continue;
    // A strand may run over several declarations: each holds its part.
    for (const { name, span: own, doc } of [...tops, undefinedTop(file)]) {
      const outer = { start: doc?.start ?? own.start, end: own.end };
      const start = Math.max(outer.start, at + traced.span.start);
      const end = Math.min(outer.end, at + traced.span.end);
      if (start >= end) continue;
      const text = file.text.slice(start, end);
      if (text.trim() === '') continue;
      const size = text.replace(/\s+/g, '').length;
      const known = found.get(name);
      const lead = text.length - text.trimStart().length;
      const trimmed = { start: start + lead, end: start + text.trimEnd().length };
      found.set(name, {
        path,
        symbol: name,
        span: known
          ? {
              start: Math.min(known.span.start, trimmed.start),
              end: Math.max(known.span.end, trimmed.end),
            }
          : trimmed,
        size: size + (known?.size ?? 0),
      });
    }
  }
  return [...found.values()];
}

const undefinedTop = (file: GoFile) => ({
  name: '',
  span: { start: file.text.length, end: file.text.length },
  doc: undefined,
});

function verdictOf(carried: CarriedAnchor, truth: Truth): Verdict {
  const { to } = carried;
  if (!to) {
    return 'gone' in truth || truth.part < leastLeft ? 'orphan, rightly' : 'orphan, needlessly';
  }
  if ('gone' in truth) return 'wrong code';
  if (to.path !== truth.path || to.symbol !== truth.symbol) return 'wrong code';
  if (to.lines.from === truth.from && to.lines.to === truth.to) return 'right';
  // Of what was taken apart the head is known, and new text may stand in it.
  const isAround = to.lines.from <= truth.from && to.lines.to >= truth.to;
  if (truth.part === 0 && isAround) return 'right';
  const isNear = to.lines.from <= truth.to && to.lines.to >= truth.from;
  return isNear ? 'wrong edges' : 'wrong code';
}

/** The base release with some files put in the place of one. */
export function nextRelease(
  parser: GoParser,
  base: DriftRelease,
  old: string,
  mutation: Mutation,
): DriftRelease {
  const texts = new Map([...mutation].map(([path, rope]) => [path, textOf(rope)]));
  const files = new Map(base.files);
  files.delete(old);
  const sources = new Map(
    [...texts].map(([path, text]) => {
      const bytes = Buffer.from(text);
      const blob = blobIdOf(bytes);
      files.set(path, { blob, size: bytes.byteLength });
      return [path, { path, blob, text }];
    }),
  );
  const read = (path: string) => {
    const source = sources.get(path);
    if (source) return source;
    if (!files.has(path)) throw new ProblemError({ message: `no file ${path}` });
    return base.read(path);
  };
  const go = goRelease(parser, { paths: () => files.keys(), has: (path) => files.has(path), read });
  const made = new Set<GoFile>();
  return {
    files,
    read,
    go: {
      ...go,
      file(path) {
        if (!sources.has(path) && files.has(path)) return base.go.file(path);
        const file = go.file(path);
        made.add(file);
        return file;
      },
      // What did not change keeps what is known of it.
      lines: (file) => (made.has(file) ? go.lines(file) : base.go.lines(file)),
      inside: (file, declaration) =>
        made.has(file) ? go.inside(file, declaration) : base.go.inside(file, declaration),
    },
  };
}
