import type { Span } from '../../go/go-file.ts';
import {
  changeComments,
  changeLiteral,
  inPlace,
  indentAt,
  lineOf,
  newNameFor,
  standsAlone,
  wholeFile,
  words,
} from './edits.ts';
import {
  endsCase,
  logLine,
  renamed,
  smallEdits,
  statementsOf,
  within,
  wrap,
  type FunctionMutator,
  type FunctionSubject,
} from './function-edits.ts';
import type { FunctionSyntax, Part } from './function-syntax.ts';
import { rewritingMutators } from './rewriting-mutators.ts';
import { cut, fresh, insert, instead, strands, type Edit } from './rope.ts';

/** Small changes of a copy: its name, a literal or two, a line more. Never none. */
function twinOf({ file, target, random }: FunctionSubject, name: string): string {
  const edits: Edit[] = [instead(target.name, name)];
  const literal = random.pick(target.literals);
  if (literal) edits.push(changeLiteral(literal));
  const statement = random.pick(target.lists[0] ?? []);
  if (statement) {
    const indent = indentAt(file.text, statement.start);
    edits.push(insert(statement.start, `${logLine(random.pick(words) ?? 'x')}\n${indent}`));
  }
  return strands(file.text, target.whole, edits)
    .map(({ text }) => text)
    .join('');
}

const opposite: Record<string, string> = {
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '>': '>=',
  '<=': '<',
  '>=': '>',
  '&&': '||',
  '||': '&&',
};

const newName = ({ target, random }: FunctionSubject): string =>
  newNameFor(target.symbol.replace(/^.*\./, ''), random, 'Step');

/** Takes the target out of its file. */
const without = ({ file, target }: FunctionSubject): Edit => {
  const { start, end } = target.whole;
  const next = /^\n*/.exec(file.text.slice(end))?.[0].length ?? 0;
  return cut({ start, end: end + next });
};

/** Ranges of anchors that are statements, of less than half of the body. */
const deletable = ({ file, target, ranges }: FunctionSubject): Span[] =>
  ranges.filter(
    (span) =>
      within(span, target.body) &&
      span.end - span.start < 0.4 * (target.body.end - target.body.start) &&
      standsAlone(file.text, span) &&
      target.lists.flat().some(({ start }) => start === span.start),
  );

/** A run of statements of one list that return nothing, at most half of the body. */
function runOf({ file, target, random }: FunctionSubject): readonly Part[] | undefined {
  const list = random.pick(target.lists.filter((candidate) => candidate.length >= 3));
  if (!list) return undefined;
  const from = random.below(list.length - 1);
  const to = from + 1 + random.below(Math.min(4, list.length - from - 1));
  const run = list.slice(from, to + 1);
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return undefined;
  const size = last.end - first.start;
  if (size > 0.4 * (target.body.end - target.body.start)) return undefined;
  return standsAlone(file.text, { start: first.start, end: last.end }) ? run : undefined;
}

/** Edits of functions by the name of their kind. */
export const functionMutators: Readonly<Record<string, FunctionMutator>> = {
  ...rewritingMutators,
  'insert above': (subject) => {
    const { file, target, random } = subject;
    const edits = [
      insert(
        target.whole.start,
        `func ${random.pick(words) ?? 'x'}Before() {\n\tprintln("before")\n}\n\n`,
      ),
    ];
    const statement = target.lists[0]?.[0];
    if (statement && random.below(2) === 0) {
      edits.push(
        insert(statement.start, `${logLine('start')}\n${indentAt(file.text, statement.start)}`),
      );
    }
    return inPlace(subject, edits);
  },
  'insert statements': (subject) => {
    const { file, random } = subject;
    const places = random.shuffle(statementsOf(subject)).slice(0, 1 + random.below(3));
    return inPlace(
      subject,
      places.map(({ start }) =>
        insert(start, `${logLine(random.pick(words) ?? 'x')}\n${indentAt(file.text, start)}`),
      ),
    );
  },
  'insert error check': (subject) => {
    const { file, random } = subject;
    const place = random.pick(statementsOf(subject));
    if (!place) return undefined;
    const indent = indentAt(file.text, place.start);
    return inPlace(subject, [
      insert(
        place.start,
        `if err := ${random.pick(words) ?? 'x'}(ctx); err != nil {\n${indent}\treturn err\n${indent}}\n${indent}`,
      ),
    ]);
  },
  'delete statement': (subject) => {
    const { file, target, random } = subject;
    const half = (target.body.end - target.body.start) / 2;
    const place = random.pick(statementsOf(subject).filter(({ start, end }) => end - start < half));
    return place && inPlace(subject, [cut(lineOf(file.text, place))]);
  },
  'delete range': (subject) => {
    const { file, random } = subject;
    const range = random.pick(deletable(subject));
    return range && inPlace(subject, [cut(lineOf(file.text, range))]);
  },
  reformat: (subject) => {
    const { file, target, random } = subject;
    const calls = target.calls.filter(({ arguments: list }) => {
      const [first] = list;
      const last = list.at(-1);
      return (
        first &&
        last &&
        list.length > 1 &&
        !file.text.slice(first.start - 1, last.end + 1).includes('\n')
      );
    });
    const edits = random
      .shuffle(calls)
      .slice(0, 3)
      .flatMap(({ arguments: list }): Edit[] => {
        const [first] = list;
        const last = list.at(-1);
        if (!first || !last || file.text[last.end] !== ')') return [];
        const indent =
          /^[ \t]*/.exec(file.text.slice(file.text.lastIndexOf('\n', first.start) + 1))?.[0] ?? '';
        return [
          ...list.map(({ start }) => insert(start, `\n${indent}\t`)),
          insert(last.end, `,\n${indent}`),
        ];
      });
    // Calls inside one another would be broken twice: one is enough.
    return inPlace(subject, edits.slice(0, edits.length));
  },
  comments: (subject) => {
    const { file, target, random } = subject;
    const edits: Edit[] = changeComments(target.comments, random);
    const free = statementsOf(subject).filter(({ start }) => {
      const before = file.text.slice(0, start).trimEnd();
      const line = before.slice(before.lastIndexOf('\n') + 1);
      return !line.includes('//') && !line.includes('*/');
    });
    const place = random.pick(free);
    if (place)
      edits.push(
        insert(place.start, `// A word on what follows.\n${indentAt(file.text, place.start)}`),
      );
    return inPlace(subject, edits);
  },
  'reorder functions': (subject) => {
    const { file, target, functions, random } = subject;
    const other = random.pick(
      [...functions.values()].filter(({ symbol }) => symbol !== target.symbol),
    );
    if (!other) return undefined;
    const { text } = file;
    return inPlace(subject, [
      { ...target.whole, by: strands(text, other.whole) },
      { ...other.whole, by: strands(text, target.whole) },
    ]);
  },
  'rename function': (subject) =>
    inPlace(subject, [instead(subject.target.name, newName(subject))]),
  'rename receiver': (subject) =>
    inPlace(subject, renamed(subject.target.receiver, subject, 'self')),
  'rename parameter': (subject) =>
    inPlace(subject, renamed(subject.random.pick(subject.target.parameters), subject, 'given')),
  'rename local': (subject) =>
    inPlace(subject, renamed(subject.random.pick(subject.target.locals), subject, 'local')),
  'rename file': ({ file }) =>
    new Map([[file.path.replace(/\.go$/, '_moved.go'), wholeFile(file, [])]]),
  'move file to another package': ({ file }) => {
    const clause = new RegExp(`^package ${file.packageName}`, 'm').exec(file.text);
    if (!clause) return undefined;
    const start = clause.index + 'package '.length;
    const path = file.path.replace(/([^/]+)$/, 'inner/$1');
    return new Map([
      [path, wholeFile(file, [instead({ start, end: start + file.packageName.length }, 'inner')])],
    ]);
  },
  'move function to a new file': (subject) => {
    const { file, target } = subject;
    return new Map([
      [file.path, wholeFile(file, [without(subject)])],
      [
        file.path.replace(/\.go$/, '_part.go'),
        [
          fresh(`package ${file.packageName}\n\n`),
          ...strands(file.text, target.whole),
          fresh('\n'),
        ],
      ],
    ]);
  },
  'move function and edit it': (subject) => {
    const { file, target } = subject;
    return new Map([
      [file.path, wholeFile(file, [without(subject)])],
      [
        file.path.replace(/([^/]+)$/, 'other/part.go'),
        [
          fresh('package other\n\n'),
          ...strands(file.text, target.whole, smallEdits(subject)),
          fresh('\n'),
        ],
      ],
    ]);
  },
  'rename function and edit it': (subject) =>
    inPlace(subject, [instead(subject.target.name, newName(subject)), ...smallEdits(subject)]),
  'split: a part to a helper': (subject) => {
    const { file, target } = subject;
    const run = runOf(subject);
    const [first] = run ?? [];
    const last = run?.at(-1);
    if (!first || !last) return undefined;
    const span = { start: first.start, end: last.end };
    return inPlace(subject, [
      { ...span, by: [fresh('helperStep(ctx)')] },
      {
        start: target.end,
        end: target.end,
        by: [
          fresh('\n\nfunc helperStep(ctx context.Context) {\n\t'),
          ...strands(file.text, span),
          fresh('\n}'),
        ],
      },
    ]);
  },
  'split: hollow wrapper': (subject) => {
    const { file, target } = subject;
    const { text } = file;
    const bare = target.symbol.replace(/^.*\./, '');
    // With a doc comment longer than the body, what is most of it would not say which it is.
    if (target.body.end - target.body.start < 0.7 * (target.whole.end - target.whole.start))
      return undefined;
    const self = target.receiver ? `${target.receiver.text}.` : '';
    return inPlace(subject, [
      {
        ...target.body,
        by: [fresh(`{\n\treturn ${self}${bare}Locked(ctx)\n}`)],
      },
      {
        start: target.end,
        end: target.end,
        by: [
          fresh('\n\n'),
          ...strands(text, { start: target.start, end: target.name.start }).map(({ text: same }) =>
            fresh(same),
          ),
          fresh(`${bare}Locked`),
          ...strands(text, { start: target.name.end, end: target.body.start }).map(
            ({ text: same }) => fresh(same),
          ),
          ...strands(text, target.body),
        ],
      },
    ]);
  },
  // A whole function that went into another is nowhere; a line or two that stood there before is in
  // two places.
  'merge into another function': (subject) => {
    const { file, target, functions, random } = subject;
    const other = random.pick(
      [...functions.values()].filter(
        ({ symbol, lists }) => symbol !== target.symbol && lists.length > 0,
      ),
    );
    const statement = random.pick(other?.lists[0] ?? []);
    const [first] = target.lists[0] ?? [];
    const last = target.lists[0]?.at(-1);
    if (!statement || !first || !last) return undefined;
    return inPlace(subject, [
      without(subject),
      {
        start: statement.start,
        end: statement.start,
        by: [...strands(file.text, { start: first.start, end: last.end }), fresh('\n\t')],
      },
    ]);
  },
  'delete function': (subject) => inPlace(subject, [without(subject)]),
  'twin beside it': (subject) => {
    const { target, random } = subject;
    const twin = twinOf(subject, newName(subject));
    return inPlace(subject, [
      random.below(2) === 0
        ? insert(target.whole.start, `${twin}\n\n`)
        : insert(target.whole.end, `\n\n${twin}`),
    ]);
  },
  'twin, and the original edited': (subject) => {
    const { target, random } = subject;
    const twin = twinOf(subject, newName(subject));
    return inPlace(subject, [
      random.below(2) === 0
        ? insert(target.whole.start, `${twin}\n\n`)
        : insert(target.whole.end, `\n\n${twin}`),
      ...smallEdits(subject),
    ]);
  },
  'twin, and the original renamed': (subject) => {
    const { target } = subject;
    const bare = target.symbol.replace(/^.*\./, '');
    return inPlace(subject, [
      insert(target.whole.start, `${twinOf(subject, `${bare}Copy`)}\n\n`),
      instead(target.name, `${bare}Original`),
    ]);
  },
  'twin, and the range deleted': (subject) => {
    const { file, target, random } = subject;
    const range = random.pick(deletable(subject));
    if (!range) return undefined;
    return inPlace(subject, [
      insert(target.whole.end, `\n\n${twinOf(subject, newName(subject))}`),
      cut(lineOf(file.text, range)),
    ]);
  },
  // Of two that are much alike the few differences may as well have changed places: those are left
  // to a person, and count as needless orphans all the same.
  'two functions exchange names': (subject) => {
    const { file, target, functions, random } = subject;
    const { text } = file;
    const typeOf = ({ symbol }: FunctionSyntax): string => symbol.replace(/\.?[^.]*$/, '');
    const codeOf = ({ name, end }: FunctionSyntax): string => text.slice(name.end, end);
    const nameOf = ({ name }: FunctionSyntax): string => text.slice(name.start, name.end);
    const other = random.pick(
      [...functions.values()].filter(
        (one) => typeOf(one) === typeOf(target) && codeOf(one) !== codeOf(target),
      ),
    );
    if (!other) return undefined;
    return inPlace(subject, [
      instead(target.name, nameOf(other)),
      instead(other.name, nameOf(target)),
    ]);
  },
  'literals and conditions': (subject) => {
    const { target, random } = subject;
    const edits = [
      ...target.literals.map(changeLiteral),
      ...target.operators.flatMap((operator) => {
        const to = opposite[operator.text];
        return to === undefined ? [] : [instead(operator, to)];
      }),
    ];
    return inPlace(subject, random.shuffle(edits).slice(0, 1 + random.below(3)));
  },
  'wrap in if or for': (subject) => {
    const run = runOf(subject) ?? statementsOf(subject).slice(0, 1);
    const edit = wrap(subject, run);
    return edit && inPlace(subject, [edit]);
  },
  'swap two statements': (subject) => {
    const { file, target, random } = subject;
    const list = random.pick(target.lists.filter((candidate) => candidate.length >= 2));
    if (!list) return undefined;
    const at = random.below(list.length - 1);
    const [first, second] = [list[at], list[at + 1]];
    if (!first || !second || !standsAlone(file.text, first) || !standsAlone(file.text, second))
      return undefined;
    return inPlace(subject, [
      { start: first.start, end: first.end, by: strands(file.text, second) },
      { start: second.start, end: second.end, by: strands(file.text, first) },
    ]);
  },
  // Where the twin holds all words of the first line no quote names the original alone.
  'twin of a statement': (subject) => {
    const { file, target, random } = subject;
    const place = random.pick(
      statementsOf(subject).filter(
        (part) =>
          target.literals.some((literal) => within(literal, part)) ||
          target.locals.some((local) => within(local, part)),
      ),
    );
    if (!place) return undefined;
    const literal = target.literals.find((part) => within(part, place));
    const local = target.locals.find((part) => within(part, place));
    const edits = literal
      ? [changeLiteral(literal)]
      : local
        ? [instead(local, `${local.text}Other`)]
        : [];
    const twin = strands(file.text, place, edits)
      .map(({ text }) => text)
      .join('');
    const indent = indentAt(file.text, place.start);
    return inPlace(subject, [
      random.below(2) === 0 || endsCase(subject, place)
        ? insert(place.start, `${twin}\n${indent}`)
        : insert(place.end, `\n${indent}${twin}`),
    ]);
  },
  'many edits at once': (subject) => {
    const { file, target, random } = subject;
    const places = random.shuffle(statementsOf(subject));
    const edits = [
      ...smallEdits(subject),
      ...random.shuffle(target.literals).slice(0, 3).map(changeLiteral),
    ];
    for (const { start, end } of places.slice(0, 4)) {
      const half = (target.body.end - target.body.start) / 8;
      if (random.below(2) === 0 && end - start < half)
        edits.push(cut(lineOf(file.text, { start, end })));
      else
        edits.push(
          insert(start, `${logLine(random.pick(words) ?? 'x')}\n${indentAt(file.text, start)}`),
        );
    }
    edits.push(...renamed(target.receiver, subject, 'self'));
    return inPlace(subject, edits);
  },
};
