import type { WatchEvent } from '../ports/api/watch.ts';
import type { Deltas } from '../ports/cache/delta.ts';
import type { ListerWatcher } from '../ports/cache/lister-watcher.ts';
import type { ResourceEventHandler } from '../ports/cache/resource-event-handler.ts';
import { SharedIndexInformer } from '../ports/cache/shared-index-informer.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Scheduler } from '../ports/runtime/scheduler.ts';
import type { Task } from '../ports/runtime/task.ts';
import { Type } from '../ports/workqueue/type.ts';
import { cachedPod, podText, versionText, type CachedPod } from './cached-pod.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { isName, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = '20 change web-1 or 20 delete web-1 (the milliseconds first)';

interface Line {
  readonly at: number;
  readonly verb: 'change' | 'delete';
  readonly name: string;
}

function read([time, verb, name, ...rest]: readonly string[]): Line | undefined {
  const at = wholeNumber(time, 10_000);
  if (at === undefined || !isName(name) || rest.length > 0) return undefined;
  return verb === 'change' || verb === 'delete' ? { at, verb, name } : undefined;
}

const key = 'default/web';
const postTakes = 5;
/** So many Pods there may be at once. */
const quota = 12;
const port = 'src/ports/cache/shared-index-informer.ts';

export const run = defineRun({
  id: 'six-arrows',
  title: 'A small controller, once around',
  about:
    'A whole informer for Pods, a work queue, and one worker that posts a Pod when it counts too few in the store. It has no expectations and no second informer. Follow a Pod around the circle, arrow by arrow.',
  watches: [port, 'src/ports/cache/controller.ts'],
  fields: {
    wanted: { kind: 'number', label: 'Pods wanted', value: 3, min: 0, max: 10 },
    present: { kind: 'number', label: 'Pods at first', value: 1, min: 0, max: 10 },
    latency: { kind: 'number', label: 'An event takes, ms', value: 3, min: 0, max: 1000 },
    program: {
      kind: 'text',
      label: 'What others do at the API server',
      value: '',
      rows: 3,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    { id: 'around', title: 'One Pod of three is there', inputs: {} },
    { id: 'in-order', title: 'Nothing is missing', inputs: { present: 3 } },
    {
      id: 'deleted',
      title: 'Somebody deletes a Pod',
      inputs: { present: 3, program: '20 delete web-1' },
    },
    {
      id: 'woken-early',
      title: 'Woken before its own Pod comes back',
      inputs: { present: 2, latency: 50 },
    },
    { id: 'no-event', title: 'No Pod at first', inputs: { present: 0 } },
  ],
  breaks: [
    {
      id: 'no-store',
      title: 'Without arrow 3: nothing is added to the store',
      edits: [
        {
          file: port,
          find: 'const err = indexer.add(d.object);',
          replace: 'const err = undefined as Error | undefined;',
        },
      ],
    },
    {
      id: 'no-handlers',
      title: 'Without arrow 4: no handler hears of an added object',
      edits: [
        {
          file: port,
          find: "processor.distribute({ type: 'add', newObj: d.object }, false);",
          replace: '',
        },
      ],
    },
  ],
  play({ wanted, present, latency, program }, stage) {
    const lines = readLines(program, write, read).sort((a, b) => a.at - b.at);
    const { scheduler } = stage;
    const server = new PodServer(scheduler, present, latency, (text) => {
      stage.say(text);
    });
    const informer = new SharedIndexInformer<CachedPod>({
      runtime: scheduler,
      listerWatcher: server,
      handleError: ({ message }) => {
        stage.say(`reports: ${message}`);
      },
    });
    const queue = new Type<string>();
    let told = '';
    let [syncs, posts] = [0, 0];
    // Kept here, as a picture must not run the statements that it shows.
    let stored: readonly CachedPod[] = [];
    const handled = new Set<string>();
    const handle = informer.handleDeltas.bind(informer);
    informer.handleDeltas = (deltas: Deltas<CachedPod>) => {
      const texts = deltas.map(({ type, object }) => `${type} ${versionText(object)}`);
      stage.say(`arrow 2: ${texts.join(', ')} comes out of the queue`);
      const err = handle(deltas);
      for (const { object } of deltas) handled.add(versionText(object));
      stored = informer.indexer.list();
      stage.say(`arrow 3: the store holds ${stored.map(podText).join(', ') || 'nothing'}`);
      return err;
    };
    const enqueue = (text: string): void => {
      told = text;
      queue.add(key);
      stage.say(`arrow 4: the handler hears ${text}, and adds ${key} to the work queue`);
    };
    const handler: ResourceEventHandler<CachedPod> = {
      onAdd: (pod) => {
        enqueue(`add ${podText(pod)}`);
      },
      onUpdate: (_, pod) => {
        enqueue(`update ${podText(pod)}`);
      },
      onDelete: () => {
        enqueue('delete');
      },
    };
    informer.addEventHandler(handler);
    let doing = 'waits for a key';
    stage.show(() => {
      const inQueue = server.delivered.filter((text) => !handled.has(text.split(' ').at(-1) ?? ''));
      return [
        {
          kind: 'groups',
          groups: [
            { name: 'API server', items: server.pods.map(itemOf), empty: 'no Pods' },
            {
              name: '1. on the watch, and in the queue of deltas',
              items: [
                ...server.onTheWay.map((text): Item => ({ text, tone: 'waiting' })),
                ...inQueue.map((text): Item => ({ text, tone: 'chosen' })),
              ],
              empty: 'nothing',
            },
            { name: '2 and 3. store', items: stored.map(itemOf), empty: 'no Pods' },
            { name: '4. the handler last heard', items: told === '' ? [] : [{ text: told }] },
            {
              name: 'work queue',
              items: [...queue.queue].map((text): Item => ({ text, tone: 'waiting' })),
            },
            { name: '5 and 6. worker', items: [{ text: doing, tone: 'busy' }] },
          ],
        },
      ];
    });
    const stopCh = new Channel<never>();
    scheduler.go(() => informer.run(stopCh), 'informer');
    scheduler.go(function* () {
      while (!informer.hasSynced()) yield () => informer.hasSynced();
      for (;;) {
        const [item, shutdown] = yield* queue.get();
        if (shutdown) return;
        syncs++;
        const count = informer.indexer.list().length;
        stage.say(`arrow 5: reads ${plural(count, 'Pod')} in the store, and ${wanted} are wanted`);
        if (count < wanted) {
          doing = 'posts a Pod';
          stage.say('arrow 6: posts a Pod');
          posts++;
          yield* server.create();
        } else stage.say('has nothing to do');
        doing = 'waits for a key';
        queue.done(item);
      }
    }, 'worker');
    scheduler.go(function* () {
      for (const { at, verb, name } of lines) {
        if (at > scheduler.now()) yield* scheduler.sleep(at - scheduler.now());
        server.change(verb, name);
      }
    }, 'somebody');
    scheduler.advance(2000 + latency * 20);
    const there = server.pods.length;
    return {
      text: [
        `${plural(syncs, 'sync')}, and ${plural(posts, 'POST')}. In the end ${plural(there, 'Pod is', 'Pods are')} there and ${wanted} wanted, and the store holds ${stored.length}.`,
        syncs === 0
          ? there > 0
            ? 'The handler heard nothing, so nothing woke the worker.'
            : 'No event of a Pod came, so nothing woke the worker. A real controller has an informer for ReplicaSets, too.'
          : posts > 0 && there > wanted
            ? 'The worker counted what had not come back yet.'
            : '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: { syncs, posts, pods: there, stored: stored.length },
    };
  },
});

const itemOf = (pod: CachedPod): Item => ({ text: podText(pod), tone: 'good' });

/** An API server for Pods, whose watch brings each change after some time. */
class PodServer implements ListerWatcher<CachedPod> {
  /** Texts of events that are on their way, and of what has arrived. */
  onTheWay: string[] = [];
  readonly delivered: string[] = [];
  readonly #pods = new Map<string, CachedPod>();
  readonly #runtime: Scheduler;
  readonly #latency: number;
  readonly #say: (text: string) => void;
  readonly #sent: { readonly event: WatchEvent<CachedPod>; readonly due: number }[] = [];
  #version = 92;
  #names: number;

  constructor(runtime: Scheduler, count: number, latency: number, say: (text: string) => void) {
    this.#runtime = runtime;
    this.#latency = latency;
    this.#say = say;
    this.#names = count;
    for (let at = 1; at <= count; at++) {
      this.#pods.set(`web-${at}`, cachedPod(`web-${at}`, ++this.#version));
    }
  }

  get pods(): readonly CachedPod[] {
    return [...this.#pods.values()];
  }

  *list(): ReturnType<ListerWatcher<CachedPod>['list']> {
    yield;
    const items = this.pods;
    this.delivered.push(...items.map(podText));
    this.#say(`arrow 1: the list brings ${plural(items.length, 'Pod')} at ${this.#version}`);
    return [{ items, resourceVersion: String(this.#version) }, undefined];
  }

  *watch(): ReturnType<ListerWatcher<CachedPod>['watch']> {
    yield;
    const resultChan = new Channel<WatchEvent<CachedPod>>(Infinity);
    const sent = this.#sent;
    const deliver = (event: WatchEvent<CachedPod>, text: string): void => {
      this.onTheWay.shift();
      this.delivered.push(text);
      this.#say(`arrow 1: the watch brings ${text}`);
      resultChan.trySend(event);
    };
    const runtime = this.#runtime;
    runtime.go(function* () {
      for (;;) {
        yield () => sent.length > 0;
        const next = sent.shift();
        if (!next) continue;
        if (next.due > runtime.now()) yield* runtime.sleep(next.due - runtime.now());
        deliver(next.event, textOf(next.event));
      }
    }, 'watch');
    return [{ resultChan, stop: () => undefined }, undefined];
  }

  *create(): Task<void> {
    yield* this.#runtime.sleep(postTakes);
    if (this.#pods.size >= quota) {
      this.#say(`is refused with 403: no more than ${quota} Pods`);
      return;
    }
    const pod = cachedPod(`web-${++this.#names}`, ++this.#version);
    this.#pods.set(pod.metadata.name, pod);
    this.#say(`is answered with 201: ${podText(pod)} is stored`);
    this.#send({ type: 'ADDED', object: pod });
  }

  change(verb: Line['verb'], name: string): void {
    if (!this.#pods.has(name)) throw new Error(`There is no Pod ${name} to ${verb} at that time`);
    const pod = cachedPod(name, ++this.#version);
    if (verb === 'delete') this.#pods.delete(name);
    else this.#pods.set(name, pod);
    this.#say(`${verb === 'delete' ? 'deletes' : 'changes'} ${name}`);
    this.#send({ type: verb === 'delete' ? 'DELETED' : 'MODIFIED', object: pod });
  }

  #send(event: WatchEvent<CachedPod>): void {
    this.onTheWay.push(textOf(event));
    this.#sent.push({ event, due: this.#runtime.now() + this.#latency });
  }
}

const textOf = ({ type, object }: WatchEvent<CachedPod>): string =>
  type === 'ERROR' ? type : `${type} ${podText(object)}`;
