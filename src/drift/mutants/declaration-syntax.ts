import type { Node } from 'web-tree-sitter';
import type { Declaration, GoFile, Span } from '../../go/go-file.ts';
import type { GoParser } from '../../go/go-parser.ts';
import type { Part } from './function-syntax.ts';

/** A field of a struct, or a method of an interface. */
export interface MemberSyntax extends Span {
  /** Type and name: `ListWatch.ListFunc`. */
  readonly symbol: string;
  /** From the doc comment. */
  readonly whole: Span;
  /** Undefined of an embedded field. */
  readonly name: Part | undefined;
  /** The type of a field; the parameters and results of a method. */
  readonly type: Span;
  readonly tag: Part | undefined;
}

/** What the edits need to know of a type, a constant or a variable: places, and nothing of the tree. */
export interface DeclarationSyntax extends Span {
  readonly declaration: Declaration;
  readonly symbol: string;
  readonly kind: 'type' | 'constant' | 'variable';
  readonly keyword: 'type' | 'const' | 'var';
  readonly name: Part;
  /** From the doc comment. */
  readonly whole: Span;
  /** The name and what follows: `ErrClosed = errors.New("closed")`. */
  readonly spec: Span;
  /** The parenthesised declaration that it stands in. */
  readonly group: Span | undefined;
  /** Of a struct or an interface. */
  readonly form: 'struct' | 'interface' | 'other';
  readonly members: readonly MemberSyntax[];
  /** What a constant or variable is set to. */
  readonly value: Part | undefined;
  readonly literals: readonly Part[];
  readonly comments: readonly Part[];
}

const keywords = { type_spec: 'type', const_spec: 'const', var_spec: 'var' } as const;
const kinds = { type: 'type', const: 'constant', var: 'variable' } as const;

/** The types, constants and variables of a file by name; not those that share a line: `a, b int`. */
export function declarationSyntaxOf(
  parser: GoParser,
  file: GoFile,
): ReadonlyMap<string, DeclarationSyntax> {
  const tree = parser.parse(file.text);
  try {
    const found = new Map<string, DeclarationSyntax>();
    for (const declaration of tree.rootNode.namedChildren) {
      for (const spec of declaration.descendantsOfType(Object.keys(keywords))) {
        const syntax = syntaxOf(file, declaration, spec);
        if (syntax) found.set(syntax.symbol, syntax);
      }
    }
    return found;
  } finally {
    tree.delete();
  }
}

const spanOf = ({ startIndex, endIndex }: Node): Span => ({ start: startIndex, end: endIndex });
const partOf = (node: Node): Part => ({ ...spanOf(node), text: node.text, type: node.type });
const wholeOf = ({ span, doc }: Declaration): Span => ({
  start: doc?.start ?? span.start,
  end: span.end,
});

function syntaxOf(file: GoFile, declaration: Node, spec: Node): DeclarationSyntax | undefined {
  const keyword = keywords[spec.type as keyof typeof keywords];
  const [name, other] = spec.childrenForFieldName('name');
  const known = file.declarations.filter(
    ({ name: symbol, kind, span }) =>
      symbol === name?.text &&
      kind === kinds[keyword] &&
      (span.start === spec.startIndex || span.start === declaration.startIndex),
  );
  const [found] = known;
  if (!name || other || !found || known.length > 1) return undefined;
  const type = spec.childForFieldName('type');
  const value = spec.childForFieldName('value');
  const whole = wholeOf(found);
  return {
    declaration: found,
    symbol: found.name,
    kind: kinds[keyword],
    keyword,
    ...found.span,
    name: partOf(name),
    whole,
    spec: spanOf(spec),
    group: found.span.start === declaration.startIndex ? undefined : spanOf(declaration),
    form:
      type?.type === 'struct_type'
        ? 'struct'
        : type?.type === 'interface_type'
          ? 'interface'
          : 'other',
    members: type ? membersOf(file, found.name, type) : [],
    value: value ? partOf(value) : undefined,
    literals: spec
      .descendantsOfType(['int_literal', 'interpreted_string_literal', 'true', 'false'])
      .filter(({ parent }) => parent?.type !== 'field_declaration')
      .map(partOf),
    comments: [...file.text.slice(whole.start, whole.end).matchAll(/(?<=^[ \t]*)\/\/[^\n]*/gm)].map(
      ({ index, 0: text }) => ({
        start: whole.start + index,
        end: whole.start + index + text.length,
        text,
        type: 'comment',
      }),
    ),
  };
}

function membersOf(file: GoFile, owner: string, type: Node): MemberSyntax[] {
  const list = type.namedChildren.find((child) => child.type === 'field_declaration_list') ?? type;
  return list.namedChildren.flatMap((node): MemberSyntax[] => {
    if (node.type !== 'field_declaration' && node.type !== 'method_elem') return [];
    const here = file.declarations.filter(
      ({ name, kind, span }) =>
        (kind === 'field' || kind === 'interface method') &&
        span.start === node.startIndex &&
        name.startsWith(`${owner}.`),
    );
    const [declaration] = here;
    const name = node.childForFieldName('name');
    const written = node.childForFieldName('type') ?? node.childForFieldName('parameters');
    if (!declaration || here.length > 1 || !written) return [];
    const tag = node.childForFieldName('tag');
    const end = node.type === 'method_elem' ? node.endIndex : written.endIndex;
    return [
      {
        symbol: declaration.name,
        ...declaration.span,
        whole: wholeOf(declaration),
        name: name ? partOf(name) : undefined,
        type: { start: written.startIndex, end },
        tag: tag ? partOf(tag) : undefined,
      },
    ];
  });
}
