import type { Span } from '../../go/go-file.ts';
import {
  changeLiteral,
  indentAt,
  standsAlone,
  words,
  type EditedFile,
  type Mutation,
} from './edits.ts';
import type { FunctionSyntax, Part } from './function-syntax.ts';
import { fresh, insert, instead, strands, type Edit } from './rope.ts';

/** A function that anchors speak of, and what its file holds. */
export interface FunctionSubject extends EditedFile {
  readonly functions: ReadonlyMap<string, FunctionSyntax>;
  readonly target: FunctionSyntax;
  /** Ranges of the target that anchors mean. */
  readonly ranges: readonly Span[];
}

/** A kind of edit; undefined where the subject gives no occasion for it. */
export type FunctionMutator = (subject: FunctionSubject) => Mutation | undefined;

export const logLine = (name: string): string =>
  `klog.V(4).InfoS("${name}", "step", ${name.length})`;

export const within = (inner: Span, outer: Span): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

export const statementsOf = ({ file, target }: FunctionSubject): Part[] =>
  target.lists.flat().filter((part) => standsAlone(file.text, part));

/** Gives a name another one throughout; nothing where the function has that one already. */
export function renamed(part: Part | undefined, { target }: FunctionSubject, to: string): Edit[] {
  if (!part || target.identifiers.some(({ text }) => text === to)) return [];
  const places = [part, ...target.identifiers].filter(({ text }) => text === part.text);
  const unique = new Map(places.map((place) => [place.start, place]));
  return [...unique.values()].map((place) => instead(place, to));
}

/** A literal, and a line more. */
export const smallEdits = (subject: FunctionSubject): Edit[] => {
  const { file, target, random } = subject;
  const edits: Edit[] = [];
  const literal = random.pick(target.literals);
  if (literal) edits.push(changeLiteral(literal));
  const statement = random.pick(statementsOf(subject));
  if (statement) {
    const indent = indentAt(file.text, statement.start);
    edits.push(insert(statement.start, `${logLine(random.pick(words) ?? 'x')}\n${indent}`));
  }
  return edits;
};

/** Whether a range, of a case, ends with a stretch: such a one takes in what comes after it, too. */
export const endsCase = ({ file, ranges }: FunctionSubject, span: Span): boolean =>
  ranges.some(
    ({ start, end }) =>
      start < span.start && end >= span.end && file.text.slice(span.end, end).trim() === '',
  );

/** Puts a run of statements, with edits, into an `if` or a `for`. */
export function wrap(
  subject: FunctionSubject,
  run: readonly Part[],
  edits: readonly Edit[] = [],
): Edit | undefined {
  const { file, random } = subject;
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return undefined;
  const span = { start: first.start, end: last.end };
  if (endsCase(subject, span)) return undefined;
  const indent = indentAt(file.text, first.start);
  const breaks = [...file.text.slice(span.start, span.end).matchAll(/\n(?=[ \t]*\S)/g)].map(
    ({ index }) => insert(span.start + index + 1, '\t'),
  );
  const head = random.below(2) === 0 ? 'if enabled(ctx) {' : 'for range attempts {';
  return {
    ...span,
    by: [
      fresh(`${head}\n${indent}\t`),
      ...strands(file.text, span, [...breaks, ...edits]),
      fresh(`\n${indent}}`),
    ],
  };
}
