import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { reasonForError } from '../ports/api/status-error.ts';
import { EtcdStore, type Result } from '../ports/apiserver/etcd-store.ts';
import { Etcd, type EtcdClient } from '../ports/apiserver/etcd.ts';
import { ReplicaSetStrategy } from '../ports/apiserver/replica-set-strategy.ts';
import type { RequestContext } from '../ports/apiserver/request-context.ts';
import { Store } from '../ports/apiserver/store.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Tone } from './picture.ts';
import { plural } from './plural.ts';
import { readCount, readName, readOperations, type Operation } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write = 'kubectl add 1, kubectl set 5, kubectl set 5 if 2, kubectl label tier=web, or then';

interface Writer {
  readonly name: string;
  readonly says: string;
  readonly change: (rs: ReplicaSet) => void;
  /** The version that a PUT carries. */
  readonly version?: string;
  /** So many lines `then` stand before it. */
  readonly round: number;
  state: string;
  tone: Tone;
  computed: number;
  refusedByEtcd: number;
  result: string;
}

export const run = defineRun({
  id: 'optimistic-concurrency',
  title: 'Several writers, one object',
  about:
    'Writers change the ReplicaSet web at the same time, through a real store on a small etcd: who comes second computes again, unless it named the version that it wants to replace.',
  watches: [
    'src/ports/apiserver/etcd-store.ts',
    'src/ports/apiserver/store.ts',
    'src/ports/apiserver/etcd.ts',
  ],
  fields: {
    writers: {
      kind: 'text',
      label: 'Writers, one a line',
      value: 'kubectl add 1\nautoscaler add 1',
      rows: 5,
      hint: `${write}; "if 2" sends version 2 along, "then" waits for all before`,
    },
    replicas: { kind: 'number', label: 'Replicas at first', value: 3, min: 0, max: 100 },
  },
  scenarios: [
    { id: 'two-add', title: 'Two add one at the same time', inputs: {} },
    {
      id: 'three-kinds',
      title: 'Three writers change different fields',
      inputs: { writers: 'kubectl set 5\ncontroller label ready=no\nadmin label team=blue' },
    },
    {
      id: 'two-put',
      title: 'Two PUT what they read as version 2',
      inputs: { writers: 'kubectl set 5 if 2\nautoscaler set 8 if 2' },
    },
    {
      id: 'no-op',
      title: 'A write that changes nothing',
      inputs: { writers: 'kubectl set 3\nthen\nautoscaler set 4' },
    },
    {
      id: 'crowd',
      title: 'Four at the same time',
      inputs: { writers: ['a', 'b', 'c', 'd'].map((name) => `${name} add 1`).join('\n') },
    },
  ],
  breaks: [
    {
      id: 'no-compare',
      title: 'etcd puts without comparing the revision',
      edits: [
        {
          file: 'src/ports/apiserver/etcd.ts',
          find: 'if ((previous?.modRevision ?? 0) !== modRevision) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'write-anyway',
      title: 'What changed nothing is written all the same',
      edits: [
        {
          file: 'src/ports/apiserver/etcd-store.ts',
          find: 'if (!origState.stale && data === origState.data) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ writers: text, replicas }, stage) {
    const { scheduler } = stage;
    const writers = readWriters(text);
    const etcd = new Etcd();
    // Kept here, as a picture must not run the statements that it shows.
    let [version, value] = [0, ''];
    const writerOf = (): Writer | undefined =>
      writers.find(({ name }) => name === scheduler.current);
    const client: EtcdClient = {
      *get(path) {
        const answer = yield* etcd.get(path);
        const writer = writerOf();
        if (writer) {
          writer.state = `has read version ${answer[0].kv?.modRevision ?? 'none'}`;
          stage.say(`reads version ${answer[0].kv?.modRevision ?? 'none'}`);
        }
        return answer;
      },
      *commit(transaction) {
        const writer = writerOf();
        if (writer) writer.state = `writes, if it is still version ${transaction.modRevision}`;
        const answer = yield* etcd.commit(transaction);
        if (answer[0].succeeded) [version, value] = [answer[0].revision, transaction.put ?? ''];
        if (!writer) return answer;
        const { succeeded, revision, kv } = answer[0];
        if (succeeded) {
          writer.state = `is stored as version ${revision}`;
        } else {
          writer.refusedByEtcd++;
          writer.state = `came too late: it is version ${kv?.modRevision ?? 'none'}`;
        }
        stage.say(writer.state);
        return answer;
      },
      range: (prefix) => etcd.range(prefix),
      watch: (prefix, after) => etcd.watch(prefix, after),
    };
    const strategy = new ReplicaSetStrategy();
    const store = new Store<ReplicaSet>({
      storage: new EtcdStore({ client, newFunc: emptyReplicaSet, prefix: '/registry' }),
      resource: { group: 'apps', resource: 'replicasets' },
      prefix: '/replicasets',
      strategy,
    });
    const ctx: RequestContext = { runtime: scheduler, namespace: 'default' };
    const stored = (): ReplicaSet => {
      return value === '' ? emptyReplicaSet() : (JSON.parse(value) as ReplicaSet);
    };
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'etcd',
            empty: 'nothing yet',
            items:
              version > 0
                ? [
                    { text: `version ${version}` },
                    { text: `replicas ${stored().spec.replicas ?? 0}` },
                    ...Object.entries(stored().metadata.labels ?? {}).map(([name, value]) => ({
                      text: `${name}=${value}`,
                    })),
                  ]
                : [],
          },
        ],
      },
      {
        kind: 'grid',
        columns: ['writer', 'wants', 'state', 'computed', 'too late'],
        rows: writers.map(({ name, says, state, computed, refusedByEtcd, tone }) => ({
          cells: [name, says, state, String(computed), String(refusedByEtcd)],
          tone,
        })),
      },
    ]);
    const [, createErr] = runAs(scheduler, 'kubectl create', () =>
      store.create(ctx, { ...emptyReplicaSet(), spec: { replicas, template: {} } }),
    );
    if (createErr) throw createErr;
    const started = version;

    const play = function* (writer: Writer): Task<void> {
      writer.tone = 'busy';
      const [obj, err] = yield* store.update(ctx, 'web', {
        preconditions: () => undefined,
        *updatedObject(_ctx, old): Task<Result<ReplicaSet>> {
          writer.computed++;
          const next = structuredClone(old);
          writer.change(next);
          // A PUT brings the version that its client has read; a patch brings none.
          if (writer.version === undefined) delete next.metadata.resourceVersion;
          else next.metadata.resourceVersion = writer.version;
          return [next, undefined];
        },
      });
      writer.tone = err ? 'bad' : 'good';
      writer.result = err ? (reasonForError(err) === 'Conflict' ? '409' : err.message) : '200';
      writer.state = err ? writer.result : `done, version ${obj.metadata.resourceVersion ?? ''}`;
      stage.say(
        err
          ? `answered with ${writer.result}`
          : `answered with 200, version ${obj.metadata.resourceVersion ?? ''}`,
      );
    };
    scheduler.run(function* () {
      for (const round of new Set(writers.map((writer) => writer.round))) {
        const group = writers.filter((writer) => writer.round === round);
        for (const writer of group) scheduler.go(() => play(writer), writer.name);
        yield () => group.every(({ result }) => result !== '');
      }
    });
    const end = stored();
    const conflicts = writers.filter(({ result }) => result === '409').length;
    const late = writers.reduce((sum, { refusedByEtcd }) => sum + refusedByEtcd, 0);
    const writes = version - started;
    const labels = Object.entries(end.metadata.labels ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(', ');
    return {
      text: [
        `${plural(writers.length, 'writer')}, ${plural(writes, 'write')} to etcd: web has ${end.spec.replicas ?? 0} replicas${labels === '' ? '' : ` and the labels ${labels}`}, in version ${version}.`,
        late === 0
          ? 'No one came too late.'
          : `${plural(late, 'transaction')} came too late; the change was then computed again on the newer object.`,
        ...(conflicts > 0
          ? [`${plural(conflicts, 'client was', 'clients were')} answered with 409.`]
          : []),
      ].join(' '),
      facts: {
        replicas: end.spec.replicas ?? 0,
        version,
        writes,
        late,
        conflicts,
        labels,
        generation: end.metadata.generation ?? 0,
        computed: writers.reduce((sum, { computed }) => sum + computed, 0),
      },
    };
  },
});

const emptyReplicaSet = (): ReplicaSet => ({
  metadata: { name: 'web' },
  spec: { template: {} },
  status: { replicas: 0 },
});

function readWriters(text: string): Writer[] {
  const operations = readOperations(text, write);
  const writers: Writer[] = [];
  let round = 0;
  for (const operation of operations) {
    const { words, wrong } = operation;
    if (words[0] === 'then' && words.length === 1) {
      round++;
      continue;
    }
    const name = readName(words[0], operation);
    if (writers.some((other) => other.name === name))
      throw wrong(`there is a writer ${name} already`);
    const version = readVersion(operation);
    writers.push({
      name,
      says: words.slice(1).join(' '),
      change: readChange(operation),
      ...(version !== undefined && { version }),
      round,
      state: 'waits',
      tone: 'waiting',
      computed: 0,
      refusedByEtcd: 0,
      result: '',
    });
  }
  if (writers.length === 0) throw new Error(`there is no writer; write ${write}`);
  if (writers.length > 20)
    throw new Error(`${writers.length} writers are too many; write 20 at most`);
  return writers;
}

function readVersion(operation: Operation): string | undefined {
  const [, , , word, version, ...more] = operation.words;
  if (word === undefined) return undefined;
  if (word !== 'if' || more.length > 0) throw operation.wrong(`"${word}" is not understood`);
  return String(readCount(version, operation, 1_000_000));
}

function readChange(operation: Operation): Writer['change'] {
  const [, verb, value] = operation.words;
  if (verb === 'add') {
    const count = readCount(value, operation);
    return ({ spec }) => {
      spec.replicas = (spec.replicas ?? 0) + count;
    };
  }
  if (verb === 'set') {
    const count = readCount(value, operation);
    return ({ spec }) => {
      spec.replicas = count;
    };
  }
  if (verb !== 'label') throw operation.wrong(`"${verb ?? ''}" is no change`);
  const [label = '', text = ''] = value?.split('=') ?? [];
  if (!/^[a-z][a-z0-9.-]*$/i.test(label) || text === '') {
    throw operation.wrong(`"${value ?? ''}" is no label`);
  }
  return ({ metadata }) => {
    metadata.labels = { ...metadata.labels, [label]: text };
  };
}
