import { newStore } from '../ports/cache/cache.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from '../ports/cache/deletion-handling-meta-namespace-key-func.ts';
import type { Deltas } from '../ports/cache/delta.ts';
import { DeltaFIFO } from '../ports/cache/delta-fifo.ts';
import type { Store } from '../ports/cache/store.ts';
import { podText, readPod, readPods, type CachedPod } from './cached-pod.ts';
import { deltaText, drawDeltas, keyOfDeltas } from './draw-deltas.ts';
import { plural } from './plural.ts';
import { programOf, readLines } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = 'add web 93, update web 97, delete web 195, list web 93, db 94, resync or pop';

type Call =
  | { readonly verb: 'add' | 'update' | 'delete'; readonly pod: CachedPod }
  | { readonly verb: 'list'; readonly pods: readonly CachedPod[] }
  | { readonly verb: 'resync' | 'pop' };

function read([verb, ...words]: readonly string[]): Call | undefined {
  if (verb === 'add' || verb === 'update' || verb === 'delete') {
    const pod = readPod(words);
    return pod && { verb, pod };
  }
  if (verb === 'list') {
    const pods = readPods(words);
    return pods && { verb, pods };
  }
  if ((verb === 'resync' || verb === 'pop') && words.length === 0) return { verb };
  return undefined;
}

const port = 'src/ports/cache/delta-fifo.ts';

export const run = defineRun({
  id: 'delta-fifo',
  title: 'Keys in line, each with its deltas',
  about:
    'Each line is one call of the queue; a `list` is a new list of all Pods. What is popped goes into the store below, which the queue knows.',
  watches: [port, 'src/ports/cache/dedup-deltas.ts'],
  fields: {
    program: {
      kind: 'text',
      label: 'Calls of the queue',
      value: 'add web 93\nupdate web 97\npop',
      rows: 8,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    {
      id: 'three-changes',
      title: 'Three changes of one Pod, one of another',
      inputs: programOf(
        'add web 93',
        'update web 97',
        'add db 98',
        'update web 107',
        'pop',
        'pop',
        'pop',
      ),
    },
    {
      id: 'created-again',
      title: 'Deleted and created again under its name',
      inputs: programOf('add web 93', 'pop', 'delete web 195', 'add web 196', 'pop'),
    },
    {
      id: 'missed-deletion',
      title: 'A new list without a Pod that is known',
      inputs: programOf('add web 93', 'add db 94', 'pop', 'pop', 'list web 93', 'pop', 'pop'),
    },
    {
      id: 'deleted-twice',
      title: 'A deletion waits when a new list comes',
      inputs: programOf('add web 93', 'pop', 'delete web 195', 'list', 'pop'),
    },
    {
      id: 'resync',
      title: 'A resync while news wait',
      inputs: programOf(
        'add web 93',
        'add db 94',
        'pop',
        'pop',
        'update web 97',
        'resync',
        'pop',
        'pop',
      ),
    },
    {
      id: 'ghost',
      title: 'A new list without a Pod that only waits',
      inputs: programOf('add web 93', 'list', 'pop'),
    },
    {
      id: 'unknown',
      title: 'A deletion of what nobody knows',
      inputs: programOf('delete web 195', 'pop'),
    },
  ],
  breaks: [
    {
      id: 'no-dedup',
      title: 'Without making one of two deletions',
      edits: [{ file: port, find: 'newDeltas = dedupDeltas(newDeltas);', replace: '' }],
    },
    {
      id: 'overwrite',
      title: 'Overwrite instead of append',
      edits: [
        { file: port, find: 'let newDeltas = oldDeltas ?? [];', replace: 'let newDeltas = [];' },
      ],
    },
    {
      id: 'sync-over-news',
      title: 'Resync also what has news waiting',
      edits: [{ file: port, find: 'if (this.items.has(id)) return undefined;', replace: '' }],
    },
  ],
  play({ program }, stage) {
    const calls = readLines(program, write, read);
    const { scheduler } = stage;
    const store = newStore<CachedPod>(deletionHandlingMetaNamespaceKeyFunc);
    const fifo = new DeltaFIFO<CachedPod>({ knownObjects: store, emitDeltaTypeReplaced: true });
    const stored = (): CachedPod[] => store.list() as CachedPod[];
    stage.show(() => [drawDeltas(fifo, stored())]);
    const popped: { readonly key: string; readonly deltas: Deltas<CachedPod> }[] = [];
    let asleep = 0;

    for (const call of calls) {
      if (call.verb === 'pop') {
        scheduler.go(function* () {
          asleep++;
          if (fifo.queue.length === 0) stage.say('finds nothing and sleeps in Pop');
          yield* fifo.pop((deltas) => {
            const key = keyOfDeltas(deltas);
            popped.push({ key, deltas });
            stage.say(`gets ${key}: ${deltas.map(deltaText).join(', ')}`);
            applyTo(store, deltas);
            return undefined;
          });
          asleep--;
        }, 'process loop');
      } else {
        scheduler.go(function* () {
          stage.say(wordsOf(call));
          perform(fifo, call);
        }, 'reflector');
      }
      scheduler.runUntilIdle();
    }
    const handed = popped.flatMap(({ deltas }) => [...deltas]);
    return {
      text: [
        `${plural(popped.length, 'pop')} handed out ${plural(handed.length, 'delta')}.`,
        ...(asleep > 0 ? [`${plural(asleep, 'pop sleeps', 'pops sleep')}.`] : []),
        `The store holds ${stored().map(podText).join(', ') || 'nothing'}.`,
      ].join(' '),
      facts: {
        pops: popped.length,
        deltas: handed.length,
        first: popped[0]?.deltas.map(deltaText).join(', ') ?? '',
        last: popped.at(-1)?.deltas.map(deltaText).join(', ') ?? '',
        deletions: handed.filter(({ type }) => type === 'Deleted').length,
        store: stored().map(podText).join(', '),
        queued: fifo.queue.length,
      },
    };
  },
});

function wordsOf(call: Call): string {
  switch (call.verb) {
    case 'list':
      return `brings a new list: ${call.pods.map(podText).join(', ') || 'no Pods'}`;
    case 'add':
      return `hears ADDED ${podText(call.pod)}`;
    case 'update':
      return `hears MODIFIED ${podText(call.pod)}`;
    case 'delete':
      return `hears DELETED ${podText(call.pod)}`;
    default:
      return 'asks for a resync';
  }
}

function perform(fifo: DeltaFIFO<CachedPod>, call: Call): void {
  if ('pod' in call) fifo[call.verb](call.pod);
  else if ('pods' in call) fifo.replace(call.pods);
  else if (call.verb === 'resync') fifo.resync();
}

/** Brings deltas into a store, as an informer does. */
function applyTo(store: Store<CachedPod>, deltas: Deltas<CachedPod>): void {
  for (const { type, object } of deltas) {
    if (type === 'Deleted' || object instanceof DeletedFinalStateUnknown) store.delete(object);
    else store.update(object);
  }
}
