import type { Pod } from '../ports/api/pod.ts';
import { reasonForError } from '../ports/api/status-error.ts';
import { BindingREST } from '../ports/apiserver/binding-rest.ts';
import { EtcdStore } from '../ports/apiserver/etcd-store.ts';
import { Etcd, type EtcdClient } from '../ports/apiserver/etcd.ts';
import { PodStrategy } from '../ports/apiserver/pod-strategy.ts';
import type { RequestContext } from '../ports/apiserver/request-context.ts';
import { Store } from '../ports/apiserver/store.ts';
import { updateObject } from '../ports/apiserver/api-object-versioner.ts';
import type { Scheduler } from '../ports/runtime/scheduler.ts';
import type { Task } from '../ports/runtime/task.ts';
import { defaultFramework } from '../ports/scheduler/default-framework.ts';
import type { Framework } from '../ports/scheduler/framework.ts';
import { less } from '../ports/scheduler/less.ts';
import { PodScheduler } from '../ports/scheduler/pod-scheduler.ts';
import { PriorityQueue } from '../ports/scheduler/priority-queue.ts';
import { SchedulerCache } from '../ports/scheduler/scheduler-cache.ts';
import type { SchedulingClient } from '../ports/scheduler/scheduling-client.ts';
import { Snapshot } from '../ports/scheduler/snapshot.ts';
import type { Tone } from './picture.ts';
import { plural } from './plural.ts';
import { readName, readOperations, type Operation } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write =
  'old chooses node-2, old binds, label, delete, recreate, or then (wait for all answers)';
const path = '/pods/default/web';
const key = `/registry${path}`;
const lines = (...all: readonly string[]): string => all.join('\n');

export const run = defineRun({
  id: 'bind',
  title: 'From no node to one node, once',
  about:
    'Schedulers choose a node for the Pod web and send their Bindings to a real store on a small etcd: see whose is stored, and what each scheduler then still assumes.',
  watches: [
    'src/ports/scheduler/pod-scheduler.ts',
    'src/ports/scheduler/default-binder.ts',
    'src/ports/apiserver/binding-rest.ts',
  ],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('scheduler chooses node-2', 'scheduler binds'),
      rows: 7,
      hint: `${write}; any name may stand for a scheduler`,
    },
    hasFinalizer: { kind: 'boolean', label: 'The Pod has a finalizer', value: false },
  },
  scenarios: [
    { id: 'one', title: 'One scheduler, one binding', inputs: {} },
    {
      id: 'two',
      title: 'Two schedulers at the same time',
      inputs: {
        program: lines('old chooses node-2', 'new chooses node-3', 'old binds', 'new binds'),
      },
    },
    {
      id: 'label',
      title: 'Somebody adds a label meanwhile',
      inputs: { program: lines('scheduler chooses node-2', 'label', 'scheduler binds') },
    },
    {
      id: 'again',
      title: 'The answer was lost, and it asks again',
      inputs: {
        program: lines('scheduler chooses node-2', 'scheduler binds', 'then', 'scheduler binds'),
      },
    },
    {
      id: 'deleted',
      title: 'The Pod is to end, and a finalizer holds it',
      inputs: {
        program: lines('scheduler chooses node-2', 'delete', 'then', 'scheduler binds'),
        hasFinalizer: true,
      },
    },
    {
      id: 'recreated',
      title: 'Another Pod has the name by then',
      inputs: {
        program: lines('scheduler chooses node-2', 'delete', 'recreate', 'then', 'scheduler binds'),
      },
    },
  ],
  breaks: [
    {
      id: 'no-check',
      title: 'Without the check that the Pod has no node',
      edits: [
        {
          file: 'src/ports/apiserver/binding-rest.ts',
          find: 'if (nodeName !== oldMachine) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'two-steps',
      title: 'Check and write as two steps: etcd does not compare the version',
      edits: [
        {
          file: 'src/ports/apiserver/etcd.ts',
          find: 'if ((previous?.modRevision ?? 0) !== modRevision) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ program, hasFinalizer }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const etcd = new Etcd();
    const ctx: RequestContext = { runtime: scheduler, namespace: 'default' };
    let late = 0;
    const etcdClient: EtcdClient = {
      get: (path) => etcd.get(path),
      *commit(transaction) {
        const answer = yield* etcd.commit(transaction);
        if (!answer[0].succeeded) {
          late++;
          stage.say('the Pod has changed since it was read: once more, on the newer one');
        }
        return answer;
      },
      range: (prefix) => etcd.range(prefix),
      watch: (prefix, after) => etcd.watch(prefix, after),
    };
    const storage = new EtcdStore<Pod>({
      client: etcdClient,
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
    const binding = new BindingREST(store);
    const stored = (): Pod | undefined => {
      const kv = etcd.keys.get(key);
      if (!kv) return undefined;
      const pod = JSON.parse(kv.value) as Pod;
      updateObject(pod, kv.modRevision);
      return pod;
    };
    // Nodes whose kubelet has seen the Pod as its own.
    const seenBy = new Set<string>();
    const look = (): void => {
      const nodeName = stored()?.spec.nodeName ?? '';
      if (nodeName !== '' && !seenBy.has(nodeName)) {
        seenBy.add(nodeName);
        stage.say(`the Pod is stored with ${nodeName}: its kubelet starts it`);
      }
    };
    const podOf = (uid: string): Pod => ({
      metadata: {
        name: 'web',
        namespace: 'default',
        uid,
        ...(hasFinalizer && { finalizers: ['example.com/guard'] }),
      },
      spec: { containers: [{ name: 'c' }], schedulerName: 'default-scheduler' },
      status: { phase: 'Pending' },
    });
    let pods = 0;
    const create = function* (): Task<void> {
      const [, err] = yield* storage.create(path, podOf(`uid-${++pods}`));
      if (err) pods--;
      stage.say(err ? 'the name is taken' : `web is stored, with UID uid-${pods}`);
    };
    const rivals = new Map<string, Rival>();
    const client: SchedulingClient = {
      *bind(_namespace, name, _uid, nodeName) {
        stage.say(`POST pods/${name}/binding: ${nodeName}`);
        const err = yield* binding.assignPod(ctx, name, nodeName);
        look();
        return err;
      },
      *patchPodStatus() {
        yield;
        return undefined;
      },
    };
    stage.show(() => {
      const pod = stored();
      return [
        {
          kind: 'grid',
          columns: ['web', 'in etcd'],
          rows: pod
            ? [
                { cells: ['version, UID', `${versionOf(pod)}, ${pod.metadata.uid ?? ''}`] },
                { cells: ['spec.nodeName', pod.spec.nodeName ?? '–'] },
                { cells: ['PodScheduled', pod.status.conditions?.[0]?.status ?? '–'] },
                { cells: ['labels', Object.keys(pod.metadata.labels ?? {}).join(', ') || '–'] },
                ...(pod.metadata.deletionTimestamp === undefined
                  ? []
                  : [{ cells: ['deletionTimestamp', 'is set'], tone: 'bad' as const }]),
              ]
            : [{ cells: ['gone', ''], tone: 'gone' }],
        },
        {
          kind: 'grid',
          columns: ['scheduler', 'its choice', 'its cache', 'answers'],
          rows: [...rivals.values()].map((rival) => ({
            cells: [
              rival.name,
              `${rival.assumed.spec.nodeName ?? ''} for ${rival.assumed.metadata.uid ?? ''}`,
              rival.inWords(),
              rival.answers.join(', ') || '–',
            ],
            tone: rival.tone,
          })),
        },
        {
          kind: 'groups',
          groups: [
            {
              name: 'kubelets that saw it as theirs',
              empty: 'none',
              items: [...seenBy].map((text) => ({ text, tone: seenBy.size > 1 ? 'bad' : 'good' })),
            },
          ],
        },
      ];
    });
    let events = 0;
    let underWay = 0;
    const begin = (name: string, task: () => Task<void>): void => {
      underWay++;
      scheduler.go(function* () {
        yield* task();
        underWay--;
      }, name);
    };
    const change = function* (update: (pod: Pod) => void): Task<void> {
      const [, err] = yield* storage.guaranteedUpdate(path, false, undefined, function* (pod) {
        update(pod);
        return [pod, undefined];
      });
      stage.say(err ? err.message : `the label is stored as version ${versionOf(stored())}`);
    };
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, what, node] = words;
      if (words.length === 1 && verb === 'then') {
        yield () => underWay === 0;
      } else if (words.length === 1 && verb === 'label') {
        begin('somebody', () =>
          change(({ metadata }) => {
            metadata.labels = { ...metadata.labels, tier: 'web' };
          }),
        );
      } else if (words.length === 1 && verb === 'delete') {
        yield* store.delete(ctx, 'web', undefined, {});
        stage.say(stored() ? 'web is marked, its finalizer holds it' : 'web is deleted');
      } else if (words.length === 1 && verb === 'recreate') {
        yield* create();
      } else if (what === 'chooses' && words.length === 3) {
        const name = readName(verb, operation);
        const nodeName = readName(node, operation);
        const pod = stored();
        if (!pod) throw wrong('there is no Pod web at that time');
        if (rivals.has(name)) throw wrong(`${name} has chosen already`);
        if (rivals.size === 8) throw wrong('8 schedulers are enough');
        const rival = new Rival(name, scheduler, client, structuredClone(pod), () => events++);
        rivals.set(name, rival);
        rival.choose(nodeName);
        stage.say(`${name} reads version ${versionOf(pod)} and chooses ${nodeName}`);
      } else if (what === 'binds' && words.length === 2) {
        const rival = rivals.get(verb ?? '');
        if (!rival) throw wrong(`${verb ?? ''} has not chosen a node`);
        begin(rival.name, function* () {
          const err = yield* rival.bind();
          stage.say(err ? `binding rejected: ${err.message}` : 'is answered with 201');
        });
      } else {
        throw wrong(`"${words.join(' ')}" is not understood`);
      }
    };
    runAs(scheduler, 'API server', create);
    runAs(scheduler, 'cluster', function* () {
      for (const operation of operations) {
        yield* play(operation);
      }
      while (underWay > 0) yield () => underWay === 0;
    });
    const end = stored();
    const answers = [...rivals.values()].flatMap((rival) => rival.answers);
    const conflicts = answers.filter((answer) => answer === '409').length;
    const node = end ? (end.spec.nodeName ?? 'none') : 'gone';
    return {
      text: [
        end
          ? `web (${end.metadata.uid ?? ''}) has ${end.spec.nodeName === undefined ? 'no node' : `the node ${node}`}, in version ${versionOf(end)}.`
          : 'web is gone.',
        `${plural(answers.length, 'binding')}, ${plural(conflicts, 'conflict')}.`,
        ...(seenBy.size > 1
          ? [`${plural(seenBy.size, 'kubelet')} (${[...seenBy].join(', ')}) saw the Pod as theirs.`]
          : []),
      ].join(' '),
      facts: {
        node,
        uid: end?.metadata.uid ?? 'none',
        conflicts,
        late,
        events,
        kubelets: seenBy.size,
        seenBy: [...seenBy].join(', ') || 'none',
        version: versionOf(end),
        answers: answers.join(', '),
        caches: [...rivals.values()].map((rival) => `${rival.name}: ${rival.inWords()}`).join('; '),
      },
    };
  },
});

/** One of several schedulers, with a cache of its own. */
class Rival {
  readonly name: string;
  readonly assumed: Pod;
  readonly answers: string[] = [];
  tone: Tone = 'waiting';
  readonly #cache: SchedulerCache;
  readonly #framework: Framework;
  readonly #scheduler: PodScheduler;

  constructor(
    name: string,
    runtime: Scheduler,
    client: SchedulingClient,
    pod: Pod,
    onEvent: () => void,
  ) {
    this.name = name;
    this.assumed = pod;
    this.#cache = new SchedulerCache(runtime);
    this.#framework = defaultFramework(client, new Snapshot());
    this.#scheduler = new PodScheduler({
      runtime,
      client,
      queue: new PriorityQueue(runtime, less),
      cache: this.#cache,
      algorithm: { schedule: () => [undefined, new Error('nothing is scheduled here')] },
      profiles: new Map([['default-scheduler', this.#framework]]),
      getPod: () => [pod, undefined],
      eventf: onEvent,
      handleError: () => undefined,
    });
  }

  choose(nodeName: string): void {
    this.#scheduler.assume(this.assumed, nodeName);
  }

  /** What the goroutine of `scheduleOne` does at its end. */
  *bind(): Task<Error | undefined> {
    this.tone = 'busy';
    const nodeName = this.assumed.spec.nodeName ?? '';
    const err = yield* this.#scheduler.bind(this.#framework, this.assumed, nodeName, new Map());
    if (err) this.#cache.forgetPod(this.assumed);
    const reason = reasonForError(err);
    this.answers.push(err ? (reason === 'NotFound' ? '404' : '409') : '201');
    this.tone = err ? 'bad' : 'good';
    return err;
  }

  /** What its cache holds of the Pod. */
  inWords(): string {
    const uid = this.assumed.metadata.uid ?? '';
    const state = this.#cache.podStates.get(uid);
    if (!state) return 'nothing assumed';
    const until = state.deadline === undefined ? '' : `, until ${state.deadline / 1000} s`;
    return `assumed on ${state.pod.spec.nodeName ?? ''}${until}`;
  }
}

const versionOf = (pod: Pod | undefined): string => pod?.metadata.resourceVersion ?? 'none';
