import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { WorkerAnswer } from '../runs/run-file.ts';
import { loadRuns } from './load-runs.ts';
import { readModules, scriptsOf } from './read-scripts.ts';
import { workerScript } from './worker-script.ts';

const run = loadRuns(process.cwd()).get('slow-start-batch');
if (!run) throw new Error('There is no slow start');

/** Runs the worker's script as a browser would, and returns what it answers. */
function askWorker(job: unknown): string[] {
  const answers: string[] = [];
  class Scope {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    postMessage(text: string): void {
      answers.push(text);
    }
  }
  const self = new Scope();
  runInContext(workerScript(scriptsOf(readModules(process.cwd()))), createContext({ self }));
  const { onmessage } = self;
  onmessage?.({ data: job });
  self.onmessage?.({ data: job });
  expect('postMessage' in self).toBe(false);
  return answers;
}

const { scripts, file, inputs } = run;
const job = { file, inputs: inputs({ id: '', title: '', inputs: {} }), options: { order: 0 } };

test('the worker answers once, with the recording that the build would make', () => {
  const answers = askWorker({ ...job, scripts: [...scripts] });
  expect(answers).toHaveLength(1);
  const answer = JSON.parse(answers[0] ?? '') as WorkerAnswer;
  expect(answer).toEqual({
    recording: run.record({ id: 'as-given', title: '', inputs: {} }),
  });
});

test('what cannot even be loaded is answered, too', () => {
  expect(askWorker({ ...job, scripts: [] })).toEqual([
    JSON.stringify({ error: `There is no module ${file}` }),
  ]);
});
