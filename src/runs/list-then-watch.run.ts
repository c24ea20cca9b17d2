import { ConnectionRefused } from '../ports/api/connection-refused.ts';
import type { ListOptions } from '../ports/api/list-options.ts';
import { StatusError } from '../ports/api/status-error.ts';
import type { Watch, WatchEvent } from '../ports/api/watch.ts';
import { newStore } from '../ports/cache/cache.ts';
import type { ListerWatcher } from '../ports/cache/lister-watcher.ts';
import { metaNamespaceKeyFunc } from '../ports/cache/meta-namespace-key-func.ts';
import { Reflector } from '../ports/cache/reflector.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Runtime } from '../ports/runtime/task.ts';
import { cachedPod, podText, type CachedPod } from './cached-pod.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write =
  '5 create web, 6 update web, 7 delete web, 8 others, 9 bookmark, 10 close, 11 forget, 12 down or 30 up (the seconds first)';

interface Line {
  /** Milliseconds. */
  readonly at: number;
  readonly verb: string;
  readonly name: string;
}

function read([time, verb = '', name, ...rest]: readonly string[]): Line | undefined {
  const seconds = wholeNumber(time, 3600);
  if (seconds === undefined || rest.length > 0) return undefined;
  const isOfPod = ['create', 'update', 'delete'].includes(verb);
  const isOther = ['others', 'bookmark', 'close', 'forget', 'down', 'up'].includes(verb);
  if (!(isOfPod && isName(name)) && !(isOther && name === undefined)) return undefined;
  return { at: seconds * 1000, verb, name: name ?? '' };
}

const port = 'src/ports/cache/list-and-watch.ts';

export const run = defineRun({
  id: 'list-then-watch',
  title: 'A Reflector follows an API server',
  about:
    'The lines say what happens at the API server, which holds two Pods at first (`others`: objects of other kinds change, `forget`: old changes are no longer known). Look at which requests the Reflector makes, and whether its store follows.',
  watches: [port, 'src/ports/cache/reflector.ts'],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens at the API server',
      value: '5 create api\n6 update web',
      rows: 7,
      hint: `One a line: ${write}.`,
    },
    seconds: { kind: 'number', label: 'Seconds to watch it', value: 30, min: 1, max: 600 },
  },
  scenarios: [
    {
      id: 'follow',
      title: 'The watch delivers',
      inputs: programOf('5 create api', '6 update web', '7 delete db'),
    },
    {
      id: 'close',
      title: 'The watch ends, as it does after some minutes',
      inputs: programOf('5 create api', '10 close', '15 update api'),
    },
    {
      id: 'refused',
      title: 'Nobody listens for a while',
      inputs: programOf('5 create api', '10 down', '11 delete db', '14 up'),
    },
    {
      id: 'expired',
      title: 'The version is no longer known',
      inputs: programOf('5 create api', '10 down', '11 delete db', '12 forget', '14 up'),
    },
    {
      id: 'bookmark',
      title: 'Other kinds change: a bookmark saves a list',
      inputs: programOf('5 others', '6 bookmark', '10 forget', '11 close', '15 update web'),
    },
    {
      id: 'no-bookmark',
      title: 'The same without the bookmark',
      inputs: programOf('5 others', '10 forget', '11 close', '15 update web'),
    },
    {
      id: 'down-at-first',
      title: 'Nobody listens at the start',
      inputs: { ...programOf('0 down', '8 up'), seconds: 60 },
    },
  ],
  breaks: [
    {
      id: 'from-now',
      title: 'Each watch begins now, not at the last version',
      edits: [
        {
          file: port,
          find: 'resourceVersion: resourceVersion.value,',
          replace: "resourceVersion: '',",
        },
      ],
    },
    {
      id: 'list-when-refused',
      title: 'A new list when the connection is refused',
      edits: [{ file: port, find: 'if (isConnectionRefused(err)) {', replace: 'if (false) {' }],
    },
  ],
  play({ program, seconds }, stage) {
    const lines = readLines(program, write, read).sort((a, b) => a.at - b.at);
    const { scheduler } = stage;
    const store = newStore<CachedPod>(metaNamespaceKeyFunc);
    const stored = (): CachedPod[] => store.list() as CachedPod[];
    const server = new ScriptedServer(scheduler, (text) => {
      stage.say(text);
    });
    const reflector = new Reflector<CachedPod>({
      runtime: scheduler,
      listerWatcher: server,
      expectedType: { name: '*v1.Pod', is: () => true },

      store,
      handleError: ({ message }) => {
        stage.say(`reports: ${message}`);
      },
    });
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: server.isDown ? 'API server, not listening' : 'API server',
            items: server.pods.map((pod) => ({ text: podText(pod) })),
            note: `at version ${server.version}, knows changes after ${server.oldest}`,
          },
          {
            name: 'store',
            items: stored().map((pod) => ({ text: podText(pod), tone: 'good' })),
          },
        ],
      },
      {
        kind: 'grid',
        title: 'Requests',
        columns: ['request', 'at', 'answer'],
        rows: server.requests.map(({ text, at, answer }) => ({
          cells: [text, time(at), answer],
          tone: answer === 'refused' || answer.includes('Expired') ? 'bad' : 'plain',
        })),
      },
    ]);
    const stopCh = new Channel<never>();
    scheduler.go(function* () {
      for (const line of lines) {
        if (line.at > scheduler.now()) yield* scheduler.sleep(line.at - scheduler.now());
        server.perform(line);
      }
    }, 'API server');
    if (lines[0]?.at === 0) scheduler.runUntilIdle();
    scheduler.go(() => reflector.run(stopCh), 'reflector');
    scheduler.advance(seconds * 1000);

    const count = (what: string): number =>
      server.requests.filter(({ text }) => text.startsWith(what)).length;
    const holds = stored().map(podText);
    const missing = server.pods.map(podText).filter((text) => !holds.includes(text));
    const gone = stored().filter(
      ({ metadata }) => !server.pods.some((pod) => pod.metadata.name === metadata.name),
    );
    return {
      text: [
        `${plural(count('list'), 'list')} and ${plural(count('watch'), 'watch', 'watches')} were asked for.`,
        missing.length + gone.length === 0
          ? `The store has what the API server has: ${holds.join(', ') || 'nothing'}.`
          : `The store differs from the API server: ${[
              ...missing.map((text) => `${text} is missing`),
              ...gone.map((pod) => `${podText(pod)} is gone there`),
            ].join(', ')}.`,
      ].join(' '),
      facts: {
        lists: count('list'),
        watches: count('watch'),
        refused: server.requests.filter(({ answer }) => answer === 'refused').length,
        requests: server.requests.map(({ text }) => text).join('; '),
        version: reflector.lastSyncResourceVersion(),
        isEqual: missing.length + gone.length === 0,
      },
    };
  },
});

interface Request {
  readonly text: string;
  readonly at: number;
  readonly answer: string;
}

/** An API server with Pods and a log of their changes, that does what lines say. */
class ScriptedServer implements ListerWatcher<CachedPod> {
  readonly requests: Request[] = [];
  isDown = false;
  version = 92;
  /** Changes up to this version are forgotten. */
  oldest = 0;
  readonly #pods = new Map([
    ['web', cachedPod('web', 90)],
    ['db', cachedPod('db', 91)],
  ]);
  readonly #log: { readonly version: number; readonly event: WatchEvent<CachedPod> }[] = [];
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #say: (text: string) => void;
  #open: Channel<WatchEvent<CachedPod>> | undefined;

  constructor(runtime: Pick<Runtime, 'now'>, say: (text: string) => void) {
    this.#runtime = runtime;
    this.#say = say;
  }

  get pods(): readonly CachedPod[] {
    return [...this.#pods.values()];
  }

  *list({ resourceVersion }: ListOptions): ReturnType<ListerWatcher<CachedPod>['list']> {
    const text = `list from ${resourceVersion === '' ? 'the newest' : resourceVersion}`;
    yield;
    if (this.isDown) {
      this.#answer(text, 'refused');
      return [undefined, new ConnectionRefused()];
    }
    this.#answer(text, `${plural(this.#pods.size, 'Pod')} at ${this.version}`);
    return [{ items: this.pods, resourceVersion: String(this.version) }, undefined];
  }

  *watch({ resourceVersion }: ListOptions): ReturnType<ListerWatcher<CachedPod>['watch']> {
    const text = `watch from ${resourceVersion === '' ? 'now' : resourceVersion}`;
    yield;
    if (this.isDown) {
      this.#answer(text, 'refused');
      return [undefined, new ConnectionRefused()];
    }
    const from = resourceVersion === '' ? this.version : Number(resourceVersion);
    const resultChan = new Channel<WatchEvent<CachedPod>>(Infinity);
    if (from < this.oldest) {
      this.#answer(text, 'ERROR Expired');
      const object = new StatusError('too old resource version', 'Expired');
      resultChan.trySend({ type: 'ERROR', object });
    } else {
      const missed = this.#log.filter(({ version }) => version > from);
      this.#answer(text, missed.length === 0 ? 'open' : `open, ${plural(missed.length, 'event')}`);
      for (const { event } of missed) resultChan.trySend(event);
      this.#open = resultChan;
    }
    const watch: Watch<CachedPod> = {
      resultChan,
      stop: () => {
        if (!resultChan.closed) resultChan.close();
      },
    };
    return [watch, undefined];
  }

  perform({ verb, name }: Line): void {
    if (verb === 'down' || verb === 'up') {
      this.isDown = verb === 'down';
      this.#say(this.isDown ? 'goes down' : 'listens again');
    } else if (verb === 'forget') {
      this.oldest = this.version;
      this.#say(`forgets the changes up to ${this.version}`);
    } else if (verb === 'others') {
      this.version += 100;
      this.#say(`stores 100 changes of other kinds, up to ${this.version}`);
    } else if (verb === 'bookmark') {
      this.#say(`sends a bookmark: ${this.version}`);
      this.#open?.trySend({ type: 'BOOKMARK', object: cachedPod('bookmark', this.version) });
    } else if (verb !== 'close') {
      this.#change(verb, name);
    }
    if (verb === 'close') this.#say('ends the watch');
    if (verb === 'close' || verb === 'down') this.#close();
  }

  #change(verb: string, name: string): void {
    const known = this.#pods.has(name);
    if (known === (verb === 'create')) {
      throw new Error(`"${verb} ${name}": there is ${known ? 'a' : 'no'} Pod ${name} at that time`);
    }
    const version = ++this.version;
    const object = cachedPod(name, version);
    if (verb === 'delete') this.#pods.delete(name);
    else this.#pods.set(name, object);
    const type = verb === 'create' ? 'ADDED' : verb === 'update' ? 'MODIFIED' : 'DELETED';
    const event: WatchEvent<CachedPod> = { type, object };
    this.#log.push({ version, event });
    this.#say(`stores ${verb} of ${name} as ${version}`);
    this.#open?.trySend(event);
  }

  #close(): void {
    if (this.#open && !this.#open.closed) this.#open.close();
    this.#open = undefined;
  }

  #answer(text: string, answer: string): void {
    this.requests.push({ text, at: this.#runtime.now(), answer });
    this.#say(`asks for a ${text}: ${answer}`);
  }
}

const time = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
