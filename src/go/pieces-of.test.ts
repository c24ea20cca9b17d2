import { describe, expect, test } from 'vitest';
import { memoryReader } from '../../test/small-release.ts';
import { loadGoParser } from './go-parser.ts';
import { indexGoFile } from './index-go-file.ts';
import { insideOf, type Inside } from './pieces-of.ts';

const parser = await loadGoParser();

/** What is inside the declaration `name` of a file that begins with a package clause. */
function inside(body: string, name = 'f'): Inside & { readonly text: string } {
  const text = `package depot\n\n${body}\n`;
  const file = indexGoFile(parser, memoryReader({ 'a.go': text }).read('a.go'));
  const declaration = file.declarations.find((candidate) => candidate.name === name);
  if (!declaration) throw new Error(`No ${name} in ${text}`);
  return { ...insideOf(parser, file, declaration), text };
}

/** `type: the text of its first line`, of pieces in the order of the file. */
function pieces(body: string, name?: string): string[] {
  const { pieces: found, text } = inside(body, name);
  return found.map(({ type, start, end }) => {
    const [first = '', ...rest] = text.slice(start, end).split('\n');
    return `${type}: ${first}${rest.length > 0 ? ' ...' : ''}`;
  });
}

function calls(body: string, name?: string): string[] {
  const { calls: found, text } = inside(body, name);
  for (const call of found) expect(text.slice(call.start, call.end)).toBe(call.name);
  return found.map((call) => `${call.qualified ? '_.' : ''}${call.name}`);
}

describe('the pieces of a function', () => {
  test('statements, outer before inner', () => {
    expect(
      pieces('func f() {\n\tfor i := 0; i < 3; i++ {\n\t\tgo work()\n\t}\n\treturn\n}'),
    ).toEqual([
      'function_declaration: func f() { ...',
      'block: { ...',
      'for_statement: for i := 0; i < 3; i++ { ...',
      'short_var_declaration: i := 0',
      'inc_statement: i++',
      'block: { ...',
      'go_statement: go work()',
      'return_statement: return',
    ]);
  });

  test('an else-if is a statement of its own inside the first', () => {
    expect(
      pieces(
        'func f() {\n\tif a {\n\t\treturn\n\t} else if b {\n\t\tpanic(1)\n\t} else {\n\t}\n}',
      ).filter((piece) => piece.startsWith('if_')),
    ).toEqual(['if_statement: if a { ...', 'if_statement: if b { ...']);
  });

  test('cases of switch, type switch and select', () => {
    const found = pieces(
      [
        'func f() {',
        '\tswitch n {',
        '\tcase 1:',
        '\t\treturn',
        '\tdefault:',
        '\t}',
        '\tswitch n.(type) {',
        '\tcase int:',
        '\t}',
        '\tselect {',
        '\tcase <-done:',
        '\t}',
        '}',
      ].join('\n'),
    );
    expect(found.filter((piece) => piece.includes('_case'))).toEqual([
      'expression_case: case 1: ...',
      'default_case: default:',
      'type_case: case int:',
      'communication_case: case <-done:',
    ]);
  });

  test('the arguments of a call, and functions among them', () => {
    const found = pieces('func f() {\n\trun(first, func() {\n\t\tinner(1)\n\t}, &T{key: "v"})\n}');
    expect(found).toEqual([
      'function_declaration: func f() { ...',
      'block: { ...',
      'expression_statement: run(first, func() { ...',
      'identifier: first',
      'func_literal: func() { ...',
      'block: { ...',
      'expression_statement: inner(1)',
      'int_literal: 1',
      'unary_expression: &T{key: "v"}',
      'keyed_element: key: "v"',
      'literal_element: key',
      'literal_element: "v"',
    ]);
  });

  test('parameters of a signature of several lines', () => {
    expect(pieces('func f(\n\tname string,\n\trest ...int,\n) {}')).toContain(
      'parameter_declaration: name string',
    );
  });

  test('only what belongs to the declaration: its neighbours give nothing', () => {
    expect(pieces('func before() { return }\n\nfunc f() {}\n\nfunc after() { return }')).toEqual([
      'function_declaration: func f() {}',
      'block: {}',
    ]);
  });
});

describe('the pieces of types and values', () => {
  test('the fields of a struct', () => {
    expect(pieces('type T struct {\n\ta int\n\t*B\n}', 'T')).toEqual([
      'type_declaration: type T struct { ...',
      'type_spec: T struct { ...',
      'field_declaration: a int',
      'field_declaration: *B',
    ]);
  });

  test('the methods of an interface', () => {
    expect(pieces('type I interface {\n\tM(key string) error\n}', 'I')).toContain(
      'method_elem: M(key string) error',
    );
  });

  test('a spec of a group without its group', () => {
    expect(pieces('const (\n\ta = 1\n\tb = 2\n)', 'b')).toEqual(['const_spec: b = 2']);
  });

  test('the elements of a literal', () => {
    expect(pieces('var v = []T{\n\t{a: 1},\n\t{a: 2},\n}', 'v')).toEqual([
      'var_declaration: var v = []T{ ...',
      'var_spec: v = []T{ ...',
      'literal_element: {a: 1}',
      'keyed_element: a: 1',
      'literal_element: a',
      'literal_element: 1',
      'literal_element: {a: 2}',
      'keyed_element: a: 2',
      'literal_element: a',
      'literal_element: 2',
    ]);
  });
});

describe('comments', () => {
  const comments = (body: string): string[] => {
    const { pieces: found, text } = inside(body);
    return found
      .filter(({ type }) => type === 'comment')
      .map(({ start, end }) => text.slice(start, end));
  };

  test('a comment stands for itself and the lines right below it', () => {
    expect(comments('func f() {\n\t// one\n\t// two\n\t// three\n\n\t// alone\n}')).toEqual([
      '// one\n\t// two\n\t// three',
      '// two\n\t// three',
      '// three',
      '// alone',
    ]);
  });

  test('code between two comments parts them, a comment beside code goes on below', () => {
    expect(comments('func f() {\n\t// one\n\treturn // beside\n\t// two\n}')).toEqual([
      '// one',
      '// beside\n\t// two',
      '// two',
    ]);
  });

  test('Windows line ends do not part them', () => {
    const [first] = comments('func f() {\r\n\t// one\r\n\t// two\r\n}');
    expect(first).toBe('// one\r\n\t// two\r');
  });

  test('the doc comment belongs to the declaration', () => {
    expect(comments('// unrelated\n\n// doc\n// of f\nfunc f() {}')).toEqual([
      '// doc\n// of f',
      '// of f',
    ]);
  });
});

describe('calls', () => {
  test('a call is qualified when something stands before its name', () => {
    expect(
      calls('func f() {\n\tplain()\n\tx.method()\n\ta.b.c.deep()\n\tpkg.Func(inner())\n\tg()()\n}'),
    ).toEqual(['plain', '_.method', '_.deep', '_.Func', 'inner', 'g']);
  });

  test('calls after go and defer, in conditions and in functions inside', () => {
    expect(
      calls(
        'func f() {\n\tdefer unlock()\n\tgo func() { work() }()\n\tif ok(); true {\n\t}\n\tfor range l.items() {\n\t}\n}',
      ),
    ).toEqual(['unlock', 'work', 'ok', '_.items']);
  });

  test('a call of a call has the name of each', () => {
    expect(calls('func f() {\n\tnewClient().Pods().Get("📦", name())\n}')).toEqual([
      '_.Get',
      '_.Pods',
      'newClient',
      'name',
    ]);
  });

  test('the offset of a call counts UTF-16 units', () => {
    const { calls: found, text } = inside('func f() {\n\tprint("📦世"); work()\n}');
    const work = found.find(({ name }) => name === 'work');
    expect(work?.start).toBe(text.indexOf('work'));
    expect(work?.end).toBe(text.indexOf('work') + 4);
  });

  test('calls of other declarations are left out', () => {
    expect(calls('func before() { a() }\n\nfunc f() { b() }\n\nfunc after() { c() }')).toEqual([
      'b',
    ]);
  });

  test('what may be an index or a conversion as well as a generic call is not taken for a call', () => {
    expect(calls('func f() {\n\tpick[int](1)\n\tx.make[string]()\n}')).toEqual([]);
  });
});
