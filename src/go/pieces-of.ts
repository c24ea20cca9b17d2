import type { Node } from 'web-tree-sitter';
import type { Declaration, GoFile, Piece, Span } from './go-file.ts';
import type { GoParser } from './go-parser.ts';

/** Nodes that a quote can stand for, besides statements, cases and the arguments of a call. */
const pieceTypes = new Set([
  'block',
  'comment',
  'const_declaration',
  'const_spec',
  'field_declaration',
  'func_literal',
  'function_declaration',
  'keyed_element',
  'literal_element',
  'method_declaration',
  'method_elem',
  'parameter_declaration',
  'short_var_declaration',
  'type_declaration',
  'type_spec',
  'var_declaration',
  'var_spec',
]);

/** A call in a body: `rsc.queue.Get()` -> name `Get`, at the span of `Get`. */
export interface Call extends Span {
  readonly name: string;
  /** Whether something stands before the name: `x.name()`. */
  readonly qualified: boolean;
}

/** A statement of a body, with the part of it that is before any body of its own. */
export interface Statement extends Span {
  /** Where its first block or case begins; its end, if it has none. */
  readonly headEnd: number;
}

export interface Inside {
  readonly pieces: readonly Piece[];
  /** Statements in bodies, nested ones too; what stands in the head of another is none. */
  readonly statements: readonly Statement[];
  readonly calls: readonly Call[];
}

/** What is inside a declaration, its doc comment included, in the order of the file. */
export function insideOf(parser: GoParser, file: GoFile, declaration: Declaration): Inside {
  const start = declaration.doc?.start ?? declaration.span.start;
  const pieces: Piece[] = [];
  const calls: Call[] = [];
  const statements: Statement[] = [];
  const visit = (node: Node): void => {
    const from = node.startIndex + shift;
    const to = node.endIndex + shift;
    if (to <= start || from >= declaration.span.end) return;
    const { type } = node;
    // The root of a part is no piece: it is the file.
    if (node.parent && from >= start && to <= declaration.span.end) {
      const isArgument = node.parent.type === 'argument_list';
      if (
        type.endsWith('_statement') ||
        type.endsWith('_case') ||
        isArgument ||
        pieceTypes.has(type)
      ) {
        pieces.push({ type, start: from, end: to });
      }
      if (isStatement(node)) {
        const head = bodyStart(node);
        const headEnd = head === undefined ? to : head + shift;
        statements.push({ start: from, end: to, headEnd });
      }
      if (type === 'call_expression') {
        const call = callOf(node, shift);
        if (call) calls.push(call);
      }
    }
    for (const child of node.namedChildren) visit(child);
  };
  // A function parses alike without its file, and much faster; a field or a value does not.
  const isAlone = declaration.kind === 'function' || declaration.kind === 'method';
  const shift = isAlone ? start : 0;
  const tree = parser.parse(isAlone ? file.text.slice(start, declaration.span.end) : file.text);
  try {
    visit(tree.rootNode);
  } finally {
    tree.delete();
  }
  return { pieces: joinComments(pieces, file.text), statements, calls };
}

/** In a list of statements, or as the `if` of an `else if`. */
function isStatement({ type, parent }: Node): boolean {
  if (type === 'comment') return false;
  return (
    parent?.type === 'statement_list' ||
    (type === 'if_statement' && parent?.type === 'if_statement')
  );
}

/** Where the first body inside a statement begins, its own or that of a function in it. */
function bodyStart(statement: Node): number | undefined {
  for (const child of statement.namedChildren) {
    if (child.type === 'block' || child.type.endsWith('_case')) return child.startIndex;
    const inside = bodyStart(child);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function callOf(node: Node, shift: number): Call | undefined {
  const callee = node.childForFieldName('function');
  const name = callee?.type === 'selector_expression' ? callee.childForFieldName('field') : callee;
  if (name?.type !== 'identifier' && name?.type !== 'field_identifier') return undefined;
  return {
    name: name.text,
    qualified: name !== callee,
    start: name.startIndex + shift,
    end: name.endIndex + shift,
  };
}

/** A comment stands for itself and the comment lines right below it: one thought, many lines. */
function joinComments(pieces: readonly Piece[], text: string): Piece[] {
  const comments = pieces.filter(({ type }) => type === 'comment');
  return pieces.map((piece) => {
    if (piece.type !== 'comment') return piece;
    let { end } = piece;
    for (const next of comments) {
      if (next.start >= end && /^\n[ \t]*$/.test(text.slice(end, next.start))) end = next.end;
    }
    return { ...piece, end };
  });
}
