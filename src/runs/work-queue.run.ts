import { Type } from '../ports/workqueue/type.ts';
import type { Groups } from './picture.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = 'add web, get, done web or shutdown';

type Call =
  { readonly verb: 'add' | 'done'; readonly item: string } | { readonly verb: 'get' | 'shutdown' };

function read([verb, item, ...rest]: readonly string[]): Call | undefined {
  if ((verb === 'add' || verb === 'done') && isName(item)) {
    return rest.length === 0 ? { verb, item } : undefined;
  }
  if ((verb === 'get' || verb === 'shutdown') && item === undefined) return { verb };
  return undefined;
}

const port = 'src/ports/workqueue/type.ts';

export const run = defineRun({
  id: 'work-queue',
  title: 'The line and the two sets',
  about:
    'Each line is one call. A `get` is a worker of its own, which sleeps if there is nothing to take; watch in which sets a key is.',
  watches: [port],
  fields: {
    program: {
      kind: 'text',
      label: 'Calls of the queue',
      value: 'add web\nget\nadd web\nadd web\ndone web',
      rows: 8,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    {
      id: 'four-states',
      title: 'A key goes through the four states',
      inputs: programOf('add web', 'get', 'add web', 'add web', 'done web', 'get', 'done web'),
    },
    {
      id: 'burst',
      title: 'Ten changes before a worker comes',
      inputs: programOf(...Array<string>(10).fill('add web'), 'get', 'done web', 'get'),
    },
    {
      id: 'second-worker',
      title: 'A second worker comes while the first is busy',
      inputs: programOf('add web', 'get', 'add web', 'get', 'done web', 'done web'),
    },
    {
      id: 'oldest-first',
      title: 'Three keys, one of them changes again',
      inputs: programOf('add web', 'add db', 'add web', 'add api', 'get', 'add web', 'get', 'get'),
    },
    {
      id: 'no-done',
      title: 'A worker never calls Done',
      inputs: programOf('add web', 'get', 'add web', 'add web', 'add db', 'get', 'get'),
    },
    {
      id: 'shutdown',
      title: 'The queue is shut down',
      inputs: programOf('add web', 'shutdown', 'add db', 'get', 'get', 'done web'),
    },
  ],
  breaks: [
    {
      id: 'no-dirty-check',
      title: 'Add without the test for dirty',
      edits: [{ file: port, find: 'if (this.dirty.has(item)) return;', replace: '' }],
    },
    {
      id: 'no-processing-check',
      title: 'Add that ignores who is working',
      edits: [{ file: port, find: 'if (this.processing.has(item)) return;', replace: '' }],
    },
    {
      id: 'done-forgets',
      title: 'Done that does not queue a dirty key again',
      edits: [{ file: port, find: 'if (this.dirty.has(item)) {', replace: 'if (false) {' }],
    },
  ],
  play({ program }, stage) {
    const calls = readLines(program, write, read);
    const { scheduler } = stage;
    const queue = new Type<string>();
    /** Who has an item, the first first. */
    const holders: { readonly worker: string; readonly item: string }[] = [];
    const asleep = new Set<string>();
    const turns: string[] = [];
    let [workers, adds, mostAtOnce] = [0, 0, 0];
    let isShutDown = false;
    stage.show(() => [setsOf(queue, holders, asleep)]);

    const get = (worker: string) =>
      function* () {
        asleep.add(worker);
        if (queue.queue.length === 0 && !isShutDown) {
          stage.say('finds nothing and sleeps in Get');
        }
        const [item, shutdown] = yield* queue.get();
        asleep.delete(worker);
        if (shutdown) {
          stage.say('is told that the queue is shut down, and goes home');
          return;
        }
        holders.push({ worker, item });
        turns.push(item);
        const both = holders.filter((one) => one.item === item);
        mostAtOnce = Math.max(mostAtOnce, both.length);
        const others = both.filter((one) => one.worker !== worker).map((one) => one.worker);
        stage.say(
          others.length === 0
            ? `takes ${item}`
            : `takes ${item}, which ${others.join(', ')} has too`,
        );
      };
    for (const call of calls) {
      if (call.verb === 'get') {
        const worker = `worker ${++workers}`;
        scheduler.go(get(worker), worker);
      } else if (!('item' in call)) {
        scheduler.go(function* () {
          queue.shutDown();
          isShutDown = true;
          stage.say('shuts the queue down');
        }, 'controller');
      } else if (call.verb === 'add') {
        const { item } = call;
        scheduler.go(function* () {
          adds++;
          const { length } = queue.queue;
          const wasDirty = queue.dirty.has(item);
          queue.add(item);
          stage.say(`adds ${item}: ${whatAddDid(queue, item, length, wasDirty)}`);
        }, 'handler');
      } else {
        const { item } = call;
        const at = holders.findIndex((one) => one.item === item);
        const worker = holders[at]?.worker ?? 'nobody';
        scheduler.go(function* () {
          const { length } = queue.queue;
          queue.done(item);
          if (at !== -1) holders.splice(at, 1);
          stage.say(
            `is done with ${item}${queue.queue.length > length ? ', which goes to the end of the line' : ''}`,
          );
        }, worker);
      }
      scheduler.runUntilIdle();
    }
    const line = queue.queue.join(', ');
    const held = holders.map(({ item }) => item).join(', ');
    const owed = [...queue.dirty].filter((item) => !queue.queue.includes(item)).join(', ');
    return {
      text: [
        `${plural(adds, 'addition')}, ${plural(turns.length, 'turn')}${turns.length > 0 ? ` (${turns.join(', ')})` : ''}.`,
        `In line: ${line || 'nothing'}. With a worker: ${held || 'nothing'}.`,
        ...(owed ? [`Dirty, but not in line: ${owed}.`] : []),
        ...(mostAtOnce > 1 ? [`${mostAtOnce} workers had the same key at once.`] : []),
      ].join(' '),
      facts: {
        additions: adds,
        turns: turns.length,
        order: turns.join(', '),
        line,
        processing: [...queue.processing].join(', '),
        dirty: [...queue.dirty].join(', '),
        mostAtOnce,
        asleep: asleep.size,
      },
    };
  },
});

function whatAddDid(queue: Type<string>, item: string, length: number, wasDirty: boolean): string {
  if (queue.queue.length > length) return 'it goes in line';
  if (wasDirty) return 'it is dirty already, nothing changes';
  if (queue.dirty.has(item)) return 'a worker has it, so it only becomes dirty';
  return 'the queue is shut down and drops it';
}

/** The line, both sets, and who waits. */
function setsOf(
  queue: Type<string>,
  holders: readonly { readonly worker: string; readonly item: string }[],
  asleep: ReadonlySet<string>,
): Groups {
  const holderOf = (item: string): string =>
    holders
      .filter((one) => one.item === item)
      .map(({ worker }) => worker)
      .join(', ');
  return {
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
        items: [...queue.processing].map((text) => ({ text, tone: 'busy', note: holderOf(text) })),
      },
      {
        name: 'asleep in Get',
        items: [...asleep].map((text) => ({ text })),
        empty: 'nobody',
      },
    ],
  };
}
