import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { isNotFound, StatusError } from '../ports/api/status-error.ts';
import { newIndexer } from '../ports/cache/cache.ts';
import type { IndexFunc } from '../ports/cache/indexer.ts';
import {
  metaNamespaceIndexFunc,
  namespaceIndex,
} from '../ports/cache/meta-namespace-index-func.ts';
import { metaNamespaceKeyFunc } from '../ports/cache/meta-namespace-key-func.ts';
import { calculateStatus } from '../ports/replicaset/calculate-status.ts';
import { syncReplicaSet } from '../ports/replicaset/sync-replica-set.ts';
import { listerOf } from './lister-of.ts';
import { makePod } from './make-pod.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import type { Documents, Tone } from './picture.ts';
import { plural } from './plural.ts';
import { programOf, readLines, wholeNumber } from './read-lines.ts';
import { ReplicaSetWorld } from './replica-set-world.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write = 'get, sync, watch, scale 5, edit 5, copy 5 or refuse 2';

interface Operation {
  readonly verb: string;
  readonly count: number;
}

function read([verb = '', word, ...rest]: readonly string[]): Operation | undefined {
  const isPlain = ['get', 'sync', 'watch'].includes(verb);
  const isCounted = ['scale', 'edit', 'copy', 'refuse'].includes(verb);
  if (rest.length > 0 || isPlain !== (word === undefined)) return undefined;
  const count = wholeNumber(word ?? '0', 20);
  return (isPlain || isCounted) && count !== undefined ? { verb, count } : undefined;
}

const file = 'src/ports/replicaset/sync-replica-set.ts';

export const run = defineRun({
  id: 'read-the-cache',
  title: 'Many read one object',
  about:
    'A lister hands out the ReplicaSet that lies in the cache. `sync` is the ReplicaSet controller, `get` another reader in the same process, `watch` brings what is on its way, `edit` is a handler that changes the cached object without a copy. Compare web in the cache with web at the API server.',
  watches: ['src/ports/cache/cache.ts', file, 'src/ports/replicaset/update-replica-set-status.ts'],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one a line',
      value: 'get\nsync\nget\nwatch\nget',
      rows: 7,
      hint: `${write}; refuse 2: the next two status writes fail.`,
    },
    pods: { kind: 'number', label: 'Ready Pods', value: 3, min: 0, max: 10 },
    statusFits: { kind: 'boolean', label: 'The status is right already', value: false },
    isSeen: { kind: 'boolean', label: 'The cache has seen web', value: true },
  },
  scenarios: [
    { id: 'own-write', title: 'A write comes back late', inputs: {} },
    {
      id: 'stale',
      title: 'The cache is behind: 409',
      inputs: programOf('scale 5', 'get', 'sync', 'watch', 'sync'),
    },
    {
      id: 'not-found',
      title: 'Not found here, but it exists',
      inputs: { ...programOf('get', 'sync', 'watch', 'get', 'sync'), isSeen: false },
    },
    {
      id: 'write-fails',
      title: 'The status write fails, then a second sync',
      inputs: programOf('refuse 2', 'sync', 'get', 'sync'),
    },
    {
      id: 'edit-in-place',
      title: 'A handler edits the cached web',
      inputs: {
        ...programOf('edit 5', 'get', 'sync', 'watch', 'sync', 'watch', 'sync'),
        statusFits: true,
      },
    },
    {
      id: 'edit-a-copy',
      title: 'The same handler edits a copy',
      inputs: {
        ...programOf('copy 5', 'get', 'sync', 'watch', 'sync', 'watch', 'sync'),
        statusFits: true,
      },
    },
  ],
  breaks: [
    {
      id: 'no-deep-copy',
      title: 'Without DeepCopy before the status is built',
      edits: [{ file, find: 'const rs = structuredClone(cached);', replace: 'const rs = cached;' }],
    },
  ],
  play({ program, pods: count, statusFits, isSeen }, stage) {
    const operations = readLines(program, write, read);
    const { scheduler } = stage;
    const web = makeReplicaSet();
    const { name, uid = '' } = web.metadata;
    const pods = Array.from({ length: count }, (_, at) =>
      makePod({ name: `web-${at + 1}`, owner: { name, uid }, readySince: 0 }),
    );
    if (statusFits) {
      web.status = { ...calculateStatus(web, pods, undefined, 0), observedGeneration: 1 };
    }
    let refusals = 0;
    const world = new ReplicaSetWorld({
      stage,
      set: web,
      pods,
      refuse: (call) =>
        call === 'status' && refusals-- > 0
          ? new StatusError('the server is currently unable to handle the request')
          : undefined,
    });
    const indexers = new Map<string, IndexFunc<ReplicaSet>>([
      [namespaceIndex, metaNamespaceIndexFunc],
    ]);
    const indexer = newIndexer<ReplicaSet>(metaNamespaceKeyFunc, indexers);
    const lister = listerOf('replicasets.apps', indexer, 'default');
    const syncer = { ...world.syncer(), rsLister: { replicaSets: () => lister } };
    /** What each version was when it was stored. */
    const versions = new Map<string, ReplicaSet>();
    const remember = (): void => {
      const { resourceVersion = '' } = world.storedSet.metadata;
      if (!versions.has(resourceVersion)) {
        versions.set(resourceVersion, structuredClone(world.storedSet));
      }
    };
    // Kept here, as a picture must not run the statements that it shows.
    let cached: ReplicaSet | undefined;
    const bring = (): void => {
      cached = structuredClone(world.storedSet);
      indexer.update(cached);
    };
    remember();
    if (isSeen) bring();
    stage.show(() => {
      remember();
      const inCache = cached?.metadata.resourceVersion;
      const isLate = inCache !== world.storedSet.metadata.resourceVersion;
      return [
        webDocuments(world.storedSet, cached, versions.get(inCache ?? ''), isLate),
        world.drawPods(),
      ];
    });
    let notFound = 0;
    let spoiled = false;
    const perform = ({ verb, count }: Operation): void => {
      if (verb === 'get') {
        const [rs, err] = lister.get('web');
        if (isNotFound(err)) notFound++;
        stage.say(err ? `gets an error: ${err.message}` : `gets ${inWords(rs)}`);
      } else if (verb === 'edit' || verb === 'copy') {
        const [rs, err] = lister.get('web');
        if (!rs) {
          stage.say(`gets an error: ${err?.message ?? ''}`);
          return;
        }
        const own = verb === 'copy' ? structuredClone(rs) : rs;
        own.spec.replicas = count;
        stage.say(
          verb === 'copy'
            ? `copies web and writes replicas ${count} into its own copy`
            : `writes replicas ${count} into the web that it was given: it is the cached one`,
        );
      } else if (verb === 'watch') {
        world.watch();
        if (cached?.metadata.resourceVersion !== world.storedSet.metadata.resourceVersion) {
          bring();
          stage.say(`puts a new object into the cache: ${inWords(cached)}`);
        } else {
          stage.say('has nothing new of web: the cached object stays as it is');
        }
      } else if (verb === 'scale') {
        const { metadata, spec } = world.storedSet;
        const { generation = 0, resourceVersion = '' } = metadata;
        const version = String(Number(resourceVersion) + 1);
        world.storedSet = {
          ...world.storedSet,
          spec: { ...spec, replicas: count },
          metadata: { ...metadata, generation: generation + 1, resourceVersion: version },
        };
        stage.say(`stores version ${version}: replicas ${count}`);
      } else if (verb === 'refuse') {
        refusals = count;
        stage.say(`is going to refuse ${plural(count, 'status write')}`);
      }
    };
    for (const operation of operations) {
      if (operation.verb === 'sync') {
        const before = world.calls.length;
        const err = runAs(scheduler, 'controller', () => syncReplicaSet(syncer, world.key));
        if (world.calls.length === before) stage.say('The sync sends nothing');
        stage.say(err ? `The sync returns an error: ${err.message}` : 'The sync returns nil');
      } else {
        const names: Readonly<Record<string, string>> = {
          get: 'another reader',
          edit: 'careless handler',
          copy: 'careful handler',
          watch: 'informer',
        };
        runAs(scheduler, names[operation.verb] ?? 'API server', function* () {
          perform(operation);
        });
      }
      remember();
      const known = versions.get(cached?.metadata.resourceVersion ?? '');
      spoiled ||= JSON.stringify(known) !== JSON.stringify(cached);
    }
    const isTrue =
      cached === undefined ||
      JSON.stringify(cached) ===
        JSON.stringify(versions.get(cached.metadata.resourceVersion ?? ''));
    const statusOf = ({ status }: ReplicaSet): string =>
      `${status.replicas} replicas, ${status.readyReplicas ?? 0} ready`;
    return {
      text: [
        cached
          ? `The status says ${statusOf(world.storedSet)} at the API server and ${statusOf(cached)} in the cache.`
          : 'web is not in the cache.',
        isTrue
          ? spoiled
            ? 'For a while the cache held a web that the API server never stored.'
            : 'What the cache holds was stored like that.'
          : 'What the cache holds the API server never stored.',
        `${plural(world.created, 'Pod was', 'Pods were')} created and ${plural(world.deleted, 'Pod', 'Pods')} deleted.`,
      ].join(' '),
      facts: {
        storedReady: world.storedSet.status.readyReplicas ?? 0,
        cachedReady: cached?.status.readyReplicas ?? 0,
        requests: world.calls.length,
        refusedWrites: world.calls.filter((call) => call.includes('409')).length,
        created: world.created,
        deleted: world.deleted,
        notFound,
        spoiled: spoiled ? 'yes' : 'no',
      },
    };
  },
});

function inWords(rs: ReplicaSet | undefined): string {
  if (!rs) return 'nothing';
  const { replicas, readyReplicas = 0 } = rs.status;
  return `web ${rs.metadata.resourceVersion ?? ''}: ${rs.spec.replicas ?? 0} wanted, status ${replicas} replicas, ${readyReplicas} ready`;
}

const linesOf = (rs: ReplicaSet): string[] => [
  `resourceVersion: ${rs.metadata.resourceVersion ?? ''}`,
  `spec.replicas: ${rs.spec.replicas ?? 0}`,
  `status.replicas: ${rs.status.replicas}`,
  `status.readyReplicas: ${rs.status.readyReplicas ?? 0}`,
  `status.observedGeneration: ${rs.status.observedGeneration ?? 0}`,
];

/** Lines of the cached object are bad if its version never had them. */
function webDocuments(
  stored: ReplicaSet,
  cached: ReplicaSet | undefined,
  known: ReplicaSet | undefined,
  isLate: boolean,
): Documents {
  const was = known ? linesOf(known) : [];
  return {
    kind: 'documents',
    documents: [
      { name: 'web at the API server', lines: linesOf(stored).map((text) => ({ text })) },
      {
        name: `web in the cache${isLate && cached ? ', an older version' : ''}`,
        lines: cached
          ? linesOf(cached).map((text, at): { text: string; tone: Tone } => ({
              text,
              tone: was[at] === text ? 'plain' : 'bad',
            }))
          : [{ text: 'not there' }],
      },
    ],
  };
}
