import { Type } from '../ports/workqueue/type.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Picture } from './picture.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = '0 web, 15 db (milliseconds, then what changes)';

interface Change {
  readonly at: number;
  readonly item: string;
}

function read([time, item, ...rest]: readonly string[]): Change | undefined {
  const at = wholeNumber(time, 60_000);
  if (at === undefined || !isName(item) || rest.length > 0) return undefined;
  return { at, item };
}

interface Turn {
  readonly worker: string;
  readonly item: string;
  /** How many changes of the item it saw. */
  readonly saw: number;
  readonly from: number;
  to?: number;
}

const port = 'src/ports/workqueue/type.ts';

export const run = defineRun({
  id: 'get-and-done',
  title: 'Workers take keys and give them back',
  about:
    'A worker reads the state of its key when it takes it, works for a while and calls Done. A change counts as seen once a turn has read it and ended.',
  watches: [port],
  fields: {
    program: {
      kind: 'text',
      label: 'Changes',
      value: '0 web\n10 web\n15 web',
      rows: 6,
      hint: `One a line: ${write}.`,
    },
    workers: { kind: 'number', label: 'Workers', value: 2, min: 1, max: 5 },
    work: { kind: 'number', label: 'Milliseconds a turn takes', value: 20, min: 1, max: 1000 },
    forgets: { kind: 'boolean', label: 'The first turn never calls Done', value: false },
  },
  scenarios: [
    {
      id: 'in-the-middle',
      title: 'Changes in the middle of the work',
      inputs: programOf('0 web', '10 web', '15 web'),
    },
    { id: 'two-keys', title: 'Two keys, two workers', inputs: programOf('0 web', '0 db', '5 db') },
    {
      id: 'busy-key',
      title: 'One key changes all the time',
      inputs: { ...programOf('0 web', '5 db', '6 web', '8 api', '30 web', '50 web'), workers: 1 },
    },
    {
      id: 'after-the-work',
      title: 'A change after the work',
      inputs: programOf('0 web', '50 web'),
    },
    {
      id: 'no-done',
      title: 'Done is forgotten once',
      inputs: { ...programOf('0 web', '50 web', '60 db', '90 web'), forgets: true },
    },
  ],
  breaks: [
    {
      id: 'done-forgets',
      title: 'Done that does not queue a dirty key again',
      edits: [{ file: port, find: 'if (this.dirty.has(item)) {', replace: 'if (false) {' }],
    },
    {
      id: 'no-processing-check',
      title: 'Add that ignores who is working',
      edits: [{ file: port, find: 'if (this.processing.has(item)) return;', replace: '' }],
    },
    {
      id: 'clean-at-the-end',
      title: 'Out of dirty at Done, not at Get',
      edits: [
        { file: port, find: 'this.dirty.delete(item);', replace: '' },
        {
          file: port,
          find: 'this.processing.delete(item);',
          replace: 'this.processing.delete(item); this.dirty.delete(item);',
        },
      ],
    },
  ],
  play({ program, workers, work, forgets }, stage) {
    const changes = readLines(program, write, read).sort((a, b) => a.at - b.at);
    const { scheduler } = stage;
    const queue = new Type<string>();
    /** How often each item has changed: the state that a turn reads. */
    const stored = new Map<string, number>();
    const turns: Turn[] = [];
    let mostAtOnce = 0;
    stage.show(() => pictureOf(queue, turns));

    function* worker(name: string): Task<void> {
      for (;;) {
        const [item, shutdown] = yield* queue.get();
        if (shutdown) return;
        const turn: Turn = {
          worker: name,
          item,
          saw: stored.get(item) ?? 0,
          from: scheduler.now(),
        };
        turns.push(turn);
        const atOnce = turns.filter((other) => other.item === item && other.to === undefined);
        mostAtOnce = Math.max(mostAtOnce, atOnce.length);
        stage.say(`takes ${item} and reads change ${turn.saw}`);
        yield* scheduler.sleep(work);
        if (forgets && turn === turns[0]) {
          stage.say('ends its turn and forgets Done');
          turn.to = scheduler.now();
          continue;
        }
        queue.done(item);
        turn.to = scheduler.now();
        stage.say(
          `is done with ${item}${queue.queue.includes(item) ? ', which is in line again' : ''}`,
        );
      }
    }
    for (let at = 1; at <= workers; at++) {
      scheduler.go(() => worker(`worker ${at}`), `worker ${at}`);
    }
    scheduler.go(function* () {
      for (const { at, item } of changes) {
        if (at > scheduler.now()) yield* scheduler.sleep(at - scheduler.now());
        const change = (stored.get(item) ?? 0) + 1;
        stored.set(item, change);
        const { length } = queue.queue;
        queue.add(item);
        const isNew = queue.queue.length > length;
        const note = queue.queue.includes(item) ? ', in line already' : ', which a worker has';
        stage.say(`adds ${item} for change ${change}${isNew ? '' : note}`);
      }
    }, 'handler');
    // Long enough for every change to get a turn of its own.
    scheduler.advance((changes.at(-1)?.at ?? 0) + work * (changes.length + 1));
    queue.shutDown();
    scheduler.runUntilIdle();

    const seen = (item: string): number =>
      Math.max(
        0,
        ...turns.filter((one) => one.item === item && one.to !== undefined).map(({ saw }) => saw),
      );
    const unseen = [...stored].filter(([item, change]) => seen(item) < change);
    return {
      text: [
        `${plural(changes.length, 'change')}, ${plural(turns.length, 'turn')}.`,
        mostAtOnce > 1
          ? `${mostAtOnce} workers had the same key at once.`
          : 'No key was with two workers at once.',
        unseen.length === 0
          ? 'The last change of every key was seen.'
          : `Nobody saw the last change of ${unseen.map(([item]) => item).join(', ')}.`,
      ].join(' '),
      facts: {
        changes: changes.length,
        turns: turns.length,
        order: turns.map(({ item }) => item).join(', '),
        mostAtOnce,
        unseen: unseen.map(([item]) => item).join(', '),
      },
    };
  },
});

const pictureOf = (queue: Type<string>, turns: readonly Turn[]): Picture => [
  {
    kind: 'groups',
    groups: [
      {
        name: 'queue',
        items: queue.queue.map((text) => ({ text, tone: 'waiting' })),
        empty: 'nothing in line',
      },
      { name: 'dirty', items: [...queue.dirty].map((text) => ({ text })) },
      {
        name: 'processing',
        items: [...queue.processing].map((text) => ({ text, tone: 'busy' })),
      },
    ],
  },
  {
    kind: 'grid',
    title: 'Turns',
    columns: ['worker', 'key', 'reads', 'from', 'to'],
    rows: turns.map(({ worker, item, saw, from, to }) => ({
      cells: [worker, item, `change ${saw}`, `${from} ms`, to === undefined ? '' : `${to} ms`],
      tone: to === undefined ? 'busy' : 'good',
    })),
  },
];
