import { describe, expect, test } from 'vitest';
import { Recorder } from './record-run.ts';
import { defineRun, type Run } from './run.ts';

const nothing = { id: 'x', title: 'x', about: 'x', watches: [], fields: {}, scenarios: [] };
const runOf = (play: Run['play']): Run => defineRun({ ...nothing, play });
const done = { text: 'done', facts: {} };

describe('Recorder', () => {
  test('a step has the picture, the task and the clock of its moment', () => {
    const recorder = new Recorder();
    const step = (line: number): void => {
      recorder.at('a.ts', line, () => [['line', line]]);
    };
    const recording = recorder.record(
      runOf((_inputs, { scheduler, show, say }) => {
        let items: string[] = [];
        show(() => [
          { kind: 'groups', groups: [{ name: 'g', items: items.map((text) => ({ text })) }] },
        ]);
        step(1);
        scheduler.go(function* () {
          step(2);
          items = ['a'];
          say('put a');
          yield* scheduler.sleep(500);
          step(3);
        }, 'worker');
        scheduler.advance(1000);
        return done;
      }),
      {},
    );
    expect(
      recording.steps.map(({ line, task, time, picture }) => [line, task, time, picture]),
    ).toEqual([
      [1, 'main', 0, 0],
      [2, 'worker', 0, 0],
      [3, 'worker', 500, 1],
    ]);
    expect(recording.steps[2]?.values).toEqual([['line', '3']]);
    expect(recording.account).toEqual([{ step: 2, task: 'worker', time: 0, text: 'put a' }]);
    expect(recording.pictures).toHaveLength(2);
    expect(recording.end).toEqual(done);
  });

  test('a run that throws ends with its message and the last statement', () => {
    const recorder = new Recorder();
    const { end } = recorder.record(
      runOf(() => {
        recorder.at('a.ts', 7, () => []);
        throw new Error('it broke');
      }),
      {},
    );
    expect(end).toEqual({ error: 'it broke', file: 'a.ts', line: 7 });
  });

  test('an endless run is ended, and long ones are cut', () => {
    const recorder = new Recorder({ maxStatements: 100, maxSteps: 10, maxSaid: 5 });
    const recording = recorder.record(
      runOf((_inputs, { say }) => {
        for (;;) {
          recorder.at('a.ts', 1, () => []);
          say('again');
        }
      }),
      {},
    );
    expect(recording.end).toMatchObject({ error: 'It did not end after 100 statements' });
    expect(recording.steps).toHaveLength(10);
    expect(recording.account.at(-1)?.text).toBe('It said more, which is not shown.');
    expect(recording.account).toHaveLength(6);
  });

  test('a picture that asks a port is no step of the run', () => {
    const recorder = new Recorder();
    const step = (line: number): void => {
      recorder.at('a.ts', line, () => []);
    };
    const { steps } = recorder.record(
      runOf((_inputs, { show }) => {
        show(() => {
          step(9);
          return [];
        });
        step(1);
        step(2);
        return done;
      }),
      {},
    );
    expect(steps.map(({ line }) => line)).toEqual([1, 2]);
  });

  test('values that cannot be read yet are left out', () => {
    const recorder = new Recorder();
    const { steps } = recorder.record(
      runOf(() => {
        recorder.at('a.ts', 1, () => {
          throw new ReferenceError('not yet');
        });
        return done;
      }),
      {},
    );
    expect(steps[0]?.values).toEqual([]);
  });
});
