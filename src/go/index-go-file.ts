import type { Node } from 'web-tree-sitter';
import type { SourceText } from '../blob/blob-reader.ts';
import type { Declaration, DeclarationKind, GoFile, Span } from './go-file.ts';
import type { GoParser } from './go-parser.ts';

/**
 * Lists a file's declarations. It looks at top-level nodes, and below them only into types, so
 * that indexing costs little more than the parse.
 */
export function indexGoFile(parser: GoParser, { path, blob, text }: SourceText): GoFile {
  const tree = parser.parse(text);
  try {
    const declarations: Declaration[] = [];
    let packageName = '';
    for (const { node, doc } of withDocs(tree.rootNode)) {
      if (node.type === 'package_clause') packageName = node.namedChild(0)?.text ?? '';
      else declarations.push(...declarationsOf(node, doc));
    }
    return { path, blob, text, packageName, declarations };
  } finally {
    tree.delete();
  }
}

interface Documented {
  readonly node: Node;
  readonly doc: Span | undefined;
}

/** The named children that are not comments, each with the comment block right above it. */
function* withDocs(parent: Node): Generator<Documented> {
  let block: { start: number; end: number; row: number } | undefined;
  // A comment beside the brace or parenthesis that opens a list documents nothing in the list.
  let previousRow = parent.parent ? parent.startPosition.row : -1;
  for (const node of parent.namedChildren) {
    const row = node.startPosition.row;
    if (node.type === 'comment') {
      // A comment at the end of a code line documents that line, not the next declaration.
      if (row === previousRow) continue;
      const { start = node.startIndex } = block && block.row >= row - 1 ? block : {};
      block = { start, end: node.endIndex, row: node.endPosition.row };
    } else {
      yield {
        node,
        doc: block?.row === row - 1 ? { start: block.start, end: block.end } : undefined,
      };
      block = undefined;
      previousRow = node.endPosition.row;
    }
  }
}

function declarationsOf(node: Node, doc: Span | undefined): Declaration[] {
  switch (node.type) {
    case 'function_declaration':
      return [declare(nameOf(node), 'function', node, doc)];
    case 'method_declaration':
      return [declare(`${receiverOf(node)}.${nameOf(node)}`, 'method', node, doc)];
    case 'type_declaration':
      return specsOf(node, doc).flatMap(({ spec, whole, doc }) =>
        typeDeclarations(spec, whole, doc),
      );
    case 'const_declaration':
      return specsOf(node, doc).flatMap(({ spec, whole, doc }) =>
        named(spec, whole, 'constant', doc),
      );
    case 'var_declaration':
      return specsOf(node, doc).flatMap(({ spec, whole, doc }) =>
        named(spec, whole, 'variable', doc),
      );
    default:
      return [];
  }
}

interface Spec {
  readonly spec: Node;
  /** The node to show: the whole declaration unless it groups several specs in parentheses. */
  readonly whole: Node;
  readonly doc: Span | undefined;
}

function specsOf(declaration: Node, doc: Span | undefined): Spec[] {
  const list =
    declaration.namedChildren.find(({ type }) => type === 'var_spec_list') ?? declaration;
  const isGroup = list !== declaration || declaration.child(1)?.type === '(';
  return [...withDocs(list)].map(({ node: spec, doc: own }) =>
    isGroup ? { spec, whole: spec, doc: own } : { spec, whole: declaration, doc },
  );
}

function typeDeclarations(spec: Node, whole: Node, doc: Span | undefined): Declaration[] {
  const name = nameOf(spec);
  const type = spec.childForFieldName('type');
  const members = type ? membersOf(name, type) : [];
  return [declare(name, 'type', whole, doc, type ? bodyOfType(type) : undefined), ...members];
}

/** Braces of a struct or interface type. */
function bodyOfType(type: Node): Span | undefined {
  if (type.type === 'struct_type') return spanOrNothing(fieldsOf(type));
  if (type.type !== 'interface_type') return undefined;
  const brace = type.children.find((child) => child.type === '{');
  return brace && { start: brace.startIndex, end: type.endIndex };
}

/** What is between the braces of a struct; undefined for any other type. */
function fieldsOf(type: Node): Node | undefined {
  return type.namedChildren.find((child) => child.type === 'field_declaration_list');
}

function membersOf(typeName: string, type: Node): Declaration[] {
  if (type.type === 'interface_type') {
    return [...withDocs(type)]
      .filter(({ node }) => node.type === 'method_elem')
      .map(({ node, doc }) =>
        declare(`${typeName}.${nameOf(node)}`, 'interface method', node, doc),
      );
  }
  const list = fieldsOf(type);
  if (!list) return [];
  return [...withDocs(list)].flatMap(({ node, doc }) =>
    named(node, node, 'field', doc).map((field) => ({
      ...field,
      name: `${typeName}.${field.name}`,
    })),
  );
}

/** One declaration for each name of `a, b T`; an embedded field is named after its type. */
function named(
  node: Node,
  whole: Node,
  kind: DeclarationKind,
  doc: Span | undefined,
): Declaration[] {
  const names = node.childrenForFieldName('name').filter((child) => child.isNamed);
  if (names.length > 0) return names.map((name) => declare(name.text, kind, whole, doc));
  const embedded = baseNameOf(node.childForFieldName('type'));
  return embedded === undefined ? [] : [declare(embedded, kind, whole, doc)];
}

function declare(
  name: string,
  kind: DeclarationKind,
  node: Node,
  doc: Span | undefined,
  body: Span | undefined = spanOrNothing(node.childForFieldName('body')),
): Declaration {
  const span = spanOf(node);
  return {
    name,
    kind,
    span,
    doc,
    body,
    signature: { start: span.start, end: body?.start ?? span.end },
  };
}

const nameOf = (node: Node): string => node.childForFieldName('name')?.text ?? '_';

/** `(rsc *ReplicaSetController)` -> `ReplicaSetController`; type parameters are left out. */
function receiverOf(method: Node): string {
  const parameters = method.childForFieldName('receiver')?.namedChildren ?? [];
  const receiver = parameters.find(({ type }) => type === 'parameter_declaration');
  return baseNameOf(receiver?.childForFieldName('type')) ?? '_';
}

/** The name at the heart of a type: `*queue.Type[K]` -> `Type`. */
function baseNameOf(type: Node | null | undefined): string | undefined {
  switch (type?.type) {
    case 'type_identifier':
      return type.text;
    case 'qualified_type':
      return baseNameOf(type.childForFieldName('name'));
    case 'generic_type':
      return baseNameOf(type.childForFieldName('type'));
    case 'pointer_type':
    case 'parenthesized_type':
      return baseNameOf(type.namedChildren.find((child) => child.type !== 'comment'));
    default:
      return undefined;
  }
}

const spanOf = (node: Node): Span => ({ start: node.startIndex, end: node.endIndex });
const spanOrNothing = (node: Node | null | undefined): Span | undefined =>
  node ? spanOf(node) : undefined;
