import type { Pod } from '../ports/api/pod.ts';
import type { Watch, WatchEvent } from '../ports/api/watch.ts';
import { Cacher } from '../ports/apiserver/cacher.ts';
import { getAttrs, matchPod, nodeNameTriggerFunc } from '../ports/apiserver/match-pod.ts';
import type { WatchCache } from '../ports/apiserver/watch-cache.ts';
import { parseSelector } from '../ports/fields/parse-selector.ts';
import { parse } from '../ports/labels/parse.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import {
  readCount,
  readDuration,
  readName,
  readOperations,
  type Operation,
} from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write =
  'add web-1, bind web-1 node-2, label web-1 db, update web-1 3 (times, one each 100 ms), delete web-1, watch me all since 92, watch me app=web since 92, watch me node=node-2 since 92, stop me (it reads no more), then or wait 1s';

const cacher = 'src/ports/apiserver/cacher.ts';
const watcher = 'src/ports/apiserver/cache-watcher.ts';

interface Client {
  readonly name: string;
  readonly asks: string;
  readonly matches: (pod: Pod) => boolean;
  readonly got: string[];
  /** What it believes there is: name and version. */
  readonly believes: Map<string, string>;
  reads: boolean;
  hasEnded: boolean;
  error: string;
  version: number;
  /** Events that were not newer than the one before. */
  again: number;
}

const lines = (...all: readonly string[]): { readonly program: string } => ({
  program: all.join('\n'),
});

export const run = defineRun({
  id: 'watch-from-the-cache',
  title: 'Who watches, and from when on',
  about:
    'Pods change, and clients begin to watch at the same time. Lines without a `then` between them follow each other so closely that nothing was handed out yet. Each client builds its own picture from its events; see whether it is the true one.',
  watches: [cacher, watcher],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one a line',
      value: 'add web-1\nadd web-2\nwatch me all since 93\nadd web-3',
      rows: 9,
      hint: write,
    },
  },
  scenarios: [
    {
      id: 'no-gap',
      title: 'A watch begins in the middle of changes',
      inputs: {},
    },
    {
      id: 'gets-a-node',
      title: 'A Pod gets a node: changed for one, new for the other',
      inputs: lines(
        'watch controller app=web since 92',
        'watch kubelet node=node-2 since 92',
        'then',
        'add web-1',
        'bind web-1 node-2',
      ),
    },
    {
      id: 'leaves',
      title: 'A Pod loses the label',
      inputs: lines(
        'add web-1',
        'watch web app=web since 92',
        'watch db app=db since 92',
        'then',
        'label web-1 db',
      ),
    },
    {
      id: 'too-old',
      title: 'A version from before the history',
      inputs: lines('add web-1', 'watch me all since 80'),
    },
    {
      id: 'slow',
      title: 'One client does not read',
      inputs: lines(
        'add web-1',
        'bind web-1 node-1',
        'watch slow node=node-1 since 94',
        'watch quick node=node-1 since 94',
        'stop slow',
        'update web-1 24',
        'wait 1s',
      ),
    },
  ],
  breaks: [
    {
      id: 'no-history',
      title: 'Without the history: only what comes from now on',
      edits: [
        {
          file: watcher,
          find: 'for (const event of initEvents) {',
          replace: 'for (const event of initEvents.slice(0, 0)) {',
        },
      ],
    },
    {
      id: 'no-skip',
      title: 'Without skipping what the history has told',
      edits: [
        {
          file: watcher,
          find: 'if (event.resourceVersion > resourceVersion) {',
          replace: 'if (true as boolean) {',
        },
      ],
    },
    {
      id: 'wait-for-the-slow',
      title: 'Wait for a slow client for ever',
      edits: [
        {
          file: watcher,
          find: 'yield () => this.input.length < this.#chanSize || timer();',
          replace: 'yield () => this.input.length < this.#chanSize;',
        },
      ],
    },
  ],
  play({ program }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const pods = new Map<string, Pod>();
    const clients: Client[] = [];
    let revision = 92;
    let cache: WatchCache<Pod> | undefined;
    const server = new Cacher<Pod>({
      runtime: scheduler,
      *listAndWatch(store, stopCh) {
        yield;
        cache = store;
        store.replace([], String(revision));
        yield () => stopCh.canReceive();
        return undefined;
      },
      keyFunc: ({ metadata }) => [`/pods/default/${metadata.name}`, undefined],
      getAttrsFunc: getAttrs,
      indexedTrigger: { indexName: 'spec.nodeName', indexerFunc: nodeNameTriggerFunc },
      newFunc: () => ({ metadata: { name: '' }, spec: {}, status: {} }),
    });
    const truth = (client: Client): string[] =>
      [...pods.values()]
        .filter((pod) => client.matches(pod))
        .map(textOf)
        .sort();
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: `stored, at version ${revision}`,
            items: [...pods.values()].map((pod): Item => ({
              text: textOf(pod),
              note: noteOf(pod),
            })),
            empty: 'no Pods',
          },
          ...clients.map((client) => ({
            name: `${client.name}: ${client.asks}`,
            note: client.hasEnded ? 'ended' : client.reads ? 'reads' : 'does not read',
            items: client.got.slice(-8).map((text): Item => ({
              text,
              tone: text.startsWith('ERROR') ? 'bad' : text.startsWith('DELETED') ? 'gone' : 'good',
            })),
            empty: 'no event yet',
          })),
        ],
      },
      {
        kind: 'grid',
        title: 'What each client believes',
        columns: ['client', 'believes', 'true is'],
        rows: clients.map((client) => {
          const believed = believedBy(client).join(', ');
          const isTrue = truth(client).join(', ');
          return {
            cells: [client.name, believed || 'nothing', isTrue || 'nothing'],
            tone: believed === isTrue ? 'good' : 'waiting',
          };
        }),
      },
    ]);
    const change = (operation: Operation, verb: string, make?: (pod: Pod) => void): void => {
      const name = readName(operation.words[1], operation);
      const old = pods.get(name);
      if ((old === undefined) !== (verb === 'add')) {
        throw operation.wrong(old ? `there is a Pod ${name} already` : `there is no Pod ${name}`);
      }
      revision++;
      const pod: Pod = structuredClone(old) ?? {
        metadata: { name, namespace: 'default', labels: { app: 'web' } },
        spec: {},
        status: {},
      };
      pod.metadata.resourceVersion = String(revision);
      make?.(pod);
      if (verb === 'delete') pods.delete(name);
      else pods.set(name, pod);
      stage.say(
        `stores version ${revision}: ${operation.words.slice(0, verb === 'update' ? 2 : 3).join(' ')}`,
      );
      const store = cache;
      if (verb === 'add') store?.add(pod);
      else if (verb === 'delete') store?.delete(pod);
      else store?.update(pod);
    };
    const begin = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const name = readName(words[1], operation);
      if (clients.some((client) => client.name === name)) {
        throw wrong(`there is a client ${name} already`);
      }
      if (clients.length >= 6) throw wrong('more than 6 clients are too many');
      const [, , asks = '', since, version] = words;
      const [kind, value = ''] = asks.split('=');
      const isKnown = asks === 'all' || ((kind === 'app' || kind === 'node') && value !== '');
      if (!isKnown || since !== 'since') throw wrong(`"${words.slice(2).join(' ')}" is not clear`);
      const from = readCount(version, operation, 1_000_000);
      const [label] = parse(kind === 'app' ? `app=${value}` : '');
      const [field] = parseSelector(kind === 'node' ? `spec.nodeName=${value}` : '');
      if (!label || !field) throw wrong(`"${asks}" is no selector`);
      const client: Client = {
        name,
        asks: `${asks === 'all' ? 'all Pods' : asks} since ${from}`,
        matches: ({ metadata, spec }) =>
          (kind !== 'app' || metadata.labels?.['app'] === value) &&
          (kind !== 'node' || spec.nodeName === value),
        got: [],
        believes: new Map(
          // Who watches since a version has listed at that version.
          [...history].flatMap(([version, all]) => (version === from ? all : [])),
        ),
        reads: true,
        hasEnded: false,
        error: '',
        version: from,
        again: 0,
      };
      for (const [name] of client.believes) {
        const listed = listedAt.get(from)?.get(name);
        if (!listed || !client.matches(listed)) client.believes.delete(name);
      }
      clients.push(client);
      stage.say(`${name} asks for a watch: ${client.asks}`);
      const ctx = { done: new Channel<never>() };
      const options = { resourceVersion: String(from), predicate: matchPod(label, field) };
      const [watch, err] = yield* server.watch(ctx, '/pods', options);
      if (err) throw err;
      scheduler.go(() => readFrom(client, watch), name);
    };
    const readFrom = function* (client: Client, watch: Watch<Pod>): Task<void> {
      const reads = (): boolean => client.reads;
      for (;;) {
        yield () => watch.resultChan.canReceive() || !reads();
        if (!reads()) {
          yield () => watch.resultChan.closed;
          client.hasEnded = true;
          stage.say('is cut off, with events that it never read');
          return;
        }
        const [event, ok] = yield* watch.resultChan.receive();
        if (!ok) {
          client.hasEnded = true;
          return;
        }
        hear(client, event);
      }
    };
    const hear = (client: Client, event: WatchEvent<Pod>): void => {
      if (event.type === 'ERROR') {
        client.error = event.object.message;
        client.got.push(`ERROR ${event.object.message}`);
        stage.say(`gets an ERROR: ${event.object.message}`);
        return;
      }
      const { name, resourceVersion = '' } = event.object.metadata;
      const isAgain = Number(resourceVersion) <= client.version;
      if (isAgain) client.again++;
      client.version = Math.max(client.version, Number(resourceVersion));
      if (event.type === 'DELETED') client.believes.delete(name);
      else client.believes.set(name, resourceVersion);
      client.got.push(`${event.type} ${name} ${resourceVersion}`);
      stage.say(
        `gets ${event.type} ${name} ${resourceVersion}${isAgain ? ', which is not newer than what it knows' : ''}`,
      );
    };
    /** The Pods of each version. */
    const listedAt = new Map<number, ReadonlyMap<string, Pod>>([[revision, new Map()]]);
    const history = new Map<number, readonly (readonly [string, string])[]>([[revision, []]]);
    const remember = (): void => {
      listedAt.set(revision, structuredClone(pods));
      history.set(
        revision,
        [...pods.values()].map(({ metadata }) => [metadata.name, metadata.resourceVersion ?? '']),
      );
    };
    const perform = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb = '', , third = ''] = words;
      switch (verb) {
        case 'add':
        case 'delete':
          change(operation, verb);
          break;
        case 'bind': {
          const node = readName(words[2], operation);
          change(operation, verb, ({ spec }) => {
            spec.nodeName = node;
          });
          break;
        }
        case 'label': {
          const app = readName(words[2], operation);
          change(operation, verb, ({ metadata }) => {
            metadata.labels = { app };
          });
          break;
        }
        case 'update': {
          const times = third === '' ? 1 : readCount(third, operation, 60);
          for (let at = 0; at < times; at++) {
            change(operation, verb);
            remember();
            yield* scheduler.sleep(100);
          }
          break;
        }
        case 'watch':
          yield* begin(operation);
          break;
        case 'stop': {
          const client = clients.find(({ name }) => name === words[1]);
          if (!client) throw wrong(`there is no client ${words[1] ?? ''}`);
          client.reads = false;
          stage.say(`${client.name} reads no more`);
          break;
        }
        case 'then':
          yield* scheduler.sleep(1);
          break;
        case 'wait': {
          const time = readDuration(words[1], operation);
          if (time > 60_000) throw wrong('a minute is the longest wait');
          yield* scheduler.sleep(time);
          break;
        }
        default:
          throw wrong(`"${verb}" is not understood`);
      }
      remember();
    };
    scheduler.runUntilIdle();
    runAs(scheduler, 'API server', function* () {
      for (const operation of operations) yield* perform(operation);
    });
    scheduler.advance(1);
    const wrong = clients.filter(
      (client) => client.error === '' && believedBy(client).join() !== truth(client).join(),
    );
    const cutOff = clients.filter(({ hasEnded, error }) => hasEnded && error === '');
    const again = clients.reduce((sum, client) => sum + client.again, 0);
    const [first, second] = clients;
    return {
      text: [
        clients.length === 0 ? 'Nobody watches.' : '',
        ...clients.map(
          ({ name, got, error }) =>
            `${name} got ${error === '' ? plural(got.length, 'event') : `an ERROR: ${error}`}.`,
        ),
        again > 0 ? `${plural(again, 'event')} came twice or too late.` : '',
        cutOff.length > 0 ? `Cut off: ${cutOff.map(({ name }) => name).join(', ')}.` : '',
        wrong.length > 0
          ? `A picture that is not the true one: ${wrong.map(({ name }) => name).join(', ')}.`
          : '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        first: first ? shortOf(first.got) : 'none',
        second: second ? shortOf(second.got) : 'none',
        again,
        cutOff: cutOff.map(({ name }) => name).join(', ') || 'nobody',
        wrong: wrong.map(({ name }) => name).join(', ') || 'nobody',
      },
    };
  },
});

const textOf = ({ metadata }: Pod): string => `${metadata.name} ${metadata.resourceVersion ?? ''}`;

const noteOf = ({ metadata, spec }: Pod): string =>
  `app=${metadata.labels?.['app'] ?? ''}${spec.nodeName === undefined ? '' : `, ${spec.nodeName}`}`;

const believedBy = ({ believes }: Client): string[] =>
  [...believes].map(([name, version]) => `${name} ${version}`).sort();

const shortOf = (got: readonly string[]): string =>
  got.length > 5 ? plural(got.length, 'event') : got.join(', ') || 'no event';
