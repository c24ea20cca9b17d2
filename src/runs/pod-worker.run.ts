import type { Pod } from '../ports/api/pod.ts';
import { PodWorkers, type SyncPodType } from '../ports/kubelet/pod-workers.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { readDuration, readName, readOperations, type Operation } from './read-operations.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/kubelet/pod-workers.ts';
const write = 'update web-1, kill web-1, fail web-1 (its next sync), forget web-1, or wait 500ms';
const lines = (...all: readonly string[]): string => all.join('\n');

interface Update {
  readonly pod: string;
  readonly number: number;
  readonly type: SyncPodType;
  state: 'waits' | 'is synced' | 'done' | 'failed' | 'never synced';
}

export const run = defineRun({
  id: 'pod-worker',
  title: 'One worker for each Pod',
  about:
    'Updates of Pods arrive while syncs take their time: see which update the worker takes next, and which ones nobody ever syncs.',
  watches: [file],
  fields: {
    program: {
      kind: 'text',
      label: 'What arrives, one operation a line',
      value: lines('update web-1', 'wait 3s', 'update web-1'),
      rows: 8,
      hint: write,
    },
    syncTime: { kind: 'number', label: 'A sync takes (ms)', value: 2000, min: 0, max: 60_000 },
  },
  scenarios: [
    { id: 'one-after-other', title: 'Two updates, far apart', inputs: {} },
    {
      id: 'busy',
      title: 'Four updates during one sync',
      inputs: {
        program: lines(
          'update web-1',
          ...[1, 2, 3, 4].flatMap(() => ['wait 300ms', 'update web-1']),
        ),
      },
    },
    {
      id: 'two-pods',
      title: 'Two Pods do not wait for each other',
      inputs: { program: lines('update web-1', 'update web-2', 'wait 100ms', 'update web-1') },
    },
    {
      id: 'kill',
      title: 'A kill, and then an update',
      inputs: {
        program: lines('update web-1', 'wait 300ms', 'kill web-1', 'wait 300ms', 'update web-1'),
      },
    },
    {
      id: 'failing',
      title: 'A sync that fails',
      inputs: { program: lines('fail web-1', 'update web-1', 'wait 300ms', 'update web-1') },
    },
  ],
  breaks: [
    {
      id: 'no-last-update',
      title: 'What arrives while the worker is busy is not kept',
      edits: [
        {
          file,
          find: 'this.lastUndeliveredWorkUpdate.set(uid, options);',
          replace: '',
        },
      ],
    },
    {
      id: 'kill-is-replaced',
      title: 'A kill is replaced like any other update',
      edits: [
        { file, find: "if (update?.updateType !== 'kill') {", replace: 'if (true as boolean) {' },
      ],
    },
  ],
  play({ program, syncTime }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const updates: Update[] = [];
    const named = operations
      .filter(({ words }) => words[0] !== 'wait')
      .map(({ words }) => words[1]);
    const hasSeveral = new Set(named).size > 1;
    const titleOf = (update: Update | undefined): string =>
      update ? `${update.type} ${update.number}${hasSeveral ? ` of ${update.pod}` : ''}` : '';
    const again = new Map<string, number>();
    const toFail = new Set<string>();
    const numberOf = (pod: Pod): Update | undefined =>
      updates.find(
        (one) =>
          one.pod === pod.metadata.uid && String(one.number) === pod.metadata.resourceVersion,
      );
    const workers = new PodWorkers({
      runtime: scheduler,
      *syncPodFn({ pod }): Task<Error | undefined> {
        const update = numberOf(pod);
        if (!update) return undefined;
        update.state = 'is synced';
        stage.say(`begins to sync ${titleOf(update)}`);
        yield* scheduler.sleep(syncTime);
        const fails = toFail.delete(update.pod);
        update.state = fails ? 'failed' : 'done';
        stage.say(`${titleOf(update)} ${fails ? 'has failed' : 'is done'}`);
        return fails ? new Error('the sync has failed') : undefined;
      },
      recorder: { event: () => undefined },
      workQueue: {
        enqueue: (uid, delay) => {
          again.set(uid, scheduler.now() + delay);
          stage.say(`to be synced again after ${(delay / 1000).toFixed(0)} s in any case`);
        },
      },
      podCache: {
        *getNewerThan(uid) {
          yield;
          const none = { ips: [], containerStatuses: [], sandboxStatuses: [] };
          return [{ id: uid, name: uid, namespace: 'default', ...none }, undefined];
        },
      },
      resyncInterval: 60_000,
      backOffPeriod: 10_000,
    });
    const pods = (): string[] => [...new Set(updates.map(({ pod }) => pod))];
    stage.show(() =>
      pods().length === 0
        ? []
        : [
            {
              kind: 'grid',
              columns: ['Pod', 'worker', 'kept for it', 'again at'],
              rows: pods().map((uid) => {
                const now = updates.find((one) => one.pod === uid && one.state === 'is synced');
                const kept = workers.lastUndeliveredWorkUpdate.get(uid)?.pod;
                const at = again.get(uid);
                return {
                  cells: [
                    uid,
                    now
                      ? `syncs ${titleOf(now)}`
                      : workers.isWorking.get(uid) === true
                        ? 'busy'
                        : 'idle',
                    kept ? titleOf(numberOf(kept)) : '–',
                    at === undefined ? '' : `${(at / 1000).toFixed(0)} s`,
                  ],
                  ...(now && { tone: 'busy' as const }),
                };
              }),
            },
            {
              kind: 'groups',
              groups: pods().map((uid) => ({
                name: uid,
                items: updates
                  .filter(({ pod }) => pod === uid)
                  .map((one): Item => ({ text: titleOf(one), tone: tones[one.state] })),
              })),
            },
          ],
    );
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, word] = words;
      if (verb === 'wait') {
        yield* scheduler.sleep(readDuration(word, operation));
        return;
      }
      if (verb !== 'update' && verb !== 'kill' && verb !== 'fail' && verb !== 'forget') {
        throw wrong(`"${verb ?? ''}" is not understood`);
      }
      const uid = readName(word, operation);
      if (verb === 'fail') {
        toFail.add(uid);
        return;
      }
      if (verb === 'forget') {
        workers.forgetWorker(uid);
        stage.say(`the worker of ${uid} is to end`);
        return;
      }
      const number = updates.filter((one) => one.pod === uid).length + 1;
      const update: Update = {
        pod: uid,
        number,
        type: verb === 'kill' ? 'kill' : number === 1 ? 'create' : 'update',
        state: 'waits',
      };
      updates.push(update);
      const before = workers.lastUndeliveredWorkUpdate.get(uid);
      const isBusy = workers.isWorking.get(uid) === true;
      workers.updatePod({
        pod: {
          metadata: { name: uid, uid, resourceVersion: String(number) },
          spec: {},
          status: {},
        },
        updateType: update.type,
      });
      const kept = workers.lastUndeliveredWorkUpdate.get(uid);
      const lost = kept === before && isBusy ? update : before && numberOf(before.pod);
      if (lost && isBusy) lost.state = 'never synced';
      stage.say(
        isBusy
          ? `${titleOf(update)} arrives, the worker is busy${lost ? `: ${titleOf(lost)} is dropped` : ''}`
          : `${titleOf(update)} arrives`,
      );
      yield;
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      for (const operation of operations) yield* play(operation);
      isDone = true;
    }, 'kubelet');
    const isIdle = (): boolean => pods().every((uid) => workers.isWorking.get(uid) !== true);
    scheduler.run(function* () {
      yield () => isDone;
      // A worker that was forgotten never says that it is idle.
      const end = scheduler.now() + 3 * syncTime + 1000;
      while (!isIdle() && scheduler.now() < end) yield* scheduler.sleep(Math.max(100, syncTime));
    });
    const titles = (...states: readonly Update['state'][]): string =>
      updates
        .filter(({ state }) => states.includes(state))
        .map((one) => titleOf(one))
        .join(', ');
    const synced = titles('done', 'failed');
    const dropped = titles('never synced', 'waits');
    return {
      text: [
        `${plural(updates.length, 'update')}. Synced: ${synced || 'none'}.`,
        dropped === '' ? 'None was dropped.' : `Never synced: ${dropped}.`,
      ].join(' '),
      facts: {
        updates: updates.length,
        syncs: updates.filter(({ state }) => state === 'done' || state === 'failed').length,
        synced,
        dropped: dropped || 'none',
        lastIsSynced: updates.at(-1)?.state === 'done',
        killIsSynced: updates.some(({ type, state }) => type === 'kill' && state === 'done'),
      },
    };
  },
});

const tones = {
  waits: 'waiting',
  'is synced': 'busy',
  done: 'good',
  failed: 'bad',
  'never synced': 'gone',
} as const;
