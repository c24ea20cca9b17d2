import { changeLiteral, inPlace, indentAt, words } from './edits.ts';
import {
  logLine,
  renamed,
  smallEdits,
  statementsOf,
  within,
  wrap,
  type FunctionMutator,
  type FunctionSubject,
} from './function-edits.ts';
import type { Part } from './function-syntax.ts';
import { cut, fresh, insert, instead, type Edit } from './rope.ts';

/** Statements of a block inside the target, and not of a case: that has no brace at its end. */
function innerBlock({ file, target, random }: FunctionSubject): readonly Part[] | undefined {
  return random.pick(
    target.lists
      .slice(1)
      .filter(([first]) => first && file.text.slice(0, first.start).trimEnd().endsWith('{')),
  );
}

const longComment = (indent: string): string =>
  [
    '// What follows is done with the lock held, and before the handle is given',
    '// back: nobody can ask in between whether all that was there has been seen.',
    '// A second caller waits here, and finds nothing more to do when its turn',
    '// comes; see the tests for both orders, and for what happens at the end.',
    '',
  ].join(`\n${indent}`);

/** Edits that real releases made of functions, by the name of their kind. */
export const rewritingMutators: Readonly<Record<string, FunctionMutator>> = {
  'method becomes a function': (subject) => {
    const { file, target, functions, random } = subject;
    const bare = target.symbol.replace(/^.*\./, '');
    if (!target.receiver || functions.has(bare)) return undefined;
    const head = { start: target.start + 'func '.length, end: target.name.start };
    const receiver = /\((.*)\)/.exec(file.text.slice(head.start, head.end))?.[1];
    if (receiver === undefined) return undefined;
    const isOnly = file.text[target.name.end + 1] === ')';
    return inPlace(subject, [
      cut(head),
      insert(target.name.end + 1, isOnly ? receiver : `${receiver}, `),
      ...(random.below(2) === 0 ? smallEdits(subject) : []),
    ]);
  },
  'function becomes a method': (subject) => {
    const { target, random } = subject;
    if (target.symbol.includes('.')) return undefined;
    return inPlace(subject, [
      insert(target.name.start, '(holder *Holder) '),
      ...(random.below(2) === 0 ? smallEdits(subject) : []),
    ]);
  },
  'long comment beside an edit': (subject) => {
    const { file, target, random } = subject;
    const block = innerBlock(subject);
    const [first] = block ?? [];
    const last = block?.at(-1);
    if (!first || !last) return undefined;
    const indent = indentAt(file.text, first.start);
    const literal = random.pick(
      target.literals.filter((part) => within(part, { start: first.start, end: last.end })),
    );
    const edit: Edit =
      literal && random.below(2) === 0
        ? changeLiteral(literal)
        : insert(last.end, `\n${indent}${logLine(random.pick(words) ?? 'x')}`);
    return inPlace(subject, [insert(first.start, longComment(indent)), edit]);
  },
  'empty case gets a body': (subject) => {
    const { file, target, random } = subject;
    const place = random.pick(target.emptyCases);
    if (!place) return undefined;
    const colon = { start: place.end - 1, end: place.end };
    const indent = `${indentAt(file.text, place.start)}\t`;
    const word = random.pick(words) ?? 'x';
    const body = [`if ${word}Seen(event) {`, `\t${logLine(word)}`, '}'];
    return inPlace(subject, [instead(colon, [':', ...body].join(`\n${indent}`))]);
  },
  // Of its statement little more than the head is left, which may be shown, or nothing.
  'block is written anew': (subject) => {
    const { file, target, random } = subject;
    const [first, ...others] = innerBlock(subject) ?? [];
    if (!first) return undefined;
    const indent = indentAt(file.text, first.start);
    const lines = random.shuffle(words).slice(0, 2).map(logLine);
    const span = { start: first.start, end: others.at(-1)?.end ?? first.end };
    // Of a function that is mostly new its name alone would be left.
    if (span.end - span.start > 0.4 * (target.body.end - target.body.start)) return undefined;
    return inPlace(subject, [{ ...span, by: [fresh(lines.join(`\n${indent}`))] }]);
  },
  'rename local and wrap it': (subject) => {
    const { target, random } = subject;
    const local = random.pick(target.locals);
    const statement = statementsOf(subject).find(({ start }) => start === local?.start);
    const names = renamed(local, subject, 'local');
    const edit = statement && wrap(subject, [statement], names);
    return edit && inPlace(subject, [edit, ...names.filter((name) => !within(name, edit))]);
  },
};
