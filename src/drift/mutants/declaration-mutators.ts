import type { Span } from '../../go/go-file.ts';
import type { DeclarationSyntax, MemberSyntax } from './declaration-syntax.ts';
import {
  capital,
  changeComments,
  changeLiteral,
  inPlace,
  indentAt,
  lineOf,
  newNameFor,
  wholeFile,
  words,
  type EditedFile,
  type Mutation,
} from './edits.ts';
import type { Part } from './function-syntax.ts';
import type { Random } from './random.ts';
import { cut, fresh, insert, instead, strands, textOf, type Edit, type Strand } from './rope.ts';

/** A type, a constant or a variable that anchors speak of, and what its file declares. */
export interface DeclarationSubject extends EditedFile {
  readonly declarations: ReadonlyMap<string, DeclarationSyntax>;
  readonly target: DeclarationSyntax;
}

/** A kind of edit; undefined where the subject gives no occasion for it. */
export type DeclarationMutator = (subject: DeclarationSubject) => Mutation | undefined;

const newName = ({ target, random }: DeclarationSubject): string =>
  newNameFor(target.symbol, random, 'Kind');

/** A field or a method that is new. */
function newMember({ target, random }: DeclarationSubject): string {
  const name = `${capital(random.pick(words) ?? 'x')}Extra`;
  if (target.form === 'interface') return `${name}(ctx context.Context) error`;
  const line = `${name} map[string]int64`;
  return random.below(2) === 0 ? line : `// ${name} is counted, too.\n\t${line}`;
}

const aloneMembers = ({ file, target }: DeclarationSubject): MemberSyntax[] =>
  target.members.filter((member) => lineOf(file.text, member).start >= target.start);

const insertMembers = (subject: DeclarationSubject): Edit[] => {
  const { file, random } = subject;
  return random
    .shuffle(aloneMembers(subject))
    .slice(0, 1 + random.below(3))
    .map(({ whole }) =>
      insert(whole.start, `${newMember(subject)}\n${indentAt(file.text, whole.start)}`),
    );
};

/** Another type of a field; another parameter and result of a method. */
function changeType(form: DeclarationSyntax['form'], { type }: MemberSyntax, text: string): Edit {
  const written = text.slice(type.start, type.end);
  return form === 'interface'
    ? instead(
        type,
        written.replace('(', written.startsWith('()') ? '(force bool' : '(force bool, '),
      )
    : instead(type, `map[string]${written.replace(/^\*/, '')}`);
}

const smallEdits = (subject: DeclarationSubject): Edit[] => {
  const { file, target, random } = subject;
  const literal = random.pick(target.literals);
  const member = random.pick(target.members.filter(({ name }) => name));
  return [
    ...(literal ? [changeLiteral(literal)] : []),
    ...(member ? [changeType(target.form, member, file.text)] : []),
    ...insertMembers(subject).slice(0, 1),
  ];
};

/** A copy under another name, with small changes; undefined where it would have none. */
function twinOf(subject: DeclarationSubject, name: string): string | undefined {
  const { file, target } = subject;
  const edits = smallEdits(subject);
  if (edits.length === 0) return undefined;
  const twin = strands(file.text, target.whole, [instead(target.name, name), ...edits]);
  return textOf(twin);
}

const putBeside = ({ file, target, random }: DeclarationSubject, text: string): Edit => {
  const gap = target.group ? `\n${indentAt(file.text, target.start)}` : '\n\n';
  return random.below(2) === 0
    ? insert(target.whole.start, `${text}${gap}`)
    : insert(target.whole.end, `${gap}${text}`);
};

/** Takes the target out of its file. */
function without({ file: { text }, target }: DeclarationSubject): Edit {
  const lines = lineOf(text, target.whole);
  const blank = target.group ? 0 : (/^\n*/.exec(text.slice(lines.end))?.[0].length ?? 0);
  return cut({ start: lines.start, end: lines.end + blank });
}

/** The target as a declaration of its own, its doc comment above. */
function asAlone({ file, target }: DeclarationSubject, edits: readonly Edit[] = []): Strand[] {
  if (!target.group) return strands(file.text, target.whole, edits);
  return [
    ...strands(file.text, { start: target.whole.start, end: target.start }, edits),
    fresh(`${target.keyword} `),
    ...strands(file.text, target.spec, edits),
  ];
}

/** Moves the target to a file that is new. */
function moveTo(
  subject: DeclarationSubject,
  path: string,
  packageName: string,
  edits: readonly Edit[] = [],
): Mutation {
  const { file } = subject;
  return new Map([
    [file.path, wholeFile(file, [without(subject)])],
    [path, [fresh(`package ${packageName}\n\n`), ...asAlone(subject, edits), fresh('\n')]],
  ]);
}

/** One stands in the place of the other. */
const exchange = (text: string, a: Span, b: Span): Edit[] => [
  { start: a.start, end: a.end, by: strands(text, b) },
  { start: b.start, end: b.end, by: strands(text, a) },
];

/** Others of the kind in the same file. */
const othersOf = ({ declarations, target }: DeclarationSubject): DeclarationSyntax[] =>
  [...declarations.values()].filter(
    ({ symbol, kind, form }) =>
      symbol !== target.symbol && kind === target.kind && form === target.form,
  );

function twoMembers({
  target,
  random,
}: DeclarationSubject): [MemberSyntax, MemberSyntax] | undefined {
  const [first, second] = random.shuffle(target.members);
  return first && second ? [first, second] : undefined;
}

/** Takes a declaration out and puts a new one there, that differs from it in its name only. */
function replaced(text: string, { start, end }: Span, name: Span, random: Random): Edit[] {
  const other = newNameFor(text.slice(name.start, name.end), random, 'Part');
  return [
    { start, end, by: [fresh(text.slice(start, name.start) + other + text.slice(name.end, end))] },
  ];
}

const countWords = (text: string): number => (text.match(/\w+/g) ?? []).length;

/** Whether its comment or its value says which declaration it is, whatever its name. */
const isTelling = ({ file }: DeclarationSubject, { whole }: DeclarationSyntax): boolean =>
  countWords(file.text.slice(whole.start, whole.end)) >= 15;

/** A text that many declarations could have: under another name it is another. */
const isCommonIn = (text: string, { start, end }: Span): boolean =>
  countWords(text.slice(start, end)) <= 6;

/** Edits of structs, interfaces and other types by the name of their kind. */
export const typeMutators: Readonly<Record<string, DeclarationMutator>> = {
  'type: insert members': (subject) => inPlace(subject, insertMembers(subject)),
  'type: delete a member': (subject) => {
    const { file, target, random } = subject;
    const member = random.pick(aloneMembers(subject));
    if (!member || target.members.length < 3) return undefined;
    return inPlace(subject, [cut(lineOf(file.text, member.whole))]);
  },
  'type: reorder members': (subject) => {
    const [a, b] = twoMembers(subject) ?? [];
    return a && b && inPlace(subject, exchange(subject.file.text, a.whole, b.whole));
  },
  // A member with a common type is another under another name: see the next kind.
  'type: rename a member': (subject) => {
    const { file, target, random } = subject;
    const named = target.members.filter(({ whole }) => !isCommonIn(file.text, whole));
    const name = random.pick(named.flatMap((member) => member.name ?? []));
    return name && inPlace(subject, [instead(name, newNameFor(name.text, random, 'Part'))]);
  },
  'type: another member in the place of one': (subject) => {
    const { target, random } = subject;
    const { text } = subject.file;
    const common = target.members.filter(
      ({ whole, start, end, name }) =>
        name && whole.start === start && isCommonIn(text, { start, end }),
    );
    const member = random.pick(common);
    if (!member?.name || target.members.length < 3) return undefined;
    return inPlace(subject, replaced(text, member, member.name, random));
  },
  'type: edit the type of a member': (subject) => {
    const { file, target, random } = subject;
    const member = random.pick(target.members.filter(({ name }) => name));
    return member && inPlace(subject, [changeType(target.form, member, file.text)]);
  },
  'type: two members exchange types': (subject) => {
    const { file, target, random } = subject;
    const textIn = ({ type }: MemberSyntax): string => file.text.slice(type.start, type.end);
    const [a, b] = random.shuffle(target.members.filter(({ name }) => name));
    if (!a || !b || textIn(a) === textIn(b)) return undefined;
    return inPlace(subject, [instead(a.type, textIn(b)), instead(b.type, textIn(a))]);
  },
  'type: edit tags': (subject) => {
    const { target, random } = subject;
    const tags = random.shuffle(target.members.flatMap(({ tag }) => tag ?? [])).slice(0, 3);
    return inPlace(
      subject,
      tags.map((tag) =>
        instead(tag, `${tag.text.slice(0, -1)} yaml:"${random.pick(words) ?? ''}"\``),
      ),
    );
  },
  'type: comments': (subject) =>
    inPlace(subject, changeComments(subject.target.comments, subject.random)),
  'type: rename': (subject) => {
    const { file, target } = subject;
    if (isCommonIn(file.text, target.whole)) return undefined;
    return inPlace(subject, [instead(target.name, newName(subject))]);
  },
  // Of a type with few members little is left to know it by: a person decides.
  'type: rename and edit': (subject) =>
    inPlace(subject, [instead(subject.target.name, newName(subject)), ...smallEdits(subject)]),
  'type: type parameters': (subject) => {
    const { target } = subject;
    if (target.form === 'other') return undefined;
    return inPlace(subject, [insert(target.name.end, '[T comparable]'), ...smallEdits(subject)]);
  },
  // Its old name is still there, and says where it went: nobody follows that yet.
  'type: type parameters, and an alias of the old name': (subject) => {
    const { target } = subject;
    const { symbol } = target;
    if (target.form === 'other' || target.group) return undefined;
    return inPlace(subject, [
      instead(target.name, `Typed${capital(symbol)}`),
      insert(target.name.end, '[T comparable]'),
      insert(
        target.whole.start,
        `// ${symbol} is for values of any kind.\ntype ${symbol} = Typed${capital(symbol)}[any]\n\n`,
      ),
    ]);
  },
  'type: move to a new file': (subject) => {
    const { path, packageName } = subject.file;
    return moveTo(subject, path.replace(/\.go$/, '_part.go'), packageName);
  },
  'type: move to another package and edit': (subject) =>
    moveTo(
      subject,
      subject.file.path.replace(/([^/]+)$/, 'other/part.go'),
      'other',
      smallEdits(subject),
    ),
  'type: into a group': (subject) => {
    const { file, target } = subject;
    if (target.group) return undefined;
    const doc = { start: target.whole.start, end: target.start };
    return inPlace(subject, [
      {
        ...target.whole,
        by: [
          fresh('type (\n\t'),
          ...strands(file.text, doc),
          fresh('\t'),
          ...strands(file.text, target.spec),
          fresh('\n)'),
        ],
      },
    ]);
  },
  // Members are sought in their own type only; several lines that tell are found elsewhere, too.
  'type: members to an embedded type': (subject) => {
    const { file, target } = subject;
    const { text } = file;
    const [first, second] = aloneMembers(subject);
    if (target.group || target.form === 'other' || !first || !second) return undefined;
    if (target.members.length < 4) return undefined;
    const moved = { start: lineOf(text, first.whole).start, end: lineOf(text, second).end };
    const name = `${target.symbol}Common`;
    return inPlace(subject, [
      { ...moved, by: [fresh(`\t${name}\n`)] },
      {
        start: target.end,
        end: target.end,
        by: [fresh(`\n\ntype ${name} ${target.form} {\n`), ...strands(text, moved), fresh('}')],
      },
    ]);
  },
  'type: twin beside it': (subject) => {
    const twin = twinOf(subject, newName(subject));
    return twin === undefined ? undefined : inPlace(subject, [putBeside(subject, twin)]);
  },
  'type: twin, and the original edited': (subject) => {
    const twin = twinOf(subject, newName(subject));
    if (twin === undefined) return undefined;
    return inPlace(subject, [putBeside(subject, twin), ...smallEdits(subject)]);
  },
  'type: twin, and the original renamed': (subject) => {
    const { target } = subject;
    const twin = twinOf(subject, `${target.symbol}Copy`);
    if (twin === undefined) return undefined;
    return inPlace(subject, [
      putBeside(subject, twin),
      instead(target.name, `${target.symbol}Original`),
    ]);
  },
  // Types of an API are much alike: as well their members may have changed places.
  'type: two exchange names': (subject) => {
    const { target, random } = subject;
    const { text } = subject.file;
    const specText = ({ name, spec }: DeclarationSyntax): string => text.slice(name.end, spec.end);
    // With equal bodies nothing would change.
    const other = random.pick(
      othersOf(subject).filter((one) => specText(one) !== specText(target)),
    );
    if (!other) return undefined;
    return inPlace(subject, [
      instead(target.name, other.symbol),
      instead(other.name, target.symbol),
    ]);
  },
  'type: delete': (subject) => inPlace(subject, [without(subject)]),
};

/** Edits of constants and variables by the name of their kind. */
export const valueMutators: Readonly<Record<string, DeclarationMutator>> = {
  'value: edit': (subject) => {
    const { target, random } = subject;
    const literal = random.pick(target.literals);
    if (literal) return inPlace(subject, [changeLiteral(literal)]);
    return target.value && inPlace(subject, [insert(target.value.end, ' + extra')]);
  },
  'value: two exchange values': (subject) => {
    const { target, random } = subject;
    const { value } = target;
    const other = random.pick(
      othersOf(subject).flatMap(({ value: known }): Part[] =>
        known && known.text !== value?.text ? [known] : [],
      ),
    );
    if (!value || !other) return undefined;
    return inPlace(subject, [instead(value, other.text), instead(other, value.text)]);
  },
  'value: comments': (subject) =>
    inPlace(subject, changeComments(subject.target.comments, subject.random)),
  // A common value is another under another name: see the next kind.
  'value: rename': (subject) => {
    const { target } = subject;
    return isTelling(subject, target)
      ? inPlace(subject, [instead(target.name, newName(subject))])
      : undefined;
  },
  'value: another in the place of one': (subject) => {
    const { file, target, random } = subject;
    const isBare = target.whole.start === target.start;
    if (!isBare || !isCommonIn(file.text, target)) return undefined;
    return inPlace(subject, replaced(file.text, target, target.name, random));
  },
  'value: insert beside it': (subject) => {
    const { target, random } = subject;
    const head = target.group ? '' : `${target.keyword} `;
    const name = `${random.pick(words) ?? 'x'}Extra`;
    return inPlace(subject, [putBeside(subject, `${head}${name} = ${random.below(100)}`)]);
  },
  'value: reorder': (subject) => {
    const { file, target, random } = subject;
    const other = random.pick(
      othersOf(subject).filter(({ group }) => group?.start === target.group?.start),
    );
    return other && inPlace(subject, exchange(file.text, target.whole, other.whole));
  },
  'value: split the group': (subject) => {
    const { file, target, declarations } = subject;
    const before = [...declarations.values()].some(
      ({ group, start }) => group && group.start === target.group?.start && start < target.start,
    );
    if (!target.group || !before) return undefined;
    const { start } = lineOf(file.text, target.whole);
    return inPlace(subject, [insert(start, `)\n\n${target.keyword} (\n`)]);
  },
  'value: out of its group': (subject) => {
    const { group } = subject.target;
    if (!group) return undefined;
    const by = [fresh('\n\n'), ...asAlone(subject)];
    return inPlace(subject, [without(subject), { start: group.end, end: group.end, by }]);
  },
  'value: into a group': (subject) => {
    const { file, target, random } = subject;
    if (target.group) return undefined;
    const others = `\t${random.pick(words) ?? 'x'}Extra = ${random.below(100)}\n`;
    return inPlace(subject, [
      {
        ...target.whole,
        by: [
          fresh(`${target.keyword} (\n${others}\t`),
          ...strands(file.text, { start: target.whole.start, end: target.start }),
          fresh(target.whole.start === target.start ? '' : '\t'),
          ...strands(file.text, target.spec),
          fresh('\n)'),
        ],
      },
    ]);
  },
  'value: move to a new file': (subject) => {
    const { path, packageName } = subject.file;
    return moveTo(subject, path.replace(/\.go$/, '_part.go'), packageName);
  },
  'value: twin beside it': (subject) => {
    const twin = twinOf(subject, newName(subject));
    return twin === undefined ? undefined : inPlace(subject, [putBeside(subject, twin)]);
  },
  'value: twin, and the original renamed': (subject) => {
    const { target } = subject;
    const twin = twinOf(subject, `${target.symbol}Copy`);
    if (twin === undefined || !isTelling(subject, target)) return undefined;
    return inPlace(subject, [
      putBeside(subject, twin),
      instead(target.name, `${target.symbol}Original`),
    ]);
  },
  // As well their comments and values were exchanged: it is in no place for sure.
  'value: two exchange names': (subject) => {
    const { file, target, random } = subject;
    const other = random.pick(othersOf(subject).filter((one) => isTelling(subject, one)));
    if (!other || !isTelling(subject, target)) return undefined;
    const renamed = ({ whole, name }: DeclarationSyntax, to: string): Edit => ({
      ...whole,
      by: [fresh(textOf(strands(file.text, whole, [instead(name, to)])))],
    });
    return inPlace(subject, [renamed(target, other.symbol), renamed(other, target.symbol)]);
  },
  'value: delete': (subject) => inPlace(subject, [without(subject)]),
};
