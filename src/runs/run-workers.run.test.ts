import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';
import { readModules, scriptsOf } from '../record/read-scripts.ts';
import { inputsOf, loadRun, recordRun } from '../record/record-scenario.ts';

const { factsOf, broken } = factsOfRun('run-workers');

describe('run-workers', () => {
  test('waits for the caches, and gives a key to one worker', () => {
    expect(factsOf('after-a-restart')).toMatchObject({ syncs: 3, firstBegan: '200 ms', blind: 0 });
    expect(factsOf('one-key')).toMatchObject({ syncs: 4, atOnce: 1, sameKeyTwice: 0 });
    expect(factsOf('one-worker')).toMatchObject({ atOnce: 1, lastEnded: '150 ms' });
    expect(factsOf('five-workers')).toMatchObject({ atOnce: 5, lastEnded: '30 ms' });
    expect(factsOf('never-full')).toMatchObject({ syncs: 0, left: 3 });
  });

  test('acts blindly without the wait, and twice at once without the set of keys at work', () => {
    expect(broken('after-a-restart', 'no-wait')).toMatchObject({ blind: 4 });
    expect(broken('one-key', 'no-processing')).toMatchObject({ sameKeyTwice: 4 });
  });

  test('gives no key to two workers in any order', () => {
    const scripts = scriptsOf(readModules(process.cwd()));
    const file = 'src/runs/run-workers.run.ts';
    const run = loadRun(scripts, file);
    const inputs = inputsOf(run, run.scenarios[1]);
    for (let order = 1; order <= 20; order++) {
      const { end } = recordRun(scripts, file, inputs, { order });
      expect(end).toMatchObject({ facts: { sameKeyTwice: 0 } });
    }
  });
});
