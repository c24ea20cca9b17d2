import {
  parse,
  type AnyNode,
  type BlockStatement,
  type Expression,
  type ArrowFunctionExpression,
  type FunctionDeclaration,
  type FunctionExpression,
  type Pattern,
  type Statement,
} from 'acorn';
import MagicString from 'magic-string';
import { hookName } from './hook.ts';

type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/**
 * Puts a call of the hook before every statement inside functions, and changes nothing else: lines
 * stay lines. So a port can be watched while it runs, and its source says nothing of it.
 *
 * @param code JavaScript of a module that was turned into a script.
 * @param tag Only functions whose doc comment has this tag are watched, with those inside them.
 */
export function instrument(code: string, tag?: string): string {
  const program = parse(code, {
    ecmaVersion: 'latest',
    locations: true,
    allowReturnOutsideFunction: true,
  });
  const out = new MagicString(code);
  for (const node of program.body) {
    if (tag === undefined) functionsIn(node, [], out);
    else taggedIn(node, tag, out);
  }
  return out.toString();
}

/** Instruments the functions and methods whose doc comment has a tag. */
function taggedIn(node: AnyNode, tag: string, out: MagicString): void {
  const before = out.original.slice(0, node.start).trimEnd();
  const isTagged =
    (isFunction(node) || node.type === 'MethodDefinition') &&
    before.endsWith('*/') &&
    before.slice(before.lastIndexOf('/**')).includes(tag);
  if (isTagged) functionsIn(node, [], out);
  else for (const child of childrenOf(node)) taggedIn(child, tag, out);
}

/** Instruments the functions that a node holds, with the variables that they can see. */
function functionsIn(node: AnyNode, scope: readonly string[], out: MagicString): void {
  if (isFunction(node)) inFunction(node, scope, out);
  else for (const child of childrenOf(node)) functionsIn(child, scope, out);
}

function inFunction(node: FunctionNode, scope: readonly string[], out: MagicString): void {
  const params = node.params.flatMap(namesIn);
  const visible = [...scope, ...params];
  for (const param of node.params) functionsIn(param, scope, out);
  if (node.body.type !== 'BlockStatement') {
    functionsIn(node.body, visible, out);
    return;
  }
  const used = identifiersIn(node.body);
  new Body(out, (name) => params.includes(name) || used.has(name)).block(node.body, visible);
}

/**
 * Walks the statements of one function; functions inside it are walked on their own. A `try` is no
 * step, and a loop tells of itself whenever it asks whether it goes on.
 */
class Body {
  readonly #out: MagicString;
  readonly #matters: (name: string) => boolean;

  constructor(out: MagicString, matters: (name: string) => boolean) {
    this.#out = out;
    this.#matters = matters;
  }

  block({ body }: BlockStatement, scope: readonly string[]): void {
    this.#list(body, scope);
  }

  #list(statements: readonly Statement[], scope: readonly string[]): void {
    const visible = [...scope];
    for (const statement of statements) {
      this.#statement(statement, visible);
      visible.push(...declaredBy(statement));
    }
  }

  #statement(statement: Statement, scope: readonly string[]): void {
    // A function declaration does nothing when it is passed.
    if (statement.type === 'FunctionDeclaration') {
      functionsIn(statement, scope, this.#out);
      return;
    }
    if (statement.type === 'BlockStatement') {
      this.block(statement, scope);
      return;
    }
    const isTold =
      statement.type === 'TryStatement' ||
      this.#standsForItsBranch(statement) ||
      ((statement.type === 'ForStatement' || statement.type === 'WhileStatement') &&
        statement.test);
    if (!isTold) {
      this.#out.appendLeft(statement.start, `${this.#call(statement, scope)};`);
    }
    this.#inside(statement, scope);
  }

  /**
   * `if (failed) errors.push(failed); // go: errCh <- err`: the line is the branch's, and is not
   * reached when the condition does not hold.
   */
  #standsForItsBranch(statement: Statement): boolean {
    if (statement.type !== 'IfStatement' || statement.consequent.type === 'BlockStatement') {
      return false;
    }
    const end = this.#out.original.indexOf('\n', statement.consequent.end);
    const comment = this.#out.original.slice(
      statement.consequent.end,
      end === -1 ? undefined : end,
    );
    return /\/\/ go: (?!if\b|else if\b)/.test(comment);
  }

  #inside(statement: Statement, scope: readonly string[]): void {
    switch (statement.type) {
      case 'IfStatement':
        functionsIn(statement.test, scope, this.#out);
        this.#nested(statement.consequent, scope);
        if (statement.alternate) this.#nested(statement.alternate, scope);
        return;
      case 'ForStatement': {
        const inner = [...scope, ...declaredBy(statement.init)];
        if (statement.test) this.#test(statement, statement.test, inner);
        if (statement.init) functionsIn(statement.init, scope, this.#out);
        if (statement.update) functionsIn(statement.update, inner, this.#out);
        this.#nested(statement.body, inner);
        return;
      }
      case 'WhileStatement':
        this.#test(statement, statement.test, scope);
        this.#nested(statement.body, scope);
        return;
      case 'ForOfStatement':
      case 'ForInStatement': {
        functionsIn(statement.right, scope, this.#out);
        this.#nested(statement.body, [...scope, ...declaredBy(statement.left)]);
        return;
      }
      case 'DoWhileStatement':
        functionsIn(statement.test, scope, this.#out);
        this.#nested(statement.body, scope);
        return;
      case 'LabeledStatement':
        this.#inside(statement.body, scope);
        return;
      case 'TryStatement':
        this.block(statement.block, scope);
        if (statement.handler) {
          const { param, body } = statement.handler;
          this.block(body, [...scope, ...(param ? namesIn(param) : [])]);
        }
        if (statement.finalizer) this.block(statement.finalizer, scope);
        return;
      case 'SwitchStatement':
        functionsIn(statement.discriminant, scope, this.#out);
        // A case does not see what another one declared: that may have been passed over.
        for (const { consequent } of statement.cases) this.#list(consequent, scope);
        return;
      default:
        for (const child of childrenOf(statement)) functionsIn(child, scope, this.#out);
    }
  }

  /** Calls the hook every time that a loop asks whether it goes on. */
  #test(loop: Statement, test: Expression, scope: readonly string[]): void {
    this.#out.prependRight(test.start, `(${this.#call(loop, scope)},(`);
    this.#out.appendLeft(test.end, '))');
    functionsIn(test, scope, this.#out);
  }

  /** A statement that stands where one of a block could, too. */
  #nested(statement: Statement, scope: readonly string[]): void {
    if (statement.type === 'BlockStatement') {
      this.block(statement, scope);
      return;
    }
    this.#out.appendLeft(statement.start, '{');
    this.#statement(statement, scope);
    this.#out.appendLeft(statement.end, '}');
  }

  #call(statement: Statement, scope: readonly string[]): string {
    const line = statement.loc?.start.line ?? 0;
    const names = [...new Set(scope)].filter(this.#matters);
    const values = names.map((name) => `[${JSON.stringify(name)},${name}]`).join(',');
    return `${hookName}(${line},()=>[${values}])`;
  }
}

/** Names that a statement declares for those after it. */
function declaredBy(node: AnyNode | null | undefined): string[] {
  if (node?.type !== 'VariableDeclaration') return [];
  return node.declarations.flatMap(({ id }) => namesIn(id));
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}

function identifiersIn(node: AnyNode): Set<string> {
  const found = new Set<string>();
  const visit = (child: AnyNode): void => {
    if (child.type === 'Identifier') found.add(child.name);
    for (const inner of childrenOf(child)) visit(inner);
  };
  visit(node);
  return found;
}

const isFunction = (node: AnyNode): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node as unknown as Record<string, unknown>).flatMap((value) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isNode),
  );
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
