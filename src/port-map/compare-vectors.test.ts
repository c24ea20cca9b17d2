import { expect, test } from 'vitest';
import { report } from '../../test/small-release.ts';
import { ProblemError } from '../problem.ts';
import { compareVectors, type SymbolComparison } from './compare-vectors.ts';

const symbol = 'pkg/loop/loop.go#double';
const answers = new Map([
  ['double', ['is']],
  ['queue', ['*.len']],
]);

function compare(
  name: 'double' | 'queue',
  from: readonly unknown[],
  to: readonly unknown[],
): SymbolComparison | undefined {
  const filesOf = (cases: readonly unknown[]) => new Map([[name, { symbol, cases }]]);
  return compareVectors(filesOf(from), filesOf(to), answers).get(symbol);
}

test('of cases asked alike, those answered alike and the others with both answers', () => {
  const from = [
    { of: 1, is: 2 },
    { of: 2, is: 4 },
    { of: 3, is: 6 },
  ];
  const to = [
    { of: 1, is: 2 },
    { of: 2, is: 5 },
    { of: 3, error: 'too many' },
  ];
  expect(compare('double', from, to)).toEqual({
    cases: 3,
    same: 1,
    different: [{ vectors: 'double', at: 1, asked: { of: 2 }, from: { is: 4 }, to: { is: 5 } }],
    // A key that is no answer belongs to the question.
    onlyFrom: 1,
    onlyTo: 1,
  });
});

test('an answer that is new differs from none', () => {
  expect(compare('double', [{ of: 1 }], [{ of: 1, is: 2 }])?.different).toEqual([
    { vectors: 'double', at: 0, asked: { of: 1 }, from: {}, to: { is: 2 } },
  ]);
});

test('cases are found at other places by what was asked, each once', () => {
  const from = [
    { of: 1, is: 2 },
    { of: 1, is: 2 },
    { of: 2, is: 4 },
    { of: 9, is: 18 },
  ];
  const to = [
    { of: 0, is: 0 },
    { of: 1, is: 2 },
    { of: 9, is: 19 },
    { of: 2, is: 4 },
    { of: 7, is: 14 },
  ];
  expect(compare('double', from, to)).toEqual({
    cases: 4,
    same: 2,
    different: [{ vectors: 'double', at: 3, asked: { of: 9 }, from: { is: 18 }, to: { is: 19 } }],
    onlyFrom: 1,
    onlyTo: 2,
  });
});

test('a sequence differs at its first other answer, whatever was asked then', () => {
  const from = [[{ do: 'add', len: 1 }, { do: 'add', len: 2 }, { do: 'get' }]];
  const to = [
    [
      { do: 'add', len: 1 },
      { do: 'add', len: 1 },
      { do: 'shut down', len: 0 },
    ],
  ];
  expect(compare('queue', from, to)?.different).toEqual([
    { vectors: 'queue', at: 0, asked: { do: 'add' }, from: { len: 2 }, to: { len: 1 } },
  ]);
});

test('a sequence that asks otherwise before any answer differs is another', () => {
  const from = [[{ do: 'add', len: 1 }]];
  expect(compare('queue', from, [[{ do: 'get', len: 0 }]])).toMatchObject({
    same: 0,
    different: [],
    onlyFrom: 1,
    onlyTo: 1,
  });
  const longer = [
    [
      { do: 'add', len: 1 },
      { do: 'add', len: 2 },
    ],
  ];
  expect(compare('queue', from, longer)).toMatchObject({ same: 0, different: [], onlyTo: 1 });
});

test('a symbol has the cases of all its files; what one release alone has says nothing', () => {
  const two = new Map([
    ['double', { symbol, cases: [{ of: 1, is: 2 }] }],
    ['queue', { symbol, cases: [[{ do: 'add', len: 1 }]] }],
    ['gone', { symbol: 'pkg/loop/loop.go#gone', cases: [{}] }],
  ]);
  const moved = new Map([
    ['double', { symbol: 'pkg/moved.go#double', cases: [{ of: 1, is: 3 }] }],
    ['queue', { symbol, cases: [[{ do: 'add', len: 1 }]] }],
    ['new', { symbol: 'pkg/loop/loop.go#new', cases: [{}] }],
  ]);
  const compared = compareVectors(two, moved, answers);
  expect([...compared.keys()]).toEqual([symbol]);
  expect(compared.get(symbol)).toMatchObject({ cases: 2, same: 1, onlyFrom: 0, onlyTo: 0 });
  expect(compared.get(symbol)?.different).toHaveLength(1);
});

test('a file whose answers are not named is refused', () => {
  const files = new Map([['loop', { symbol, cases: [] }]]);
  const failure = (): string => {
    try {
      compareVectors(files, files, answers);
      return '';
    } catch (error) {
      return error instanceof ProblemError ? report(error.problems) : String(error);
    }
  };
  expect(failure()).toMatchInlineSnapshot(`
    "conformance/vectors/answers.json does not say what of a case of \`loop\` is an answer.
      Add "loop": ["<key>", ...], the keys that the recorder sets after it called Go."
  `);
});
