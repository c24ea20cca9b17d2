import { DelayingType } from '../ports/workqueue/delaying-type.ts';
import type { Picture } from './picture.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = '0 web after 40, 10 web now or 50 shutdown (times in milliseconds)';

interface Call {
  readonly at: number;
  /** None shuts the queue down. */
  readonly item?: string;
  /** Milliseconds; none is a plain Add. */
  readonly after?: number;
}

function read([time, item, verb, delay, ...rest]: readonly string[]): Call | undefined {
  const at = wholeNumber(time);
  if (at === undefined || rest.length > 0) return undefined;
  if (item === 'shutdown' && verb === undefined) return { at };
  if (!isName(item)) return undefined;
  if (verb === 'now' && delay === undefined) return { at, item };
  const after = wholeNumber(delay);
  return verb === 'after' && after !== undefined ? { at, item, after } : undefined;
}

const port = 'src/ports/workqueue/delaying-type.ts';
const insert = 'src/ports/workqueue/insert.ts';

export const run = defineRun({
  id: 'delaying-queue',
  title: 'Keys that come back at a time',
  about:
    'A worker takes each key as soon as it is in line and is done at once. Watch the heap, in which keys wait for their time.',
  watches: [port, insert],
  fields: {
    program: {
      kind: 'text',
      label: 'Calls of AddAfter and Add',
      value: '0 web after 60\n0 db after 20\n0 api after 40',
      rows: 5,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    {
      id: 'three-keys',
      title: 'Three keys, three delays',
      inputs: programOf('0 web after 60', '0 db after 20', '0 api after 40'),
    },
    {
      id: 'earlier-wins',
      title: 'The same key again, for an earlier time',
      inputs: programOf('0 web after 100', '10 web after 30'),
    },
    {
      id: 'later-is-dropped',
      title: 'The same key again, for a later time',
      inputs: programOf('0 web after 40', '10 web after 100'),
    },
    {
      id: 'add-at-once',
      title: 'A change while the key waits',
      inputs: programOf('0 web after 100', '10 web now'),
    },
    {
      id: 'no-delay',
      title: 'A delay of zero',
      inputs: programOf('0 web after 0', '0 db after 20'),
    },
    {
      id: 'shutdown',
      title: 'Shut down while keys wait',
      inputs: programOf('0 web after 20', '0 db after 80', '50 shutdown'),
    },
  ],
  breaks: [
    {
      id: 'no-known-entries',
      title: 'Without the look whether the key waits already',
      edits: [{ file: insert, find: 'if (existing) {', replace: 'if (false) {' }],
    },
    {
      id: 'last-wins',
      title: 'The last time wins, not the earliest',
      edits: [
        { file: insert, find: 'if (existing.readyAt > entry.readyAt) {', replace: 'if (true) {' },
      ],
    },
  ],
  play({ program }, stage) {
    const calls = readLines(program, write, read).sort((a, b) => a.at - b.at);
    const { scheduler } = stage;
    const queue = new DelayingType<string>(scheduler);
    const turns: { readonly item: string; readonly at: number }[] = [];
    const asked: { readonly item: string; readonly at: number; readonly label: string }[] = [];
    stage.show(() => pictureOf(queue, asked, turns));

    scheduler.go(function* () {
      for (;;) {
        const [item, shutdown] = yield* queue.get();
        if (shutdown) return;
        turns.push({ item, at: scheduler.now() });
        stage.say(`takes ${item}`);
        queue.done(item);
      }
    }, 'worker');
    scheduler.go(function* () {
      for (const { at, item, after } of calls) {
        if (at > scheduler.now()) yield* scheduler.sleep(at - scheduler.now());
        if (item === undefined) {
          queue.shutDown();
          stage.say('shuts the queue down');
        } else if (after === undefined) {
          asked.push({ item, at, label: 'now' });
          stage.say(`adds ${item} now`);
          queue.add(item);
        } else {
          asked.push({ item, at, label: `+${after}` });
          stage.say(`asks for ${item} after ${after} ms`);
          queue.addAfter(item, after);
        }
      }
    }, 'controller');
    scheduler.advance(Math.max(0, ...calls.map(({ at, after = 0 }) => at + after)) + 1);

    const waiting = [...queue.waitingForQueue.entries, ...queue.waitingForAddCh];
    const order = turns.map(({ item, at }) => `${item} at ${at} ms`).join(', ');
    return {
      text: [
        `${plural(calls.filter(({ item }) => item !== undefined).length, 'call')}, ${plural(turns.length, 'turn')}${order ? `: ${order}` : ''}.`,
        ...(waiting.length > 0
          ? [`${waiting.map(({ data }) => data).join(', ')} will never come.`]
          : []),
      ].join(' '),
      facts: {
        turns: turns.length,
        order,
        neverCame: waiting.map(({ data }) => data).join(', '),
      },
    };
  },
});

interface Moment {
  readonly item: string;
  readonly at: number;
}

function pictureOf(
  queue: DelayingType<string>,
  asked: readonly (Moment & { readonly label: string })[],
  turns: readonly Moment[],
): Picture {
  const items = [...new Set(asked.map(({ item }) => item))];
  return [
    {
      kind: 'groups',
      groups: [
        {
          name: 'channel',
          items: queue.waitingForAddCh.map(({ data, readyAt }) => ({
            text: data,
            note: `for ${readyAt} ms`,
          })),
        },
        {
          name: 'heap, earliest first',
          items: queue.waitingForQueue.entries
            .slice()
            .sort((a, b) => a.readyAt - b.readyAt)
            .map(({ data, readyAt }) => ({
              text: data,
              tone: 'waiting',
              note: `at ${readyAt} ms`,
            })),
        },
        { name: 'queue', items: queue.queue.map((text) => ({ text, tone: 'busy' })) },
      ],
    },
    {
      kind: 'times',
      title: 'Asked for and taken, in milliseconds',
      rows: items.flatMap((item) => [
        {
          name: `${item} asked`,
          moments: asked.filter((one) => one.item === item).map(({ at, label }) => ({ at, label })),
        },
        {
          name: `${item} taken`,
          moments: turns
            .filter((one) => one.item === item)
            .map(({ at }) => ({ at, label: String(at) })),
        },
      ]),
    },
  ];
}
