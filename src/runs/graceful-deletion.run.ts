import { formatTime } from '../ports/api/format-time.ts';
import type { Pod } from '../ports/api/pod.ts';
import { EtcdStore } from '../ports/apiserver/etcd-store.ts';
import { Etcd } from '../ports/apiserver/etcd.ts';
import { PodStrategy } from '../ports/apiserver/pod-strategy.ts';
import type { RequestContext } from '../ports/apiserver/request-context.ts';
import { Store } from '../ports/apiserver/store.ts';
import { updateObject } from '../ports/apiserver/api-object-versioner.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { readCount, readDuration, readOperations, type Operation } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write = 'delete, delete 30 (seconds of grace), or wait 5s';
const key = '/registry/pods/default/web-1';
const lines = (...all: readonly string[]): string => all.join('\n');

/** When the run begins: 19:43:30 of the day of the recording. */
const start = Date.parse('2021-01-13T19:43:30Z');

export const run = defineRun({
  id: 'graceful-deletion',
  title: 'Marked first, gone later',
  about:
    'A Pod in the store of the API server, and the deletes that come for it: see which delete only marks it, which one changes the mark, and which one takes it away.',
  watches: [
    'src/ports/apiserver/store.ts',
    'src/ports/apiserver/before-delete.ts',
    'src/ports/apiserver/pod-strategy.ts',
  ],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('delete', 'wait 12s', 'delete 0'),
      rows: 5,
      hint: write,
    },
    grace: {
      kind: 'number',
      label: 'Grace that the Pod asks for (s)',
      value: 30,
      min: 0,
      max: 3600,
    },
    hasNode: { kind: 'boolean', label: 'The Pod has a node', value: true },
    phase: {
      kind: 'choice',
      label: 'Phase',
      value: 'Running',
      options: ['Pending', 'Running', 'Succeeded', 'Failed'],
    },
    hasFinalizer: { kind: 'boolean', label: 'It has a finalizer', value: false },
  },
  scenarios: [
    { id: 'two-steps', title: 'The user deletes, then the kubelet', inputs: { grace: 1 } },
    {
      id: 'no-node',
      title: 'A Pod without a node',
      inputs: { program: 'delete', hasNode: false, phase: 'Pending' },
    },
    {
      id: 'shorter',
      title: 'A second delete with a shorter period',
      inputs: { program: lines('delete', 'wait 5s', 'delete 10') },
    },
    {
      id: 'longer',
      title: 'A second delete with a longer period',
      inputs: { program: lines('delete', 'wait 5s', 'delete 600') },
    },
    {
      id: 'nobody',
      title: 'The node is dead, and nobody deletes again',
      inputs: { program: lines('delete', 'wait 10m') },
    },
    {
      id: 'finalizer',
      title: 'A finalizer is left',
      inputs: { program: lines('delete', 'wait 12s', 'delete 0'), grace: 1, hasFinalizer: true },
    },
  ],
  breaks: [
    {
      id: 'may-be-longer',
      title: 'A later delete may lengthen the period',
      edits: [
        {
          file: 'src/ports/apiserver/before-delete.ts',
          find: 'if (period >= objectMeta.deletionGracePeriodSeconds) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'always-wait',
      title: 'A Pod without a node waits like any other',
      edits: [
        {
          file: 'src/ports/apiserver/pod-strategy.ts',
          find: 'if (!pod.spec.nodeName) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ program, grace, hasNode, phase, hasFinalizer }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const etcd = new Etcd();
    const now = (): number => start + scheduler.now();
    const ctx: RequestContext = {
      runtime: { now, random: () => scheduler.random() },
      namespace: 'default',
    };
    const storage = new EtcdStore<Pod>({
      client: etcd,
      newFunc: () => ({ metadata: { name: '' }, spec: {}, status: {} }),
      prefix: '/registry',
    });
    const store = new Store<Pod>({
      storage,
      resource: { group: '', resource: 'pods' },
      prefix: '/pods',
      strategy: new PodStrategy(),
      returnDeletedObject: true,
    });
    const pod: Pod = {
      metadata: {
        name: 'web-1',
        namespace: 'default',
        uid: 'uid-of-web-1',
        ...(hasFinalizer && { finalizers: ['example.com/guard'] }),
      },
      spec: { terminationGracePeriodSeconds: grace, ...(hasNode && { nodeName: 'node-2' }) },
      status: { phase },
    };
    runAs(scheduler, 'setup', () => storage.create('/pods/default/web-1', pod));
    const created = etcd.revision;
    const stored = (): Pod | undefined => {
      const kv = etcd.keys.get(key);
      if (!kv) return undefined;
      const object = JSON.parse(kv.value) as Pod;
      updateObject(object, kv.modRevision);
      return object;
    };
    const seconds = (time: string): string => `${(Date.parse(time) - start) / 1000} s`;
    const deletes: Item[] = [];
    const markOf = (found: Pod | undefined): string => {
      if (!found) return 'gone';
      const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = found.metadata;
      return deletionTimestamp === undefined
        ? 'not marked'
        : `marked for ${seconds(deletionTimestamp)}, grace ${deletionGracePeriodSeconds} s`;
    };
    stage.show(() => {
      const found = stored();
      return [
        {
          kind: 'grid',
          columns: ['web-1', ''],
          rows: [
            { cells: ['now', `${scheduler.now() / 1000} s`] },
            {
              cells: [
                'in etcd',
                found ? `version ${found.metadata.resourceVersion ?? ''}` : 'gone',
              ],
              ...(!found && { tone: 'gone' as const }),
            },
            { cells: ['deletionTimestamp', at(found?.metadata.deletionTimestamp)] },
            { cells: ['grace', graceOf(found)] },
            { cells: ['finalizers', found?.metadata.finalizers?.join(', ') ?? '–'] },
          ],
        },
        { kind: 'groups', groups: [{ name: 'deletes', empty: 'none yet', items: deletes }] },
      ];
    });
    const at = (time: string | undefined): string =>
      time === undefined ? '–' : `${formatTime(Date.parse(time))} (${seconds(time)})`;
    const play = function* (operation: Operation): Task<void> {
      const [verb, word] = operation.words;
      if (verb === 'wait') {
        yield* scheduler.sleep(readDuration(word, operation));
        stage.say(`${scheduler.now() / 1000} s: ${markOf(stored())}`);
        return;
      }
      if (verb !== 'delete') throw operation.wrong(`"${verb ?? ''}" is not understood`);
      const period = word === undefined ? undefined : readCount(word, operation, 100_000);
      const { isDeleted, err } = yield* store.delete(ctx, 'web-1', undefined, {
        ...(period !== undefined && { gracePeriodSeconds: period }),
      });
      const text = period === undefined ? 'no period' : `period ${period} s`;
      deletes.push({
        text,
        tone: err ? 'bad' : 'good',
        note: err ? '404' : isDeleted ? 'gone' : markOf(stored()),
      });
      stage.say(`DELETE, ${text}: ${err ? err.message : markOf(stored())}`);
    };
    runAs(scheduler, 'API server', function* () {
      for (const operation of operations) {
        yield* play(operation);
        yield;
      }
    });
    const end = stored();
    return {
      text: `After ${scheduler.now() / 1000} s and ${plural(deletes.length, 'delete')}, web-1 is ${markOf(end)}.`,
      facts: {
        end: markOf(end),
        isGone: end === undefined,
        grace: end?.metadata.deletionGracePeriodSeconds ?? 'none',
        deletes: deletes.length,
        writes: etcd.revision - created,
      },
    };
  },
});

const graceOf = (pod: Pod | undefined): string => {
  const period = pod?.metadata.deletionGracePeriodSeconds;
  return period === undefined ? '–' : `${period} s`;
};
