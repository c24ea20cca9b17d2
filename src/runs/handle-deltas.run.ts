import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import type { Delta, DeltaType } from '../ports/cache/delta.ts';
import type { Notification } from '../ports/cache/notification.ts';
import type { ResourceEventHandler } from '../ports/cache/resource-event-handler.ts';
import { SharedIndexInformer } from '../ports/cache/shared-index-informer.ts';
import { Channel } from '../ports/runtime/channel.ts';
import { podText, readPod, versionText, type CachedPod } from './cached-pod.ts';
import type { Groups } from './picture.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines } from './read-lines.ts';
import { defineRun } from './run.ts';

const write =
  'Added web 93, Updated web 97, Replaced web 97, Sync web 97, Deleted web 195, Deleted web unseen, join';

const types: readonly string[] = ['Added', 'Updated', 'Replaced', 'Sync', 'Deleted'];
const isType = (word: string | undefined): word is DeltaType =>
  word !== undefined && types.includes(word);

interface Read {
  readonly type: DeltaType;
  readonly name: string;
  /** None if the deletion was not seen. */
  readonly pod?: CachedPod;
}

function read([type, ...words]: readonly string[]): Read | 'join' | undefined {
  if (type === 'join' && words.length === 0) return 'join';
  if (!isType(type)) return undefined;
  const [name, version, ...rest] = words;
  if (type === 'Deleted' && version === 'unseen' && isName(name) && rest.length === 0) {
    return { type, name };
  }
  const pod = readPod(words);
  return pod && { type, name: pod.metadata.name, pod };
}

interface Listener {
  readonly name: string;
  readonly told: string[];
}

const port = 'src/ports/cache/shared-index-informer.ts';

export const run = defineRun({
  id: 'handle-deltas',
  title: 'Deltas reach the store, then the handlers',
  about:
    'Each line is a delta that was popped. Handler 1 wants no resyncs; handler 2 does, and is due for one. `join` registers one more handler.',
  watches: [port, 'src/ports/cache/shared-processor.ts'],
  fields: {
    program: {
      kind: 'text',
      label: 'Deltas',
      value: 'Added web 93\nUpdated web 97',
      rows: 7,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    {
      id: 'one-life',
      title: 'The life of a Pod',
      inputs: programOf('Added web 93', 'Updated web 97', 'Updated web 107', 'Deleted web 195'),
    },
    {
      id: 'relist',
      title: 'A new list: one Pod changed, one did not',
      inputs: programOf('Added web 93', 'Added db 94', 'Replaced web 97', 'Replaced db 94'),
    },
    {
      id: 'resync',
      title: 'A resync',
      inputs: programOf('Added web 93', 'Added db 94', 'Sync web 93', 'Sync db 94'),
    },
    {
      id: 'unseen',
      title: 'A deletion that nobody saw',
      inputs: programOf('Added web 93', 'Updated web 97', 'Deleted web unseen'),
    },
    {
      id: 'late',
      title: 'A handler joins late',
      inputs: programOf('Added web 93', 'Updated web 97', 'Added db 98', 'join', 'Updated web 107'),
    },
    {
      id: 'wrong-name',
      title: 'The event has the wrong name',
      inputs: programOf('Updated web 97', 'Added web 107'),
    },
  ],
  breaks: [
    {
      id: 'relist-to-all',
      title: 'Without comparing versions after a new list',
      edits: [
        {
          file: port,
          find: 'isSync = meta.resourceVersion === oldMeta.resourceVersion;',
          replace: '',
        },
      ],
    },
    {
      id: 'believe-the-type',
      title: 'Believe the type of the delta, not the store',
      edits: [
        {
          file: port,
          find: 'if (!err && exists) {',
          replace: "if (d.type === 'Updated' || d.type === 'Sync') {",
        },
      ],
    },
    {
      id: 'no-history',
      title: 'Nothing is told to who joins late',
      edits: [{ file: port, find: "listener.add({ type: 'add', newObj: item });", replace: '' }],
    },
  ],
  play({ program }, stage) {
    const deltas = readLines(program, write, read);
    const { scheduler } = stage;
    const never = function* (): Generator<() => boolean, readonly [undefined, undefined]> {
      yield () => false;
      return [undefined, undefined];
    };
    const informer = new SharedIndexInformer<CachedPod>({
      runtime: scheduler,
      listerWatcher: { list: never, watch: never },
      handleError: () => undefined,
      defaultEventHandlerResyncPeriod: 30_000,
    });
    const stored = (): CachedPod[] => informer.indexer.list();
    const listeners: Listener[] = [];
    const join = (name: string, resyncPeriod: number): void => {
      const listener: Listener = { name, told: [] };
      listeners.push(listener);
      const told = (notification: Notification<CachedPod>): void => {
        listener.told.push(textOf(notification));
        stage.say(`tells ${name.replace(/,.*/, '')}: ${textOf(notification)}`);
      };
      const handler: ResourceEventHandler<CachedPod> = {
        onAdd: (newObj) => {
          told({ type: 'add', newObj });
        },
        onUpdate: (oldObj, newObj) => {
          told({ type: 'update', oldObj, newObj });
        },
        onDelete: (oldObj) => {
          told({ type: 'delete', oldObj });
        },
      };
      informer.addEventHandlerWithResyncPeriod(handler, resyncPeriod);
    };
    join('handler 1', 0);
    join('handler 2, wants resyncs', 30_000);
    stage.show(() => [drawStoreAndListeners(stored(), listeners)]);
    const stopCh = new Channel<never>();
    scheduler.go(() => informer.run(stopCh), 'informer');
    // Its timer has fired: who wants a resync is due for one.
    scheduler.advance(30_000);
    scheduler.go(function* () {
      informer.processor.shouldResync();
      stage.say('fires: handler 2 is due for a resync');
    }, 'resync timer');
    scheduler.runUntilIdle();

    for (const delta of deltas) {
      scheduler.go(
        function* () {
          if (delta === 'join') {
            stage.say('registers one more handler');
            join(`handler ${listeners.length + 1}, late`, 0);
            return;
          }
          const popped = deltaOf(delta, stored());
          stage.say(`pops ${popped.type} ${delta.name} ${versionText(popped.object)}`);
          const error = informer.handleDeltas([popped]);
          if (error) throw error;
        },
        delta === 'join' ? 'controller' : 'process loop',
      );
      scheduler.runUntilIdle();
    }
    const [first, second] = listeners;
    return {
      text: [
        `The store holds ${stored().map(podText).join(', ') || 'nothing'}.`,
        `Told: ${listeners.map(({ told }, at) => `handler ${at + 1} ${plural(told.length, 'time')}`).join(', ')}.`,
      ].join(' '),
      facts: {
        store: stored().map(podText).join(', '),
        handler1: first?.told.length ?? 0,
        handler2: second?.told.length ?? 0,
        last: first?.told.at(-1) ?? '',
        adds: first?.told.filter((text) => text.startsWith('add')).length ?? 0,
        late: listeners[2]?.told.join('; ') ?? '',
      },
    };
  },
});

/** The delta of a line; an unseen deletion has the object as the store knows it. */
function deltaOf({ type, name, pod }: Read, stored: readonly CachedPod[]): Delta<CachedPod> {
  const known = stored.find(({ metadata }) => metadata.name === name);
  return { type, object: pod ?? new DeletedFinalStateUnknown(`default/${name}`, known) };
}

function textOf(notification: Notification<CachedPod>): string {
  switch (notification.type) {
    case 'add':
      return `add ${podText(notification.newObj)}`;
    case 'update':
      return (notification.oldObj as CachedPod | undefined)
        ? `update ${versionText(notification.oldObj)} to ${versionText(notification.newObj)}`
        : `update of nothing to ${versionText(notification.newObj)}`;
    case 'delete':
      return notification.oldObj instanceof DeletedFinalStateUnknown
        ? `delete by a tombstone of ${notification.oldObj.key}`
        : `delete ${podText(notification.oldObj)}`;
  }
}

const drawStoreAndListeners = (
  stored: readonly CachedPod[],
  listeners: readonly Listener[],
): Groups => ({
  kind: 'groups',
  groups: [
    { name: 'store', items: stored.map((pod) => ({ text: podText(pod), tone: 'good' })) },
    ...listeners.map(({ name, told }) => ({
      name,
      items: told.map((text) => ({ text })),
      empty: 'nothing told',
    })),
  ],
});
