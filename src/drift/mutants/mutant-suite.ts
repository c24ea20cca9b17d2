import type { GoParser } from '../../go/go-parser.ts';
import { ProblemError } from '../../problem.ts';
import type { AnchorToCarry, CarriedAnchor } from '../carried-anchor.ts';
import type { DriftRelease } from '../drift-release.ts';
import { carryAnchors } from '../carry-anchors.ts';
import { typeMutators, valueMutators } from './declaration-mutators.ts';
import { declarationSubjects } from './declaration-subjects.ts';
import type { Mutation } from './edits.ts';
import { functionMutators } from './function-mutators.ts';
import { functionSubjects } from './function-subjects.ts';
import { judge, type Verdict } from './judge.ts';
import { nextRelease } from './next-release.ts';
import { randomFrom, type Random } from './random.ts';
import type { Subject } from './subject.ts';

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
  { kinds: asked, seed = 1, count }: MutantOptions,
): MutantRun {
  const subjectsByKind = subjectsOf(parser, base, anchors);
  const kinds = asked ?? [...subjectsByKind.keys()];
  const perKind = Math.ceil(count / kinds.length);
  const counts = new Map<string, KindCounts>();
  const notRight: Judged[] = [];
  for (const kind of kinds) {
    const subjects = subjectsByKind.get(kind);
    if (!subjects)
      throw new ProblemError({
        message: `There is no kind \`${kind}\` of mutants.`,
        hint: `Kinds: ${[...subjectsByKind.keys()].join(', ')}.`,
      });
    const row = noCounts();
    counts.set(kind, row);
    const random = randomFrom(seed * 7919 + kind.length * 31 + (kind.codePointAt(0) ?? 0));
    const order = inTurn(subjects, 4 * perKind, random);
    for (let at = 0; row.mutants < perKind && at < order.length; at++) {
      const mutantSeed = seed * 1_000_003 + at;
      const subject = order[at];
      const mutation = subject?.mutate(kind, randomFrom(mutantSeed));
      if (!subject || !mutation) continue;
      row.mutants++;
      for (const judged of judgeAll(parser, base, subject, mutation)) {
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

export const noCounts = (): KindCounts => ({
  mutants: 0,
  anchors: 0,
  right: 0,
  'wrong edges': 0,
  'wrong code': 0,
  'orphan, rightly': 0,
  'orphan, needlessly': 0,
});

/** What each kind of edit is done to. */
function subjectsOf(
  parser: GoParser,
  base: DriftRelease,
  anchors: readonly AnchorToCarry[],
): Map<string, readonly Subject[]> {
  const functions = functionSubjects(parser, base, anchors);
  const { types, values } = declarationSubjects(parser, base, anchors);
  return new Map([
    ...Object.keys(functionMutators).map((kind) => [kind, functions] as const),
    ...Object.keys(typeMutators).map((kind) => [kind, types] as const),
    ...Object.keys(valueMutators).map((kind) => [kind, values] as const),
  ]);
}

/** Subjects in an order of their own: of three two are preferred ones, as long as there are some. */
function inTurn(subjects: readonly Subject[], count: number, random: Random): Subject[] {
  const preferred = random.shuffle(subjects.filter(({ isPreferred }) => isPreferred));
  const others = random.shuffle(subjects.filter(({ isPreferred }) => !isPreferred));
  return Array.from({ length: count }, (_, index) => {
    const [first, second] = index % 3 === 2 ? [others, preferred] : [preferred, others];
    return first.pop() ?? second.pop() ?? random.pick(subjects);
  }).filter((subject) => subject !== undefined);
}

function judgeAll(
  parser: GoParser,
  base: DriftRelease,
  { file, anchors }: Subject,
  mutation: Mutation,
): Omit<Judged, 'kind' | 'seed'>[] {
  const next = nextRelease(parser, base, file.path, mutation);
  const carried = carryAnchors(
    anchors.map(({ anchor }) => anchor),
    base,
    next,
  );
  return carried.map((answer, at) => {
    const placed = anchors[at];
    if (!placed) throw new Error('carryAnchors must answer for every anchor');
    return { carried: answer, ...judge(next, file, mutation, placed, answer) };
  });
}
