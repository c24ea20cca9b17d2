import type { Indexers } from '../ports/cache/indexer.ts';
import { ThreadSafeMap } from '../ports/cache/thread-safe-map.ts';
import type { Groups } from './picture.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines } from './read-lines.ts';
import { defineRun } from './run.ts';

const write =
  'put web, put web on node-1, edit web on node-1, delete web, list web node-1, db node-2 or find node-1';

/** As much of a Pod as the indices look at. */
interface Placed {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { nodeName: string };
}

const placed = (name: string, node: string): Placed => ({
  metadata: { name, namespace: 'default' },
  spec: { nodeName: node },
});

type Call =
  | { readonly verb: 'put' | 'edit'; readonly name: string; readonly node: string }
  | { readonly verb: 'delete' | 'find'; readonly name: string }
  | { readonly verb: 'list'; readonly pods: readonly Placed[] };

function read([verb, ...words]: readonly string[]): Call | undefined {
  const [name, on, node, ...rest] = words;
  if (verb === 'list') {
    const pairs = words
      .join(' ')
      .split(',')
      .map((text) => text.trim().split(' '));
    const pods = words.length === 0 ? [] : pairs;
    return pods.every((pair) => pair.length <= 2 && pair.every(isName))
      ? { verb, pods: pods.map(([pod = '', at = '']) => placed(pod, at)) }
      : undefined;
  }
  if (!isName(name) || rest.length > 0) return undefined;
  if ((verb === 'delete' || verb === 'find') && on === undefined) return { verb, name };
  if (verb !== 'put' && verb !== 'edit') return undefined;
  if (on === undefined) return { verb, name, node: '' };
  return on === 'on' && isName(node) ? { verb, name, node } : undefined;
}

/** The indices of the stop: namespace for every Pod, node for those that have one. */
const indexers = (): Indexers<Placed> =>
  new Map([
    ['namespace', ({ metadata }) => [[metadata.namespace], undefined]],
    ['spec.nodeName', ({ spec }) => [spec.nodeName === '' ? [] : [spec.nodeName], undefined]],
  ]);

const port = 'src/ports/cache/thread-safe-map.ts';

export const run = defineRun({
  id: 'thread-safe-store',
  title: 'A map and its indices',
  about:
    'Each line changes the store, or finds the Pods of a node by the index. Watch that a key moves in the indices when its Pod changes.',
  watches: [port],
  fields: {
    program: {
      kind: 'text',
      label: 'Calls of the store',
      value: 'put web-1\nput web-1 on node-2\nfind node-2',
      rows: 8,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    {
      id: 'gets-a-node',
      title: 'A Pod gets a node',
      inputs: programOf('put web-1', 'put web-2 on node-2', 'put web-1 on node-2', 'find node-2'),
    },
    {
      id: 'moves',
      title: 'The same name on another node',
      inputs: programOf('put web-1 on node-1', 'put web-1 on node-2', 'find node-2', 'find node-1'),
    },
    {
      id: 'deleted',
      title: 'A Pod is deleted',
      inputs: programOf(
        'put web-1 on node-1',
        'put web-2 on node-1',
        'delete web-1',
        'find node-1',
      ),
    },
    {
      id: 'edited-in-place',
      title: 'Somebody edits a cached Pod in place',
      inputs: programOf(
        'put web-1 on node-1',
        'edit web-1 on node-2',
        'put web-1 on node-2',
        'find node-1',
      ),
    },
    {
      id: 'list',
      title: 'A new list takes the place of all',
      inputs: programOf(
        'put web-1 on node-1',
        'put web-2 on node-2',
        'list web-2 node-2, web-3 node-2',
        'find node-1',
        'find node-2',
      ),
    },
  ],
  breaks: [
    {
      id: 'keep-old-entries',
      title: 'Without taking the old object out of the indices',
      edits: [{ file: port, find: 'this.deleteFromIndices(oldObj, key);', replace: '' }],
    },
    {
      id: 'keep-empty-sets',
      title: 'Without removing sets that are empty',
      edits: [{ file: port, find: 'index.delete(indexValue);', replace: '' }],
    },
    {
      id: 'delete-forgets-indices',
      title: 'Delete that leaves the indices alone',
      edits: [{ file: port, find: 'this.deleteFromIndices(obj, key);', replace: '' }],
    },
  ],
  play({ program }, stage) {
    const calls = readLines(program, write, read);
    const { scheduler } = stage;
    const store = new ThreadSafeMap<Placed>(indexers());
    const key = (name: string): string => `default/${name}`;
    let found = '';
    stage.show(() => [itemsOf(store), indicesOf(store)]);
    for (const call of calls) {
      scheduler.go(
        function* () {
          if (call.verb === 'list') {
            stage.say(`replaces everything by ${plural(call.pods.length, 'Pod')}`);
            store.replace(new Map(call.pods.map((pod) => [key(pod.metadata.name), pod])));
            return;
          }
          const { verb, name } = call;
          if (verb === 'put') {
            const { node } = call;
            stage.say(`stores ${name}${node === '' ? ' without a node' : ` on ${node}`}`);
            store.update(key(name), placed(name, node));
          } else if (verb === 'edit') {
            const [pod] = store.get(key(name));
            if (!pod) throw new Error(`There is no ${name} to edit; put it first`);
            pod.spec.nodeName = call.node;
            stage.say(
              `writes ${call.node || 'no node'} into the cached ${name}: the store is not told`,
            );
          } else if (verb === 'delete') {
            stage.say(`deletes ${name}`);
            store.delete(key(name));
          } else {
            const [pods = []] = store.byIndex('spec.nodeName', name);
            found = (pods as (Placed | undefined)[]).map(foundText).join(', ');
            stage.say(`asks for the Pods of ${name} and gets ${found || 'none'}`);
          }
        },
        call.verb === 'find' ? 'reader' : call.verb === 'edit' ? 'careless handler' : 'informer',
      );
      scheduler.runUntilIdle();
    }
    const stale = staleEntries(store);
    return {
      text: [
        `The store holds ${plural(store.items.size, 'Pod')}; the last search found ${found || 'none'}.`,
        stale.length === 0
          ? 'Every index agrees with the map.'
          : `The indices disagree with the map: ${stale.join(', ')}.`,
      ].join(' '),
      facts: {
        pods: store.items.size,
        found,
        stale: stale.join(', '),
        nodes: [...(store.indices.get('spec.nodeName')?.keys() ?? [])].join(', '),
      },
    };
  },
});

const foundText = (pod: Placed | undefined): string =>
  pod ? `${pod.metadata.name} (on ${pod.spec.nodeName || 'no node'})` : 'a key without a Pod';

/** Entries of the index by node under which no such Pod is. */
function staleEntries(store: ThreadSafeMap<Placed>): string[] {
  const index = store.indices.get('spec.nodeName') ?? new Map<string, Set<string>>();
  return [...index].flatMap(([node, keys]) =>
    [...keys]
      .filter((key) => store.items.get(key)?.spec.nodeName !== node)
      .map((key) => `${key} under ${node}`),
  );
}

const itemsOf = (store: ThreadSafeMap<Placed>): Groups => ({
  kind: 'groups',
  groups: [
    {
      name: 'items',
      items: [...store.items].map(([key, { spec }]) => ({
        text: key,
        note: spec.nodeName === '' ? 'no node' : `on ${spec.nodeName}`,
      })),
    },
  ],
});

const indicesOf = (store: ThreadSafeMap<Placed>): Groups => ({
  kind: 'groups',
  title: 'indices',
  groups: [...store.indices].flatMap(([name, index]) =>
    [...index].map(([value, keys]) => ({
      name: `${name}: ${value}`,
      items: [...keys].map((key) => {
        const isStale = name === 'spec.nodeName' && store.items.get(key)?.spec.nodeName !== value;
        return { text: key, tone: isStale ? ('bad' as const) : ('good' as const) };
      }),
    })),
  ),
});
