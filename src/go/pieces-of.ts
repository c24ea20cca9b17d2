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

export interface Inside {
  readonly pieces: readonly Piece[];
  readonly calls: readonly Call[];
}

/** What is inside a declaration, its doc comment included, in the order of the file. */
export function insideOf(parser: GoParser, file: GoFile, declaration: Declaration): Inside {
  const start = declaration.doc?.start ?? declaration.span.start;
  const pieces: Piece[] = [];
  const calls: Call[] = [];
  const visit = (node: Node): void => {
    if (node.endIndex <= start || node.startIndex >= declaration.span.end) return;
    const { type } = node;
    if (node.startIndex >= start && node.endIndex <= declaration.span.end) {
      const isArgument = node.parent?.type === 'argument_list';
      if (
        type.endsWith('_statement') ||
        type.endsWith('_case') ||
        isArgument ||
        pieceTypes.has(type)
      ) {
        pieces.push({ type, start: node.startIndex, end: node.endIndex });
      }
      if (type === 'call_expression') {
        const call = callOf(node);
        if (call) calls.push(call);
      }
    }
    for (const child of node.namedChildren) visit(child);
  };
  const tree = parser.parse(file.text);
  try {
    visit(tree.rootNode);
  } finally {
    tree.delete();
  }
  return { pieces: joinComments(pieces, file.text), calls };
}

function callOf(node: Node): Call | undefined {
  const callee = node.childForFieldName('function');
  const name = callee?.type === 'selector_expression' ? callee.childForFieldName('field') : callee;
  if (name?.type !== 'identifier' && name?.type !== 'field_identifier') return undefined;
  return {
    name: name.text,
    qualified: name !== callee,
    start: name.startIndex,
    end: name.endIndex,
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
