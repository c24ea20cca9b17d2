import { ConnectionRefused } from '../ports/api/connection-refused.ts';
import type { ListOptions } from '../ports/api/list-options.ts';
import type { Pod, PodPhase } from '../ports/api/pod.ts';
import { StatusError } from '../ports/api/status-error.ts';
import type { Watch, WatchEvent } from '../ports/api/watch.ts';
import { CacheWatcher } from '../ports/apiserver/cache-watcher.ts';
import { toSelectableFields } from '../ports/apiserver/match-pod.ts';
import type { WatchCacheEvent } from '../ports/apiserver/watch-cache-event.ts';
import type { ListerWatcher } from '../ports/cache/lister-watcher.ts';
import { newSourceApiserverFromLW } from '../ports/kubelet/new-source-apiserver.ts';
import { PodConfig } from '../ports/kubelet/pod-config.ts';
import { apiserverSource, type PodUpdate } from '../ports/kubelet/pod-update.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import { plural } from './plural.ts';
import { readDuration, readName, readOperations, type Operation } from './read-operations.ts';
import { defineRun } from './run.ts';

const write =
  'create web, bind web node-2, status web Running, label web, mark web (for deletion), delete web, down, up, or wait 3s';
const storage = 'src/ports/kubelet/pod-storage.ts';
const check = 'src/ports/kubelet/check-and-update-pod.ts';
const watcher = 'src/ports/apiserver/cache-watcher.ts';
const lines = (...all: readonly string[]): string => all.join('\n');
const phases: readonly PodPhase[] = ['Pending', 'Running', 'Succeeded', 'Failed'];

/** Whose kubelet it is. */
const node = 'node-2';

export const run = defineRun({
  id: 'kubelet-watches-its-pods',
  title: 'From a watch to ADD, UPDATE and REMOVE',
  about:
    'What happens to Pods at the API server, and what the kubelet of node-2 makes of it: look at what its watch is told, which sets are sent, and which operations come out of comparing them.',
  watches: [storage, check, 'src/ports/kubelet/new-source-apiserver.ts', watcher],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens at the API server',
      value: lines('create web', 'bind web node-2', 'status web Running', 'wait 1s'),
      rows: 9,
      hint: `One operation a line: ${write}`,
    },
  },
  scenarios: [
    {
      id: 'bound',
      title: 'Two Pods are bound, one of them here',
      inputs: {
        program: lines('create web', 'create db', 'bind web node-2', 'bind db node-1', 'wait 1s'),
      },
    },
    {
      id: 'life',
      title: 'A Pod from its binding to its end',
      inputs: {
        program: lines(
          ...['create web', 'bind web node-2', 'wait 1s', 'status web Running', 'wait 1s'],
          ...['mark web', 'wait 1s', 'status web Succeeded', 'wait 1s', 'delete web', 'wait 1s'],
        ),
      },
    },
    {
      id: 'down',
      title: 'The API server is down, and a Pod goes meanwhile',
      inputs: {
        program: lines(
          ...['create web', 'bind web node-2', 'create db', 'bind db node-2', 'wait 2s'],
          ...['down', 'delete web', 'label db', 'wait 10s', 'up', 'wait 10s'],
        ),
      },
    },
    {
      id: 'same-name',
      title: 'Deleted and created again while nobody watches',
      inputs: {
        program: lines(
          ...['create web', 'bind web node-2', 'wait 2s', 'down'],
          ...['delete web', 'create web', 'bind web node-2', 'up', 'wait 10s'],
        ),
      },
    },
  ],
  breaks: [
    {
      id: 'no-filter',
      title: 'The watch is told of every Pod',
      edits: [
        {
          file: watcher,
          find: 'this.#filter(event.key, event.objLabels ?? {}, event.objFields ?? {});',
          replace: '(true as boolean);',
        },
      ],
    },
    {
      id: 'by-name',
      title: 'Pods are compared by name, and not by UID',
      edits: [
        {
          file: storage,
          find: "const uid = ref.metadata.uid ?? '';",
          replace: 'const uid = ref.metadata.name;',
        },
      ],
    },
    {
      id: 'status-counts',
      title: 'A change of the status alone is an update, too',
      edits: [
        { file: check, find: 'check.needReconcile = true;', replace: 'check.needUpdate = true;' },
      ],
    },
  ],
  play({ program }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const say = (text: string): void => {
      stage.say(text);
    };
    const server = new PodServer(() => scheduler.now(), say);
    const config = new PodConfig({ runtime: scheduler, recorder: { event: () => undefined } });
    const sets = new Channel<PodUpdate>();
    const target = config.channel(apiserverSource);
    let lastSet: readonly string[] | undefined;
    let sent = 0;
    scheduler.go(function* () {
      for (;;) {
        const [set] = yield* sets.receive();
        if (!set) return;
        sent++;
        lastSet = set.pods.map(
          ({ metadata }) => `${metadata.name} ${metadata.resourceVersion ?? ''}`,
        );
        stage.say(`SET: ${lastSet.join(', ') || 'no Pod'}`);
        yield* target.send(set);
      }
    }, 'sets of the source');
    const received: string[] = [];
    scheduler.go(function* () {
      for (;;) {
        const [update] = yield* config.updates().receive();
        if (!update) return;
        for (const { metadata } of update.pods) {
          received.push(`${update.op}: ${metadata.name}`);
          stage.say(`${update.op}: ${metadata.name} (${metadata.uid ?? ''})`);
        }
        if (update.pods.length === 0) stage.say(`${update.op} of no Pod: the source has spoken`);
      }
    }, 'sync loop');
    const known = (): Pod[] => [...(config.pods.pods.get(apiserverSource)?.values() ?? [])];
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: server.isDown ? 'API server, down' : 'API server',
            empty: 'no Pod',
            items: server.all().map(({ metadata, spec }) => ({
              text: `${metadata.name} ${metadata.resourceVersion ?? ''}`,
              note: spec.nodeName ?? 'no node',
              ...(spec.nodeName === node && { tone: 'chosen' as const }),
            })),
          },
          {
            name: 'told to the watch',
            empty: 'nothing',
            items: server.told.slice(-10).map((text) => ({ text })),
          },
          {
            name: 'last SET',
            empty: lastSet ? 'no Pod' : 'none yet',
            items: (lastSet ?? []).map((text) => ({ text })),
          },
          {
            name: 'compared with',
            empty: 'no Pod',
            items: known().map(({ metadata }) => ({
              text: metadata.uid ?? '',
              ...(metadata.deletionTimestamp !== undefined && { note: 'marked' }),
            })),
          },
          {
            name: 'the loop receives',
            empty: 'nothing',
            items: received.map((text) => ({ text, tone: 'good' })),
          },
        ],
      },
    ]);
    newSourceApiserverFromLW({
      runtime: scheduler,
      listerWatcher: server,
      updates: sets,
      handleError: ({ message }) => {
        stage.say(`reports: ${message}`);
      },
    });
    const play = function* (operation: Operation): Task<void> {
      const [verb, ...rest] = operation.words;
      if (verb === 'wait') {
        yield* scheduler.sleep(readDuration(rest[0], operation));
      } else if ((verb === 'down' || verb === 'up') && rest.length === 0) {
        server.setDown(verb === 'down');
      } else {
        server.change(operation);
        yield* scheduler.sleep(50);
      }
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      yield* scheduler.sleep(100);
      for (const operation of operations) yield* play(operation);
      isDone = true;
    }, 'API server');
    scheduler.run(function* () {
      yield () => isDone;
      yield* scheduler.sleep(100);
    });
    const holds = known().map(({ metadata }) => metadata.uid ?? '');
    const foreign = known().filter(({ spec }) => spec.nodeName !== node).length;
    const shouldHold = server
      .all()
      .filter(({ spec }) => spec.nodeName === node)
      .map(({ metadata }) => metadata.uid ?? '');
    const missing = shouldHold.filter((uid) => !holds.includes(uid));
    const count = (op: string): number => received.filter((text) => text.startsWith(op)).length;
    return {
      text: [
        `${plural(sent, 'set was', 'sets were')} sent; the loop received ${received.join(', ') || 'nothing'}.`,
        `The kubelet of ${node} holds ${holds.join(', ') || 'no Pod'}.`,
        ...(foreign > 0 ? [`${plural(foreign, 'Pod')} of them should not be here.`] : []),
        ...(missing.length > 0 ? [`It lacks ${missing.join(', ')}.`] : []),
      ].join(' '),
      facts: {
        sets: sent,
        received: received.join(', ') || 'nothing',
        holds: holds.join(', ') || 'no Pod',
        foreign,
        missing: missing.length,
        updates: count('UPDATE'),
        told: server.told.length,
      },
    };
  },
});

/** An API server that has Pods, and serves the list and the watch of one kubelet. */
class PodServer implements ListerWatcher<Pod> {
  isDown = false;
  /** What the watch was told. */
  readonly told: string[] = [];
  readonly #pods = new Map<string, Pod>();
  readonly #log: WatchCacheEvent<Pod>[] = [];
  readonly #now: () => number;
  readonly #say: (text: string) => void;
  readonly #counts = new Map<string, number>();
  #version = 92;
  /** Changes up to this version are not known any more. */
  #oldest = 0;
  #open: Channel<WatchEvent<Pod>> | undefined;
  readonly #watcher = new CacheWatcher<Pod>({
    chanSize: 10,
    filter: (_key, _labels, fields) => fields['spec.nodeName'] === node,
  });

  constructor(now: () => number, say: (text: string) => void) {
    this.#now = now;
    this.#say = say;
  }

  /** All Pods, of all nodes. */
  all(): Pod[] {
    return [...this.#pods.values()];
  }

  *list(): ReturnType<ListerWatcher<Pod>['list']> {
    yield;
    if (this.isDown) return [undefined, new ConnectionRefused()];
    const items = this.all().filter(({ spec }) => spec.nodeName === node);
    this.#say(`list of Pods with spec.nodeName=${node}: ${plural(items.length, 'Pod')}`);
    return [{ items: structuredClone(items), resourceVersion: String(this.#version) }, undefined];
  }

  *watch({ resourceVersion }: ListOptions): ReturnType<ListerWatcher<Pod>['watch']> {
    yield;
    if (this.isDown) return [undefined, new ConnectionRefused()];
    const resultChan = new Channel<WatchEvent<Pod>>(Infinity);
    if (Number(resourceVersion) < this.#oldest) {
      this.#say(`watch from version ${resourceVersion}: too old`);
      const object = new StatusError('too old resource version', 'Expired');
      resultChan.trySend({ type: 'ERROR', object });
    } else {
      this.#say(`watch from version ${resourceVersion}`);
      this.#open = resultChan;
      for (const event of this.#log) {
        if (event.resourceVersion > Number(resourceVersion)) this.#tell(event);
      }
    }
    const watch: Watch<Pod> = {
      resultChan,
      stop: () => {
        if (!resultChan.closed) resultChan.close();
      },
    };
    return [watch, undefined];
  }

  setDown(isDown: boolean): void {
    this.isDown = isDown;
    this.#say(isDown ? 'gives no answer any more' : 'answers again');
    if (!isDown) {
      // A server that has started anew does not know what was before.
      this.#oldest = this.#version;
      return;
    }
    if (this.#open && !this.#open.closed) this.#open.close();
    this.#open = undefined;
  }

  change(operation: Operation): void {
    const { words, wrong } = operation;
    const [verb = '', word, value] = words;
    if (!['create', 'bind', 'status', 'label', 'mark', 'delete'].includes(verb)) {
      throw wrong(`"${verb}" is not understood`);
    }
    const name = readName(word, operation);
    const old = this.#pods.get(name);
    if (verb === 'create') {
      if (old) throw wrong(`there is a Pod ${name} already`);
      if (this.#pods.size === 12) throw wrong('12 Pods are enough');
      const number = (this.#counts.get(name) ?? 0) + 1;
      this.#counts.set(name, number);
      this.#store('create', undefined, podOf(name, `${name}-uid-${number}`));
      return;
    }
    if (!old) throw wrong(`there is no Pod ${name} at that time`);
    const pod = structuredClone(old);
    if (verb === 'bind') {
      if (pod.spec.nodeName !== undefined) throw wrong(`${name} has a node already`);
      pod.spec.nodeName = readName(value, operation);
    } else if (verb === 'status') {
      const phase = phases.find((one) => one === value);
      if (!phase) throw wrong(`"${value ?? ''}" is none of ${phases.join(', ')}`);
      pod.status = { phase };
    } else if (verb === 'label') {
      pod.metadata.labels = { changed: String(this.#version) };
    } else if (verb === 'mark') {
      pod.metadata.deletionTimestamp = '2021-01-13T19:43:30Z';
      pod.metadata.deletionGracePeriodSeconds = 30;
    }
    this.#store(verb, old, pod);
  }

  #store(verb: string, old: Pod | undefined, pod: Pod): void {
    const version = ++this.#version;
    pod.metadata.resourceVersion = String(version);
    const { name } = pod.metadata;
    if (verb === 'delete') this.#pods.delete(name);
    else this.#pods.set(name, pod);
    this.#say(`${verb} of ${name} is stored as version ${version}`);
    const event: WatchCacheEvent<Pod> = {
      type: verb === 'create' ? 'ADDED' : verb === 'delete' ? 'DELETED' : 'MODIFIED',
      object: pod,
      objFields: toSelectableFields(pod),
      ...(old && { prevObject: old, prevObjFields: toSelectableFields(old) }),
      key: `default/${name}`,
      resourceVersion: version,
      recordTime: this.#now(),
    };
    this.#log.push(event);
    if (this.#open) this.#tell(event);
  }

  #tell(event: WatchCacheEvent<Pod>): void {
    const found = this.#watcher.convertToWatchEvent(event);
    if (!found) {
      this.#say(`nothing of it for the watch of ${node}`);
      return;
    }
    this.told.push(`${found.type} ${event.object?.metadata.name ?? ''}`);
    this.#say(`tells the watch of ${node}: ${found.type}`);
    this.#open?.trySend(found);
  }
}

const podOf = (name: string, uid: string): Pod => ({
  metadata: { name, namespace: 'default', uid },
  spec: { containers: [{ name: 'c' }] },
  status: { phase: 'Pending' },
});
