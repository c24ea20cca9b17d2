import { describe, expect, test } from 'vitest';
import { memoryRelease } from '../../test/small-release.ts';
import { namedFiles, nameIndex, type NameOutcome } from './name-index.ts';

const source = {
  'a/queue/queue.go': `package queue

type Queue struct{ firstKey string }

// Add puts a key at the end.
func (q *Queue) Add(key string) {}

func NewQueue() *Queue { return &Queue{} }

func Only() { maxRetries := 3 }
`,
  'a/queue/stack.go': `package queue

type Stack struct{}

func (s *Stack) Add(key string) {}

func (s *Stack) Len() int { return 0 }
`,
  'a/queue/other.go': 'package queue\n\nfunc Other() {}\n',
  'b/cache/cache.go': `package cache

type Queue struct{}

func (q *Queue) Pop() {}

type ListOptions struct{ Limit int }
`,
};
const go = await memoryRelease(source);
const names = nameIndex(go, Object.keys(source));

/** An excerpt, as \`path#symbol\`. */
const shownAt = (place: string): { path: string; symbol: string } => {
  const [path = '', symbol = ''] = place.split('#');
  return { path, symbol };
};
const lookUp = (code: string, ...shown: string[]): NameOutcome =>
  names.lookUp(code, shown.map(shownAt));

/** The place of the one symbol that is meant, or what else the code turns out to be. */
function placeOf(code: string, ...shown: string[]): string {
  const outcome = lookUp(code, ...shown);
  if (outcome.kind !== 'found') return outcome.kind;
  const { symbol } = outcome;
  return symbol ? `${symbol.path}#${symbol.symbol}:${symbol.line}` : 'one of several';
}

describe('a name that the source has', () => {
  test.each([
    ['a function', 'Only', 'a/queue/queue.go#Only:10'],
    ['a type', 'Stack', 'a/queue/stack.go#Stack:3'],
    ['a method by its type, without its comment', 'Queue.Add', 'a/queue/queue.go#Queue.Add:6'],
    ['a method by its own name', 'Len', 'a/queue/stack.go#Stack.Len:7'],
    ['a field by its own name', 'firstKey', 'a/queue/queue.go#Queue.firstKey:3'],
    ['a type by its package', 'cache.Queue', 'b/cache/cache.go#Queue:3'],
    ['a method by its package and its type', 'cache.Queue.Pop', 'b/cache/cache.go#Queue.Pop:5'],
    ['a function by its package', 'queue.NewQueue', 'a/queue/queue.go#NewQueue:8'],
    ['a pointer to a type', '*Stack', 'a/queue/stack.go#Stack:3'],
    ['a pointer to a type of a package', '*cache.Queue', 'b/cache/cache.go#Queue:3'],
    ['a call', 'NewQueue()', 'a/queue/queue.go#NewQueue:8'],
    ['a call of a method', 'Queue.Pop()', 'b/cache/cache.go#Queue.Pop:5'],
  ])('%s', (_, code, place) => {
    expect(placeOf(code)).toBe(place);
  });

  test('a name that is declared inside a function only has no place', () => {
    expect(lookUp('maxRetries')).toEqual({ kind: 'found' });
  });

  test('a package that does not declare the name gives it no place, though others do', () => {
    expect(lookUp('cache.Stack')).toEqual({ kind: 'found' });
    expect(lookUp('queue.ListOptions')).toEqual({ kind: 'found' });
  });

  test('every word of a field path must be there, and the path has no place', () => {
    expect(lookUp('options.Limit')).toEqual({
      kind: 'unknown',
      hint: expect.any(String) as string,
    });
    expect(lookUp('key.Limit')).toEqual({ kind: 'found' });
  });

  test('only the files that are given count', () => {
    const few = nameIndex(go, ['a/queue/stack.go']);
    expect(few.lookUp('NewQueue', [])).toMatchObject({ kind: 'unknown' });
    expect(few.lookUp('Add', [])).toMatchObject({
      kind: 'found',
      symbol: { symbol: 'Stack.Add' },
    });
  });
});

describe('a name that the source does not have', () => {
  test.each([
    ['the nearest name', 'NewQueu', 'Did you mean `NewQueue`?'],
    ['the nearest name for a pointer', '*Stak', 'Did you mean `Stack`?'],
    ['the nearest name for a call', 'newQueues()', 'Did you mean `NewQueue`?'],
    ['the nearest name for one part', 'Queue.Popp', 'Did you mean `Pop`?'],
    ['the nearest package', 'cach.Queue', 'Did you mean `cache`?'],
    ['nothing, when nothing is near', 'ReplicationControllerSpec', undefined],
  ])('the hint is %s', (_, code, hint) => {
    expect(lookUp(code)).toEqual({ kind: 'unknown', hint });
  });

  test('case matters', () => {
    expect(lookUp('Newqueue')).toEqual({ kind: 'unknown', hint: 'Did you mean `NewQueue`?' });
  });

  test('part of a word is not the word', () => {
    expect(lookUp('ListOption').kind).toBe('unknown');
    expect(lookUp('maxRetrie').kind).toBe('unknown');
  });
});

describe('code that is no Go name', () => {
  test.each([
    ['a plain word', 'gone'],
    ['a word with an underscore', 'last_applied'],
    ['capitals only', 'GET'],
    ['a field path', 'spec.replicas'],
    ['a field path with a dot in front', '.spec.nodeName'],
    ['a resource with a dash', 'kube-apiserver'],
    ['a subresource', 'pods/binding'],
    ['a command', 'kubectl apply'],
    ['an option', '--from'],
    ['a number', '409'],
    ['a version', 'v1.16'],
    ['a statement', 'return nil'],
    ['a call with arguments', 'NewQueues(1)'],
    ['an index', 'Keys[0]'],
    ['a generic type', 'Stacks[T]'],
    ['a comparison', 'Len > 0'],
    ['nothing', ''],
  ])('%s', (_, code) => {
    expect(lookUp(code)).toEqual({ kind: 'other' });
  });
});

describe('of several declarations with one name', () => {
  const queueAdd = 'a/queue/queue.go#Queue.Add:6';
  const stackAdd = 'a/queue/stack.go#Stack.Add:5';

  test('none is meant when nothing is shown, or nothing near', () => {
    expect(placeOf('Add')).toBe('one of several');
    expect(placeOf('Queue')).toBe('one of several');
    expect(placeOf('Add', 'b/cache/cache.go#Queue')).toBe('one of several');
  });

  test('the symbol that is shown is meant, before one of another shown file', () => {
    expect(placeOf('Add', 'a/queue/queue.go#Queue.Add', 'a/queue/stack.go#Stack')).toBe(queueAdd);
    expect(placeOf('Add', 'a/queue/queue.go#NewQueue', 'a/queue/stack.go#Stack.Add')).toBe(
      stackAdd,
    );
  });

  test('the one in the shown file is meant, before one of the same package', () => {
    expect(placeOf('Add', 'a/queue/stack.go#Stack')).toBe(stackAdd);
    expect(placeOf('Add', 'a/queue/queue.go#Only')).toBe(queueAdd);
  });

  test('the one in the shown package is meant, before one of another package', () => {
    expect(placeOf('Queue', 'a/queue/other.go#Other')).toBe('a/queue/queue.go#Queue:3');
    expect(placeOf('Queue', 'a/queue/stack.go#Stack')).toBe('a/queue/queue.go#Queue:3');
  });

  test('the only one there is is meant, wherever it is', () => {
    expect(placeOf('ListOptions', 'a/queue/queue.go#Queue')).toBe('b/cache/cache.go#ListOptions:7');
  });

  test('none is meant when two are equally near', () => {
    expect(placeOf('Add', 'a/queue/queue.go#Queue.Add', 'a/queue/stack.go#Stack.Add')).toBe(
      'one of several',
    );
    expect(placeOf('Add', 'a/queue/queue.go#Only', 'a/queue/stack.go#Stack')).toBe(
      'one of several',
    );
    expect(placeOf('Add', 'a/queue/other.go#Other')).toBe('one of several');
  });

  test('a top-level name goes before methods and fields of the same name', async () => {
    const twins = await memoryRelease({
      'a.go': 'package a\n\ntype T struct{}\n\nfunc (t *T) Run() {}\n\nfunc Run() {}\n',
    });
    const { lookUp: look } = nameIndex(twins, ['a.go']);
    expect(look('Run', [])).toMatchObject({ symbol: { symbol: 'Run', line: 7 } });
  });
});

describe('namedFiles', () => {
  const paths = [
    'a/x.go',
    'a/x_test.go',
    'a/y.go',
    'a/deep/z.go',
    'b/x.go',
    'b/x_test.go',
    'top.go',
    'top2.go',
  ];
  const named = (cited: string[], mentioned: string[] = []): string[] =>
    namedFiles(paths, new Set(cited), new Set(mentioned));

  test('they are the packages of the cited files, without tests and without packages below', () => {
    expect(named(['a/x.go'])).toEqual(['a/x.go', 'a/y.go']);
    expect(named(['top.go'])).toEqual(['top.go', 'top2.go']);
  });

  test('a cited file that is not in the release still names its package', () => {
    expect(named(['b/gone.go'])).toEqual(['b/x.go']);
    expect(named(['c/gone.go'])).toEqual([]);
  });

  test('a mentioned file comes alone, without its package, each file once', () => {
    expect(named([], ['b/x.go'])).toEqual(['b/x.go']);
    expect(named(['a/x.go'], ['a/y.go', 'a/deep/z.go'])).toEqual([
      'a/x.go',
      'a/y.go',
      'a/deep/z.go',
    ]);
  });

  test('a test file counts when it is mentioned by its path', () => {
    expect(named([], ['b/x_test.go'])).toEqual(['b/x_test.go']);
  });

  test('a mentioned file that is not in the release is left out', () => {
    expect(named([], ['b/gone.go'])).toEqual([]);
  });
});
