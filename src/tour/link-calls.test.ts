import { describe, expect, test } from 'vitest';
import { memoryReader } from '../../test/small-release.ts';
import { loadGoParser } from '../go/go-parser.ts';
import { indexGoFile } from '../go/index-go-file.ts';
import { linesOf } from '../go/lines.ts';
import { insideOf } from '../go/pieces-of.ts';
import { linkCalls, type SymbolStop } from './link-calls.ts';

const parser = await loadGoParser();

/** The links of `func f` in `pkg/a.go`, each as `line:column-column stop`. */
function links(
  body: string,
  symbols: readonly SymbolStop[],
  leadsTo: readonly string[] = [],
): string[] {
  const text = `package a\n\nfunc f() {\n${body}\n}\n`;
  const file = indexGoFile(parser, memoryReader({ 'pkg/a.go': text }).read('pkg/a.go'));
  const [f] = file.declarations;
  if (!f) throw new Error('There is a function');
  const { calls } = insideOf(parser, file, f);
  const lines = linesOf(text);
  return linkCalls({ file, lines, span: f.span, calls }, { slug: 'here', leadsTo }, symbols).map(
    (link) => {
      const called = lines.text(link.line).slice(link.from, link.to);
      return `${link.line}:${link.from}-${link.to} ${called} -> ${link.stop}`;
    },
  );
}

const near = (symbol: string, stop: string): SymbolStop => ({ path: 'pkg/b.go', symbol, stop });
const far = (symbol: string, stop: string): SymbolStop => ({ path: 'other/c.go', symbol, stop });

describe('a call of the same package', () => {
  test('a function is called on nothing, a method on something', () => {
    const symbols = [near('work', 'work-stop'), near('Loop.step', 'step-stop')];
    expect(links('\twork()\n\tl.step()', symbols)).toEqual([
      '4:1-5 work -> work-stop',
      '5:3-7 step -> step-stop',
    ]);
  });

  test('called the other way it is something else', () => {
    const symbols = [near('work', 'work-stop'), near('Loop.step', 'step-stop')];
    expect(links('\tother.work()\n\tstep()', symbols)).toEqual([]);
  });

  test('the stop itself is no target', () => {
    expect(links('\tf()', [near('f', 'here')])).toEqual([]);
  });

  test('two stops that fit are one too many', () => {
    const symbols = [near('Loop.step', 'one'), near('Queue.step', 'two')];
    expect(links('\tl.step()', symbols)).toEqual([]);
  });

  test('two symbols of one stop are no doubt', () => {
    const symbols = [near('Loop.step', 'one'), near('Queue.step', 'one')];
    expect(links('\tl.step()', symbols)).toEqual(['4:3-7 step -> one']);
  });
});

describe('a call of another package', () => {
  test('a name alone proves nothing', () => {
    expect(links('\tc.work()\n\twork()', [far('work', 'work-stop')])).toEqual([]);
  });

  test('it counts when the stop says that it leads there', () => {
    expect(links('\tc.work()', [far('work', 'work-stop')], ['work-stop'])).toEqual([
      '4:3-7 work -> work-stop',
    ]);
  });

  test('what the stop leads to is preferred to what is near', () => {
    const symbols = [near('Loop.Get', 'near-stop'), far('Client.Get', 'far-stop')];
    expect(links('\tx.Get()', symbols, ['far-stop'])).toEqual(['4:3-6 Get -> far-stop']);
    expect(links('\tx.Get()', symbols)).toEqual(['4:3-6 Get -> near-stop']);
  });

  test('two stops that it leads to and that both fit are one too many', () => {
    const symbols = [far('A.Get', 'one'), far('B.Get', 'two')];
    expect(links('\tx.Get()', symbols, ['one', 'two'])).toEqual([]);
  });
});

describe('columns', () => {
  test('every call of a line has its own', () => {
    const symbols = [near('work', 'work-stop')];
    expect(links('\twork(work(), 1)', symbols)).toEqual([
      '4:1-5 work -> work-stop',
      '4:6-10 work -> work-stop',
    ]);
  });

  test('they count UTF-16 units', () => {
    expect(links('\tprint("📦世"); work()', [near('work', 'work-stop')])).toEqual([
      '4:15-19 work -> work-stop',
    ]);
  });

  test('only the last part of a name is compared', () => {
    expect(links('\tnetwork()', [near('work', 'work-stop')])).toEqual([]);
    expect(links('\tl.queue.step()', [near('Loop.step', 's')])).toEqual(['4:9-13 step -> s']);
  });
});
