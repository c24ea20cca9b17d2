import type { Node } from 'web-tree-sitter';
import type { GoFile, Span } from '../../go/go-file.ts';
import type { GoParser } from '../../go/go-parser.ts';

/** A node of the syntax tree, as far as an edit needs it. */
export interface Part extends Span {
  readonly text: string;
  readonly type: string;
}

/** What the edits need to know of a function: places, and nothing of the tree. */
export interface FunctionSyntax extends Span {
  /** Receiver-qualified. */
  readonly symbol: string;
  readonly name: Span;
  /** From the doc comment. */
  readonly whole: Span;
  readonly body: Span;
  readonly receiver: Part | undefined;
  readonly parameters: readonly Part[];
  readonly locals: readonly Part[];
  /** Names in it that are no fields, keys or types. */
  readonly identifiers: readonly Part[];
  /** Lists of statements, the body's own first. */
  readonly lists: readonly (readonly Part[])[];
  /** Cases that do nothing. */
  readonly emptyCases: readonly Part[];
  readonly calls: readonly { readonly name: string; readonly arguments: readonly Part[] }[];
  readonly literals: readonly Part[];
  readonly operators: readonly Part[];
  readonly comments: readonly Part[];
}

/** The functions of a file by symbol. */
export function functionsOf(parser: GoParser, file: GoFile): ReadonlyMap<string, FunctionSyntax> {
  const tree = parser.parse(file.text);
  try {
    const found = new Map<string, FunctionSyntax>();
    for (const node of tree.rootNode.namedChildren) {
      if (node.type !== 'function_declaration' && node.type !== 'method_declaration') continue;
      const declaration = file.declarations.find(({ span }) => span.start === node.startIndex);
      const body = node.childForFieldName('body');
      const name = node.childForFieldName('name');
      if (!declaration || !body || !name) continue;
      const start = declaration.doc?.start ?? declaration.span.start;
      found.set(declaration.name, {
        symbol: declaration.name,
        ...spanOf(node),
        name: spanOf(name),
        whole: { start, end: node.endIndex },
        body: spanOf(body),
        ...partsOf(node, body, file.text, start),
      });
    }
    return found;
  } finally {
    tree.delete();
  }
}

const spanOf = ({ startIndex, endIndex }: Node): Span => ({ start: startIndex, end: endIndex });
const partOf = (node: Node): Part => ({ ...spanOf(node), text: node.text, type: node.type });

function partsOf(root: Node, body: Node, text: string, start: number) {
  const receiver = namesIn(root.childForFieldName('receiver'))[0];
  const parameters = namesIn(root.childForFieldName('parameters'));
  const locals: Part[] = [];
  const identifiers: Part[] = [];
  const lists: Part[][] = [];
  const emptyCases: Part[] = [];
  const calls: { name: string; arguments: Part[] }[] = [];
  const literals: Part[] = [];
  const operators: Part[] = [];
  const comments: Part[] = [];
  const doc = text.slice(start, root.startIndex);
  for (const line of doc.matchAll(/\/\/[^\n]*/g)) {
    const at = start + line.index;
    comments.push({ start: at, end: at + line[0].length, text: line[0], type: 'comment' });
  }
  const visit = (node: Node): void => {
    const { type } = node;
    if (type === 'statement_list' || (type.endsWith('_case') && node.namedChildCount > 0)) {
      const list = node.namedChildren.filter(
        (child) => child.type.endsWith('_statement') || child.type.endsWith('_declaration'),
      );
      if (type === 'statement_list' && list.length > 0) lists.push(list.map(partOf));
    }
    if (type.endsWith('_case') && node.text.endsWith(':')) emptyCases.push(partOf(node));
    if (type === 'identifier') identifiers.push(partOf(node));
    if (type === 'short_var_declaration') {
      const left = node.childForFieldName('left');
      for (const child of left?.namedChildren ?? []) {
        if (child.type === 'identifier' && child.text !== '_') locals.push(partOf(child));
      }
    }
    if (type === 'call_expression') {
      const list = node.childForFieldName('arguments');
      calls.push({
        name: node.childForFieldName('function')?.text ?? '',
        arguments: (list?.namedChildren ?? [])
          .filter((child) => child.type !== 'comment')
          .map(partOf),
      });
    }
    if (/^(?:int_literal|interpreted_string_literal|true|false)$/.test(type))
      literals.push(partOf(node));
    if (type === 'binary_expression') {
      const operator = node.childForFieldName('operator');
      if (operator) operators.push(partOf(operator));
    }
    if (type === 'comment') comments.push(partOf(node));
    for (const child of node.namedChildren) visit(child);
  };
  visit(body);
  return {
    receiver,
    parameters,
    locals,
    identifiers,
    lists,
    emptyCases,
    calls,
    literals,
    operators,
    comments,
  };
}

function namesIn(list: Node | null): Part[] {
  return (list?.namedChildren ?? [])
    .flatMap((parameter) => parameter.childrenForFieldName('name'))
    .filter((name) => name.type === 'identifier' && name.text !== '_')
    .map(partOf);
}
