import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { replaySelector, type SelectorAnswer } from '../../../conformance/replay-selector.ts';
import { InternalSelector } from './internal-selector.ts';
import type { LabelSet } from './label-set.ts';
import { Lexer, type Token } from './lexer.ts';
import type { Operator } from './operator.ts';
import { parse, parseToRequirements } from './parse.ts';
import { Parser } from './parser.ts';
import { newRequirement, type Requirement } from './requirement.ts';
import type { Selector } from './selector.ts';

interface ParseCase extends SelectorAnswer {
  readonly in: string;
}

function parsed(text: string): Selector {
  const [selector, err] = parse(text);
  if (err) throw err;
  return selector;
}

function requirement(key: string, op: Operator, ...values: string[]): Requirement {
  const [made, err] = newRequirement(key, op, values.sort());
  if (err) throw err;
  return made;
}

describe('parse', () => {
  const { symbol, cases } = readVectors<ParseCase>('label-parse');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parse');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('makes the selectors and the errors of Go', () => {
    const answers = cases.map((one) => ({ in: one.in, ...replaySelector(one, parse(one.in)) }));
    expect(answers).toEqual(cases);
  });

  test('parseToRequirements makes the same', () => {
    for (const { in: text, items, err } of cases) {
      const [requirements, error] = parseToRequirements(text);
      const made = requirements?.map(({ key, operator, strValues }) => [
        key,
        operator,
        ...strValues,
      ]);
      expect([made ?? [], error?.message]).toEqual([items ?? [], err]);
    }
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestSelectorParse', () => {
  test.each([
    ['x=a,y=b,z=c', 'x=a,y=b,z=c'],
    ['nothing > """," @1', ''],
    ['x!=a,y=b', 'x!=a,y=b'],
    ['x=', 'x='],
    ['x= ', 'x= '],
    ['x=,z= ', 'x=,z= '],
    ['x= ,z= ', 'x= ,z= '],
    ['!x', '!x'],
    ['x>1', 'x>1'],
    ['x>1,z<5', 'x>1,z<5'],
  ])('%s', (_, text) => {
    expect(parsed(text).toString()).toBe(text.replaceAll(' ', ''));
  });

  test.each(['x=a||y=b', 'x==a==b', '!x=a', 'x<a'])('%s', (text) => {
    expect(parse(text)[1]).toBeInstanceOf(Error);
  });
});

test('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestDeterministicParse', () => {
  expect(parsed('x=a,a=x').toString()).toBe(parsed('a=x,x=a').toString());
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestSelectorMatches', () => {
  const labelset = { foo: 'bar', baz: 'blah' };

  test.each<[go: string, selector: string, ls: LabelSet]>([
    ['expectMatch(t, "", ', '', { x: 'y' }],
    ['expectMatch(t, "x=y", ', 'x=y', { x: 'y' }],
    ['expectMatch(t, "x=y,z=w"', 'x=y,z=w', { x: 'y', z: 'w' }],
    ['expectMatch(t, "x!=y,z!=w"', 'x!=y,z!=w', { x: 'z', z: 'a' }],
    ['expectMatch(t, "notin=in"', 'notin=in', { notin: 'in' }],
    ['expectMatch(t, "x", ', 'x', { x: 'z' }],
    ['expectMatch(t, "!x"', '!x', { y: 'z' }],
    ['expectMatch(t, "x>1"', 'x>1', { x: '2' }],
    ['expectMatch(t, "x<1"', 'x<1', { x: '0' }],
    ['expectMatch(t, "foo=bar", ', 'foo=bar', labelset],
    ['expectMatch(t, "baz=blah"', 'baz=blah', labelset],
    ['expectMatch(t, "foo=bar,baz=blah"', 'foo=bar,baz=blah', labelset],
  ])('is met > "%s"', (_, selector, ls) => {
    expect(parsed(selector).matches(ls)).toBe(true);
  });

  test.each<[go: string, selector: string, ls: LabelSet]>([
    ['expectNoMatch(t, "x=z"', 'x=z', {}],
    ['expectNoMatch(t, "x=y", ', 'x=y', { x: 'z' }],
    ['expectNoMatch(t, "x=y,z=w"', 'x=y,z=w', { x: 'w', z: 'w' }],
    ['expectNoMatch(t, "x!=y,z!=w"', 'x!=y,z!=w', { x: 'z', z: 'w' }],
    ['expectNoMatch(t, "x", ', 'x', { y: 'z' }],
    ['expectNoMatch(t, "!x"', '!x', { x: 'z' }],
    ['expectNoMatch(t, "x>1"', 'x>1', { x: '0' }],
    ['expectNoMatch(t, "x<1"', 'x<1', { x: '2' }],
    ['expectNoMatch(t, "foo=blah"', 'foo=blah', labelset],
    ['expectNoMatch(t, "baz=bar"', 'baz=bar', labelset],
    ['expectNoMatch(t, "foo=bar,foobar=bar,baz=blah"', 'foo=bar,foobar=bar,baz=blah', labelset],
  ])('is not met > "%s"', (_, selector, ls) => {
    expect(parsed(selector).matches(ls)).toBe(false);
  });
});

function tokensOf(text: string): Token[] {
  const lexer = new Lexer(text);
  const tokens: Token[] = [];
  for (;;) {
    const [token] = lexer.lex();
    if (token === 'EndOfStringToken') return tokens;
    tokens.push(token);
  }
}

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestLexer', () => {
  test.each<[text: string, token: Token]>([
    ['', 'EndOfStringToken'],
    [',', 'CommaToken'],
    ['notin', 'NotInToken'],
    ['in', 'InToken'],
    ['=', 'EqualsToken'],
    ['==', 'DoubleEqualsToken'],
    ['>', 'GreaterThanToken'],
    ['<', 'LessThanToken'],
    ['!', 'DoesNotExistToken'],
    ['!=', 'NotEqualsToken'],
    ['(', 'OpenParToken'],
    [')', 'ClosedParToken'],
    ['~', 'IdentifierToken'],
    ['||', 'IdentifierToken'],
  ])('a token > "{"%s", "', (text, token) => {
    expect(new Lexer(text).lex()).toEqual([token, text]);
  });
});

const id = 'IdentifierToken';
const values: readonly Token[] = ['OpenParToken', id, 'ClosedParToken'];
const sequences: readonly [text: string, tokens: readonly Token[]][] = [
  ['key in ( value )', [id, 'InToken', ...values]],
  ['key notin ( value )', [id, 'NotInToken', ...values]],
  [
    'key in ( value1, value2 )',
    [id, 'InToken', 'OpenParToken', id, 'CommaToken', id, 'ClosedParToken'],
  ],
  ['key', [id]],
  ['!key', ['DoesNotExistToken', id]],
  ['()', ['OpenParToken', 'ClosedParToken']],
  ['x in (),y', [id, 'InToken', 'OpenParToken', 'ClosedParToken', 'CommaToken', id]],
  [
    '== != (), = notin',
    [
      'DoubleEqualsToken',
      'NotEqualsToken',
      'OpenParToken',
      'ClosedParToken',
      'CommaToken',
      'EqualsToken',
      'NotInToken',
    ],
  ],
  ['key>2', [id, 'GreaterThanToken', id]],
  ['key<1', [id, 'LessThanToken', id]],
];

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestLexerSequence', () => {
  test.each(sequences)('tokens > "{"%s", "', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestParserLookahead', () => {
  test.each([...sequences, ['', []] as const])('tokens > "{"%s", "', (text, tokens) => {
    const p = new Parser(new Lexer(text));
    p.scan();
    expect(p.scannedItems.map(([token]) => token)).toEqual([...tokens, 'EndOfStringToken']);
    for (const item of p.scannedItems) {
      expect(p.lookahead('KeyAndOperator')).toEqual(item);
      expect(p.consume('KeyAndOperator')).toEqual(item);
    }
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestSetSelectorParser', () => {
  test.each<[title: string, text: string, selector: readonly Requirement[]]>([
    ['nothing > "{"", NewSelector()"', '', []],
    ['a carriage return > "{"\\rx","', '\rx', [requirement('x', 'exists')]],
    [
      'a key > "{"this-is-a-dns"',
      'this-is-a-dns.domain.com/key-with-dash',
      [requirement('this-is-a-dns.domain.com/key-with-dash', 'exists')],
    ],
    [
      'a key and a set > "{"this-is-another-dns"',
      'this-is-another-dns.domain.com/key-with-dash in (so,what)',
      [requirement('this-is-another-dns.domain.com/key-with-dash', 'in', 'so', 'what')],
    ],
    [
      'numbers and dots > "{"0.1.2.domain/99"',
      '0.1.2.domain/99 notin (10.10.100.1, tick.tack.clock)',
      [requirement('0.1.2.domain/99', 'notin', '10.10.100.1', 'tick.tack.clock')],
    ],
    ['white space > "{"foo  in	 (abc)"', 'foo  in	 (abc)', [requirement('foo', 'in', 'abc')]],
    ['a new line > "{"x notin\\n"', 'x notin\n (abc)', [requirement('x', 'notin', 'abc')]],
    ['tabs > "{"x  notin"', 'x  notin	\t	(abc,def)', [requirement('x', 'notin', 'abc', 'def')]],
    ['x in (abc,def)', 'x in (abc,def)', [requirement('x', 'in', 'abc', 'def')]],
    ['x in (abc,)', 'x in (abc,)', [requirement('x', 'in', 'abc', '')]],
    ['x in ()', 'x in ()', [requirement('x', 'in', '')]],
    [
      'x notin (abc,,def),bar,z in (),w',
      'x notin (abc,,def),bar,z in (),w',
      [
        requirement('bar', 'exists'),
        requirement('w', 'exists'),
        requirement('x', 'notin', 'abc', '', 'def'),
        requirement('z', 'in', ''),
      ],
    ],
    ['x=a', 'x=a', [requirement('x', '=', 'a')]],
    ['x>1', 'x>1', [requirement('x', 'gt', '1')]],
    ['x<7', 'x<7', [requirement('x', 'lt', '7')]],
    ['x=a,y!=b', 'x=a,y!=b', [requirement('x', '=', 'a'), requirement('y', '!=', 'b')]],
    [
      'x=a,y!=b,z in (h,i,j)',
      'x=a,y!=b,z in (h,i,j)',
      [
        requirement('x', '=', 'a'),
        requirement('y', '!=', 'b'),
        requirement('z', 'in', 'h', 'i', 'j'),
      ],
    ],
    ['x notin ( )', 'x notin ( )', [requirement('x', 'notin', '')]],
    ['x notin (, a)', 'x notin (, a)', [requirement('x', 'notin', '', 'a')]],
    ['a ', 'a ', [requirement('a', 'exists')]],
    [
      'a in (x,y,notin, z,in)',
      'a in (x,y,notin, z,in)',
      [requirement('a', 'in', 'in', 'notin', 'x', 'y', 'z')],
    ],
  ])('%s', (_, text, selector) => {
    expect(parse(text)).toEqual([new InternalSelector(selector), undefined]);
  });

  // Go compares it with another order, and expects that it is none.
  test('x,y in (a)', () => {
    const out = [requirement('y', 'in', 'a'), requirement('x', 'exists')];
    expect(parse('x,y in (a)')).not.toEqual([new InternalSelector(out), undefined]);
    expect(parse('x,y in (a)')).toEqual([new InternalSelector(out.reverse()), undefined]);
  });

  test.each([
    'x=a||y=b',
    'x,,y',
    ',x,y',
    'x nott in (y)',
    'a in (xyz),',
    'a in (xyz)b notin ()',
    'a in (xyz abc)',
    'a notin(',
    'a (',
    '(',
  ])('is refused > "{"%s", "', (text) => {
    expect(parse(text)[1]).toBeInstanceOf(Error);
  });
});
