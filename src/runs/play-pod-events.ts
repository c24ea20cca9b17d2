import { formatTime } from '../ports/api/format-time.ts';
import type { Pod } from '../ports/api/pod.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { ControllerExpectations } from '../ports/controller/controller-expectations.ts';
import { UIDTrackingControllerExpectations } from '../ports/controller/uid-tracking-controller-expectations.ts';
import type { ReplicaSetController } from '../ports/replicaset/replica-set-controller.ts';
import { drawExpectations } from './draw-expectations.ts';
import { makeController } from './make-controller.ts';
import { makePod } from './make-pod.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { isName } from './read-lines.ts';
import { readOperations, type Operation } from './read-operations.ts';
import type { Outcome } from './run.ts';
import type { Stage } from './stage.ts';

/** What may be written as an event. */
export const podEventsHint =
  'One a line: expect create 3, expect delete web-1, add web-1 web, add bare none, add old web old-uid, label web-1 shop, owner web-1 shop, ready web-1, change web-1, mark web-1, gone web-1, missed web-1, resync web-1';

export interface PodEvents {
  /** Pods that the cache has at first. */
  readonly pods: string;
  readonly events: string;
  readonly minReadySeconds: number;
}

/** The field of the Pods that the cache has at first. */
export const podsField = {
  kind: 'text',
  label: 'Pods in the cache before',
  rows: 3,
  hint: 'One a line: a name, and its owner (web, shop or none)',
} as const;

const key = 'default/web';

/**
 * Plays events of Pods into the handlers of a controller. There are two ReplicaSets: web wants the
 * label app=web, and shop app=shop.
 */
export function playPodEvents(
  { pods: before, events, minReadySeconds }: PodEvents,
  stage: Stage,
): Outcome {
  const { scheduler } = stage;
  const counts = new ControllerExpectations(scheduler);
  const expectations = new UIDTrackingControllerExpectations(counts);
  const sets = [makeReplicaSet({ minReadySeconds }), makeReplicaSet({ name: 'shop' })];
  const pods = new Map<string, Pod>();
  for (const { words, wrong } of readOperations(before, 'web-1 web, or bare none')) {
    const [name = '', owner = '', ...more] = words;
    if (!isName(name) || !isName(owner) || more.length > 0) {
      throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
    }
    pods.set(name, podOf(name, owner));
  }
  const queued: { readonly key: string; readonly note: string }[] = [];
  let wakes = 0;
  const controller = makeController(stage, {
    sets: () => sets,
    expectations,
    queue: {
      add: (item) => {
        wakes++;
        if (queued.some(({ key, note }) => key === item && note === '')) {
          stage.say(`adds ${item} to the queue, where it is already`);
          return;
        }
        queued.push({ key: item, note: '' });
        stage.say(`adds ${item} to the queue`);
      },
      addAfter: (item, after) => {
        wakes++;
        queued.push({ key: item, note: `after ${after / 1000} s` });
        stage.say(`lets ${item} into the queue after ${after / 1000} s`);
      },
      addRateLimited: () => undefined,
      forget: () => undefined,
      done: () => undefined,
      shutDown: () => undefined,
      *get() {
        yield;
        return [undefined, true];
      },
    },
  });
  let told = '';
  stage.show(() => [
    drawExpectations(counts, expectations, scheduler.now()),
    {
      kind: 'groups',
      groups: [
        { name: 'event', items: told === '' ? [] : [{ text: told, tone: 'busy' }], empty: 'none' },
        {
          name: 'Pods in the cache',
          items: [...pods.values()].map((pod) => ({
            text: pod.metadata.name,
            note: noteOf(pod),
            tone: pod.metadata.deletionTimestamp === undefined ? 'plain' : 'gone',
          })),
          empty: 'none',
        },
        {
          name: 'queue',
          items: queued.map(({ key, note }) => ({
            text: key,
            ...(note !== '' && { note }),
            tone: 'waiting',
          })),
        },
      ],
    },
  ]);
  for (const operation of readOperations(events, eventWords)) {
    const text = operation.words.join(' ');
    told = text;
    wakes = 0;
    stage.say(`Event: ${text}`);
    apply(operation, { controller, expectations, pods });
    if (wakes === 0 && !text.startsWith('expect')) stage.say('wakes nobody');
  }
  const [add, del] = counts.store.get(key)?.getExpectations() ?? [0, 0];
  const keys = queued.map((one) => (one.note === '' ? one.key : `${one.key} (${one.note})`));
  const mayAct = expectations.satisfiedExpectations(key);
  return {
    text: `In the queue: ${keys.join(', ') || 'nothing'}. web waits for ${plural(add, 'creation')} and ${plural(del, 'deletion')}: a sync ${mayAct ? 'may act' : 'must keep still'}.`,
    facts: {
      queued: keys.join(', ') || 'nothing',
      add,
      del,
      mayAct: mayAct ? 'yes' : 'no',
    },
  };
}

interface Played {
  readonly controller: ReplicaSetController;
  readonly expectations: UIDTrackingControllerExpectations;
  readonly pods: Map<string, Pod>;
}

const eventWords =
  'expect, add, change, label, owner, ready, mark, gone, missed or resync, and a Pod: mark web-1';

function apply({ words, wrong }: Operation, { controller, expectations, pods }: Played): void {
  const [name = '', first = '', second = '', third = ''] = words;
  const unread = (): Error => wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
  if (words.slice(1).some((word) => !isName(word))) throw unread();
  if (name === 'expect') {
    if (first === 'create' && /^\d{1,3}$/.test(second)) {
      expectations.expectCreations(key, Number(second));
    } else if (first === 'delete' && second !== '') {
      expectations.expectDeletions(
        key,
        words.slice(2).map((pod) => `default/${pod}`),
      );
    } else {
      throw unread();
    }
    return;
  }
  if (name === 'add') {
    if (first === '' || second === '') throw unread();
    const uid = third === '' || third === 'leaving' ? `uid of ${second}` : third;
    const pod = podOf(first, second, uid, third === 'leaving');
    pods.set(first, pod);
    controller.addPod(pod);
    return;
  }
  const old = pods.get(first);
  if (!old) {
    throw first === '' ? unread() : wrong(`there is no Pod ${first} in the cache`);
  }
  if (name === 'gone' || name === 'missed') {
    pods.delete(first);
    controller.deletePod(
      name === 'gone' ? old : new DeletedFinalStateUnknown(`default/${first}`, old),
    );
    return;
  }
  if (name === 'resync') {
    controller.updatePod(old, old);
    return;
  }
  const version = String(Number(old.metadata.resourceVersion) + 1);
  const cur: Pod = { ...old, metadata: { ...old.metadata, resourceVersion: version } };
  switch (name) {
    case 'change':
      break;
    case 'mark':
      cur.metadata.deletionTimestamp = formatTime(0);
      break;
    case 'ready':
      cur.status = {
        ...old.status,
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: formatTime(0) }],
      };
      break;
    case 'label':
      if (second === '') throw unread();
      cur.metadata.labels = { app: second };
      break;
    case 'owner': {
      if (second === '') throw unread();
      if (second === 'none') delete cur.metadata.ownerReferences;
      else {
        const owner = { name: second, uid: `uid of ${second}` };
        const { ownerReferences = [] } = makePod({ name: first, owner }).metadata;
        cur.metadata.ownerReferences = ownerReferences;
      }
      break;
    }
    default:
      throw unread();
  }
  // As the informer does: first the cache, then the handler.
  pods.set(first, cur);
  controller.updatePod(old, cur);
}

const podOf = (name: string, owner: string, uid = `uid of ${owner}`, isDeleted = false): Pod =>
  makePod({ name, isDeleted, ...(owner !== 'none' && { owner: { name: owner, uid } }) });

function noteOf({ metadata }: Pod): string {
  const [owner] = metadata.ownerReferences ?? [];
  const app = metadata.labels?.['app'] ?? '';
  return `${owner ? `of ${owner.name}` : 'no owner'}, app=${app}`;
}
