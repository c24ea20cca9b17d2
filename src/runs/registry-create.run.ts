import type { ObjectMeta } from '../ports/api/meta.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { reasonForError } from '../ports/api/status-error.ts';
import { EtcdStore } from '../ports/apiserver/etcd-store.ts';
import { Etcd, type EtcdClient } from '../ports/apiserver/etcd.ts';
import { ReplicaSetStrategy } from '../ports/apiserver/replica-set-strategy.ts';
import type { RequestContext } from '../ports/apiserver/request-context.ts';
import { generateName } from '../ports/apiserver/simple-name-generator.ts';
import { Store } from '../ports/apiserver/store.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Tone } from './picture.ts';
import { plural } from './plural.ts';
import { readCount, readName, readOperations, type Operation } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write =
  'a create web, a create web-*, b create web at 5 (with a resourceVersion), b create web in shop (a namespace), a delete web or then';

interface Request {
  readonly client: string;
  readonly says: string;
  readonly verb: 'create' | 'delete';
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  /** So many lines `then` stand before it. */
  readonly round: number;
  state: string;
  code: number;
  tone: Tone;
}

const files = {
  store: 'src/ports/apiserver/store.ts',
  storage: 'src/ports/apiserver/etcd-store.ts',
  etcd: 'src/ports/apiserver/etcd.ts',
} as const;

const codes: Readonly<Record<string, number>> = {
  AlreadyExists: 409,
  ServerTimeout: 500,
  NotFound: 404,
  BadRequest: 400,
};

export const run = defineRun({
  id: 'registry-create',
  title: 'Two API servers, one etcd',
  about:
    'Requests to create ReplicaSets reach two API servers, a and b, over the same etcd, at the same time unless a `then` stands between. `web-*` asks for a generated name. With one character there is only one name to draw.',
  watches: [files.store, files.storage, files.etcd],
  fields: {
    requests: {
      kind: 'text',
      label: 'Requests, one a line',
      value: 'a create web',
      rows: 5,
      hint: write,
    },
    names: {
      kind: 'number',
      label: 'Characters for generated names',
      value: 27,
      min: 1,
      max: 27,
    },
    finalizer: { kind: 'boolean', label: 'Objects have a finalizer', value: false },
  },
  scenarios: [
    { id: 'one', title: 'One create', inputs: {} },
    {
      id: 'two-servers',
      title: 'Two clients, two API servers, one name',
      inputs: { requests: 'a create web\nb create web' },
    },
    {
      id: 'generated',
      title: 'Two generated names that clash',
      inputs: { requests: 'a create web-*\nb create web-*', names: 1 },
    },
    {
      id: 'namespaces',
      title: 'The same name in two namespaces',
      inputs: { requests: 'a create web\nb create web in shop' },
    },
    {
      id: 'with-version',
      title: 'A new object that has a version',
      inputs: { requests: 'a create web at 5' },
    },
    {
      id: 'being-deleted',
      title: 'The old one is still being deleted',
      inputs: { requests: 'a create web\nthen\na delete web\nthen\na create web', finalizer: true },
    },
    {
      id: 'name-again',
      title: 'Delete, and use the name again',
      inputs: { requests: 'a create web\nthen\na delete web\nthen\na create web' },
    },
  ],
  breaks: [
    {
      id: 'no-compare',
      title: 'etcd puts without looking whether the key is there',
      edits: [
        {
          file: files.etcd,
          find: 'if ((previous?.modRevision ?? 0) !== modRevision) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'no-name-check',
      title: 'A generated name that is taken is told as it is',
      edits: [
        {
          file: files.store,
          find: 'err = checkGeneratedNameError(this.strategy, err, obj);',
          replace: '',
        },
      ],
    },
    {
      id: 'any-version',
      title: 'Without refusing a version of a new object',
      edits: [
        {
          file: files.storage,
          find: 'if (!versionErr && version !== 0) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ requests: text, names, finalizer }, stage) {
    const { scheduler } = stage;
    const requests = readRequests(text);
    const etcd = new Etcd();
    const uids = new Map<string, string>();
    const requestOf = (): Request | undefined =>
      requests.find((one, at) => taskOf(one, at) === scheduler.current);
    // Kept here, as a picture must not run the statements that it shows.
    const kept = new Map<string, { readonly revision: number; readonly uid: string }>();
    let revision = 1;
    const client: EtcdClient = {
      get: (path) => etcd.get(path),
      *commit(transaction) {
        const { key, modRevision, put } = transaction;
        const request = requestOf();
        const what = put === undefined ? 'delete' : 'put';
        if (request) {
          const condition = modRevision === 0 ? 'is not there' : `is at ${modRevision}`;
          request.state = `if ${key} ${condition}: ${what}`;
          stage.say(`sends to etcd: ${request.state}`);
        }
        const answer = yield* etcd.commit(transaction);
        if (answer[0].succeeded) {
          revision = answer[0].revision;
          if (put === undefined) kept.delete(key);
          else kept.set(key, { revision, uid: (JSON.parse(put) as ReplicaSet).metadata.uid ?? '' });
        }
        stage.say(
          answer[0].succeeded
            ? `etcd carries it out, as revision ${answer[0].revision}`
            : 'etcd does nothing: the condition is false',
        );
        return answer;
      },
      range: (prefix) => etcd.range(prefix),
      watch: (prefix, after) => etcd.watch(prefix, after),
    };
    const serverOf = (): Store<ReplicaSet> =>
      new Store<ReplicaSet>({
        storage: new EtcdStore({ client, newFunc: emptyReplicaSet, prefix: '/registry' }),
        resource: { group: 'apps', resource: 'replicasets' },
        prefix: '/replicasets',
        strategy: new FewNames(names),
      });
    const servers = new Map(
      [...new Set(requests.map(({ client }) => client))].map((name) => [name, serverOf()]),
    );
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: `etcd, at revision ${revision}`,
            empty: 'no keys',
            items: [...kept].map(([key, { revision, uid }]) => ({
              text: key,
              note: `revision ${revision}, uid ${uid.slice(0, 8)}`,
              tone: 'good',
            })),
          },
        ],
      },
      {
        kind: 'grid',
        title: 'Requests',
        columns: ['API server', 'request', 'state'],
        rows: requests.map(({ client, says, state, tone }) => ({
          cells: [client, says, state],
          tone,
        })),
      },
    ]);
    const play = function* (request: Request): Task<void> {
      request.tone = 'busy';
      const ctx: RequestContext = { namespace: request.namespace, runtime: scheduler };
      const store = servers.get(request.client) ?? serverOf();
      let [metadata, err] = [undefined as ObjectMeta | undefined, undefined as Error | undefined];
      if (request.verb === 'create') {
        const [obj, refused] = yield* store.create(ctx, newReplicaSet(request, finalizer));
        [metadata, err] = [obj?.metadata, refused];
      } else {
        const { out, err: refused } = yield* store.delete(ctx, request.name);
        [metadata, err] = [out && 'metadata' in out ? out.metadata : undefined, refused];
      }
      request.tone = err ? 'bad' : 'good';
      request.code = err
        ? (codes[reasonForError(err)] ?? 500)
        : request.verb === 'create'
          ? 201
          : 200;
      request.state = err
        ? `${request.code}: ${err.message}`
        : `${request.code}${metadata ? `: ${metadata.name}, version ${metadata.resourceVersion ?? ''}` : ''}`;
      if (!err && metadata) uids.set(metadata.uid ?? '', metadata.name);
      stage.say(`is answered with ${request.state}`);
    };
    runAs(scheduler, 'clients', function* () {
      for (const round of new Set(requests.map((one) => one.round))) {
        const group = requests.filter((one) => one.round === round);
        for (const request of group) {
          scheduler.go(() => play(request), taskOf(request, requests.indexOf(request)));
        }
        yield () => group.every(({ code }) => code > 0);
      }
    });
    const creates = requests.filter(({ verb }) => verb === 'create');
    const told = creates.filter(({ code }) => code === 201).length;
    const stored = kept.size;
    const lost = [...uids.keys()].filter(
      (uid) =>
        ![...kept.values()].some((value) => value.uid === uid) &&
        !requests.some(({ verb, code }) => verb === 'delete' && code === 200),
    ).length;
    return {
      text: [
        `Of ${plural(creates.length, 'create')} ${told} ${told === 1 ? 'was' : 'were'} answered with 201; etcd holds ${plural(stored, 'key')}, at revision ${revision}.`,
        lost > 0
          ? `${plural(lost, 'object')} that a client was told of ${lost === 1 ? 'is' : 'are'} lost.`
          : '',
        ...requests
          .filter(({ code }) => code >= 400)
          .map(({ state }) => `Refused with ${state.replace(/\.$/, '')}.`),
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        created: told,
        stored,
        lost,
        revision,
        codes: requests.map(({ code }) => code).join(', '),
        keys: [...kept.keys()].join(', '),
      },
    };
  },
});

/** Draws generated names from few characters, so that they clash. */
class FewNames extends ReplicaSetStrategy {
  readonly #characters: number;

  constructor(characters: number) {
    super();
    this.#characters = characters;
  }

  override generateName(base: string, { runtime }: RequestContext): string {
    return generateName(base, () => Math.floor(runtime.random() * this.#characters) / 27);
  }
}

const taskOf = ({ client }: Request, at: number): string => `${client}, request ${at + 1}`;

const emptyReplicaSet = (): ReplicaSet => ({
  metadata: { name: '' },
  spec: { template: {} },
  status: { replicas: 0 },
});

const newReplicaSet = ({ name, version }: Request, finalizer: boolean): ReplicaSet => ({
  metadata: {
    name: name.endsWith('-') ? '' : name,
    ...(name.endsWith('-') && { generateName: name }),
    ...(version !== '' && { resourceVersion: version }),
    ...(finalizer && { finalizers: ['example.com/wait'] }),
  },
  spec: { replicas: 3, template: {} },
  status: { replicas: 0 },
});

function readRequests(text: string): Request[] {
  const requests: Request[] = [];
  let round = 0;
  for (const operation of readOperations(text, write)) {
    const { words, wrong } = operation;
    if (words[0] === 'then' && words.length === 1) {
      round++;
      continue;
    }
    const [client = '', verb, name, ...rest] = words;
    if (client !== 'a' && client !== 'b') throw wrong(`"${client}" is no API server`);
    if (verb !== 'create' && verb !== 'delete') throw wrong(`"${verb ?? ''}" is not understood`);
    const isGenerated = verb === 'create' && name?.endsWith('-*') === true;
    requests.push({
      client,
      says: words.slice(1).join(' '),
      verb,
      name: readName(isGenerated ? name.slice(0, -1) : name, operation),
      ...readOptions(rest, operation),
      round,
      state: 'waits',
      code: 0,
      tone: 'waiting',
    });
  }
  if (requests.length === 0) throw new Error(`there is no request; write ${write}`);
  if (requests.length > 12) throw new Error(`${requests.length} are too many; write at most 12`);
  return requests;
}

function readOptions(
  words: readonly string[],
  operation: Operation,
): Pick<Request, 'namespace' | 'version'> {
  const [word, value, ...more] = words;
  if (word === undefined) return { namespace: 'default', version: '' };
  if (more.length > 0) throw operation.wrong(`"${more.join(' ')}" is not understood`);
  if (word === 'in') return { namespace: readName(value, operation), version: '' };
  if (word !== 'at') throw operation.wrong(`"${word}" is not understood`);
  return { namespace: 'default', version: String(readCount(value, operation, 1_000_000)) };
}
