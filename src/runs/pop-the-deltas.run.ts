import { newStore } from '../ports/cache/cache.ts';
import { Controller } from '../ports/cache/controller.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from '../ports/cache/deletion-handling-meta-namespace-key-func.ts';
import type { Deltas } from '../ports/cache/delta.ts';
import { DeltaFIFO } from '../ports/cache/delta-fifo.ts';
import { ErrRequeue } from '../ports/cache/err-requeue.ts';
import type { KeyListerGetter } from '../ports/cache/key-lister-getter.ts';
import type { PopProcessFunc } from '../ports/cache/queue.ts';
import { podText, readPod, readPods, type CachedPod } from './cached-pod.ts';
import { deltaText, drawDeltas, keyOfDeltas } from './draw-deltas.ts';
import { plural } from './plural.ts';
import { programOf, readLines } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = 'list web 93, db 94, add web 93, update web 97, delete web 195, pop or close';

type Call =
  | { readonly verb: 'add' | 'update' | 'delete'; readonly pod: CachedPod }
  | { readonly verb: 'list'; readonly pods: readonly CachedPod[] }
  | { readonly verb: 'pop' | 'close' };

function read([verb, ...words]: readonly string[]): Call | undefined {
  if (verb === 'add' || verb === 'update' || verb === 'delete') {
    const pod = readPod(words);
    return pod && { verb, pod };
  }
  if (verb === 'list') {
    const pods = readPods(words);
    return pods && { verb, pods };
  }
  return (verb === 'pop' || verb === 'close') && words.length === 0 ? { verb } : undefined;
}

const port = 'src/ports/cache/delta-fifo.ts';

/** Asks after every pop whether the first list was popped, as somebody who waits for it might. */
class AskedFIFO extends DeltaFIFO<CachedPod> {
  readonly #ask: () => void;

  constructor(knownObjects: KeyListerGetter<CachedPod>, ask: () => void) {
    super({ knownObjects, emitDeltaTypeReplaced: true });
    this.#ask = ask;
  }

  override *pop(
    process: PopProcessFunc<Deltas<CachedPod>>,
  ): ReturnType<DeltaFIFO<CachedPod>['pop']> {
    const answer = yield* super.pop(process);
    this.#ask();
    return answer;
  }
}

export const run = defineRun({
  id: 'pop-the-deltas',
  title: 'From the queue into the store',
  about:
    'The Reflector fills the queue, and pauses where a line says `pop`: the process loop empties the queue then. Say which processing fails, and how.',
  watches: [port, 'src/ports/cache/controller.ts'],
  fields: {
    program: {
      kind: 'text',
      label: 'What the Reflector does',
      value: 'list web 93, db 94, api 95\npop',
      rows: 6,
      hint: `One a line: ${write}.`,
    },
    failAt: { kind: 'number', label: 'Processing that fails (0: none)', value: 0, min: 0, max: 50 },
    how: {
      kind: 'choice',
      label: 'It returns',
      value: 'an error',
      options: ['an error', 'ErrRequeue'],
    },
    retryOnError: { kind: 'boolean', label: 'RetryOnError', value: false },
  },
  scenarios: [
    {
      id: 'first-list',
      title: 'The first list',
      inputs: programOf('list web 93, db 94, api 95', 'pop', 'add web-2 97', 'pop'),
    },
    {
      id: 'vanished',
      title: 'A Pod vanishes from the next list',
      inputs: programOf('list web 93', 'pop', 'list', 'pop'),
    },
    {
      id: 'error',
      title: 'Processing returns an error',
      inputs: { ...programOf('list web 93, db 94, api 95', 'pop'), failAt: 2 },
    },
    {
      id: 'requeue',
      title: 'Processing asks for the item to go back',
      inputs: {
        ...programOf('list web 93, db 94, api 95', 'pop'),
        failAt: 1,
        how: 'ErrRequeue',
      },
    },
    {
      id: 'retry',
      title: 'An error with RetryOnError',
      inputs: { ...programOf('list web 93, db 94', 'pop'), failAt: 1, retryOnError: true },
    },
    { id: 'empty', title: 'The first list is empty', inputs: programOf('list', 'pop', 'close') },
  ],
  breaks: [
    {
      id: 'gap',
      title: 'A gap between queue and store',
      edits: [
        {
          file: port,
          find: 'let err = process(item);',
          replace: 'yield; let err = process(item);',
        },
      ],
    },
    {
      id: 'no-requeue',
      title: 'Without putting back what asks for it',
      edits: [{ file: port, find: 'this.#addIfNotPresent(id, item);', replace: '' }],
    },
    {
      id: 'synced-too-soon',
      title: 'Synced without having had a list',
      edits: [
        {
          file: port,
          find: 'return this.populated && this.initialPopulationCount === 0;',
          replace: 'return this.initialPopulationCount === 0;',
        },
      ],
    },
  ],
  play({ program, failAt, how, retryOnError }, stage) {
    const calls = readLines(program, write, read);
    const { scheduler } = stage;
    const store = newStore<CachedPod>(deletionHandlingMetaNamespaceKeyFunc);
    const fifo = new AskedFIFO(store, () => {
      noteSync();
    });
    const stored = (): CachedPod[] => store.list() as CachedPod[];
    const order: string[] = [];
    let [processed, syncedAfter, storeWhenSynced] = [0, 'never', ''];

    const process = (deltas: Deltas<CachedPod>): Error | undefined => {
      const name = keyOfDeltas(deltas).replace('default/', '');
      processed++;
      order.push(name);
      if (processed === failAt) {
        stage.say(`gets ${name} and returns ${how}: the store stays as it is`);
        const error = new Error(`processing ${processed} failed`);
        return how === 'ErrRequeue' ? new ErrRequeue(error) : error;
      }
      for (const { type, object } of deltas) {
        if (type === 'Deleted' || object instanceof DeletedFinalStateUnknown) store.delete(object);
        else store.update(object);
      }
      stage.say(`brings ${name} into the store: ${deltas.map(deltaText).join(', ')}`);
      return undefined;
    };
    const noServer = function* (): Generator<never, readonly [undefined, Error]> {
      return [undefined, new Error('no server')];
    };
    const controller = new Controller<CachedPod>({
      runtime: scheduler,
      queue: fifo,
      listerWatcher: { list: noServer, watch: noServer },
      process,
      fullResyncPeriod: 0,
      retryOnError,
      handleError: () => undefined,
    });
    const noteSync = (): void => {
      if (syncedAfter !== 'never' || !fifo.hasSynced()) return;
      syncedAfter = plural(processed, 'pop');
      storeWhenSynced = stored().map(podText).join(', ');
      stage.say(`HasSynced says yes from now on; the store holds ${storeWhenSynced || 'nothing'}`);
    };
    stage.show(() => [
      drawDeltas(fifo, stored()),
      {
        kind: 'groups',
        groups: [
          {
            name: 'HasSynced',
            items: [
              {
                text: syncedAfter === 'never' ? 'no' : 'yes',
                note: `${fifo.initialPopulationCount} of the first list still to pop`,
              },
            ],
          },
        ],
      },
    ]);
    noteSync();
    scheduler.go(() => controller.processLoop(), 'process loop');
    scheduler.run(function* () {
      scheduler.go(function* () {
        for (const call of calls) {
          if ('pod' in call) {
            stage.say(`${call.verb}s ${podText(call.pod)}`);
            fifo[call.verb](call.pod);
          } else if ('pods' in call) {
            stage.say(`brings a list: ${call.pods.map(podText).join(', ') || 'no Pods'}`);
            fifo.replace(call.pods);
          } else if (call.verb === 'pop') {
            yield;
          } else {
            stage.say('closes the queue');
            fifo.close();
          }
          noteSync();
        }
      }, 'reflector');
      yield;
    });
    scheduler.runUntilIdle();
    noteSync();
    const holds = stored().map(podText).join(', ');
    return {
      text: [
        `${plural(processed, 'item')} processed${order.length > 0 ? ` (${order.join(', ')})` : ''}.`,
        `The store holds ${holds || 'nothing'}; the queue ${plural(fifo.queue.length, 'key')}.`,
        syncedAfter === 'never'
          ? 'It never counted as synced.'
          : `It counted as synced after ${syncedAfter}.`,
      ].join(' '),
      facts: {
        processed,
        order: order.join(', '),
        store: holds,

        syncedAfter,
        storeWhenSynced,
      },
    };
  },
});
