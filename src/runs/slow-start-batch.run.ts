import { slowStartBatch } from '../ports/replicaset/slow-start-batch.ts';
import type { Runtime } from '../ports/runtime/task.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { defineRun } from './run.ts';

interface Call {
  readonly number: number;
  tone: 'waiting' | 'busy' | 'good' | 'bad';
}

export const run = defineRun({
  id: 'slow-start-batch',
  title: 'Create Pods in batches that double',
  about:
    'Each call stands for one POST of a Pod. Choose how many are wanted and which call the API server refuses.',
  watches: ['src/ports/replicaset/slow-start-batch.ts'],
  fields: {
    count: { kind: 'number', label: 'Pods wanted', value: 20, min: 0, max: 60 },
    initialBatchSize: { kind: 'number', label: 'First batch', value: 1, min: 1, max: 10 },
    failAt: { kind: 'number', label: 'First call that fails (0: none)', value: 0, min: 0, max: 60 },
    failures: { kind: 'number', label: 'Calls that fail from there', value: 1, min: 1, max: 60 },
  },
  scenarios: [
    { id: 'all-succeed', title: 'All calls succeed', inputs: { count: 10 } },
    { id: 'third-fails', title: 'The third call fails', inputs: { count: 10, failAt: 3 } },
    {
      id: 'quota',
      title: 'The quota is used up after five',
      inputs: { count: 20, failAt: 6, failures: 60 },
    },
    { id: 'first-fails', title: 'Not even one can be created', inputs: { count: 50, failAt: 1 } },
    { id: 'none', title: 'Nothing to create', inputs: { count: 0 } },
  ],
  breaks: [
    {
      id: 'no-slow-start',
      title: 'Without the slow start: all in one batch',
      edits: [
        {
          file: 'src/ports/replicaset/slow-start-batch.ts',
          find: 'Math.min(remaining, initialBatchSize)',
          replace: 'remaining',
        },
      ],
    },
  ],
  play({ count, initialBatchSize, failAt, failures }, stage) {
    const batches: Call[][] = [];
    const byTask = new Map<string, Call>();
    stage.show(() => [
      {
        kind: 'groups',
        groups: batches.map((batch, at) => ({
          name: `batch ${at + 1}`,
          items: batch.map(({ number, tone }): Item => ({ text: String(number), tone })),
        })),
      },
    ]);
    // A batch is started as a whole, and no other before all its calls were answered.
    const go: Runtime['go'] = (task) => {
      const call: Call = { number: byTask.size + 1, tone: 'waiting' };
      const last = batches.at(-1);
      if (last?.some(({ tone }) => tone === 'waiting')) last.push(call);
      else batches.push([call]);
      byTask.set(`call ${call.number}`, call);
      stage.scheduler.go(task, `call ${call.number}`);
    };
    let made = 0;
    const [successes, error] = stage.scheduler.run(() =>
      slowStartBatch({ go }, count, initialBatchSize, function* () {
        const call = byTask.get(stage.scheduler.current);
        const number = ++made;
        if (call) call.tone = 'busy';
        yield;
        const fails = failAt > 0 && number >= failAt && number < failAt + failures;
        if (call) call.tone = fails ? 'bad' : 'good';
        stage.say(fails ? 'is refused' : 'creates a Pod');
        return fails ? new Error(`request ${number} was refused`) : undefined;
      }),
    );
    const sizes = batches.map(({ length }) => length);
    const refused = [...byTask.values()].filter(({ tone }) => tone === 'bad').length;
    const neverMade = count - made;
    return {
      text: [
        `${successes} of ${plural(count, 'Pod')} created, by ${plural(made, 'call')} in ${plural(sizes.length, 'batch', 'batches')}${sizes.length > 1 ? ` (${sizes.join(' + ')})` : ''}.`,
        ...(error
          ? [
              `${plural(refused, 'call was', 'calls were')} refused and ${neverMade} never made.`,
              `The error returned: ${error.message}.`,
            ]
          : ['No error.']),
      ].join(' '),
      facts: { created: successes, calls: made, batches: sizes.join(' + '), refused, neverMade },
    };
  },
});
