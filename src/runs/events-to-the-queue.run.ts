import { StatusError } from '../ports/api/status-error.ts';
import type { WatchEvent } from '../ports/api/watch.ts';
import { newStore } from '../ports/cache/cache.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from '../ports/cache/deletion-handling-meta-namespace-key-func.ts';
import { DeltaFIFO } from '../ports/cache/delta-fifo.ts';
import { Reflector } from '../ports/cache/reflector.ts';
import { watchHandler } from '../ports/cache/watch-handler.ts';
import { Channel } from '../ports/runtime/channel.ts';
import { cachedPod, podText, readPod, type CachedPod } from './cached-pod.ts';
import { deltaText, drawDeltas } from './draw-deltas.ts';
import { plural } from './plural.ts';
import { programOf, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write =
  'added web 93, modified web 97, deleted web 195, service dns 98, bookmark 500, expired, wait 300 (seconds) or close';

type Line =
  | { readonly verb: 'event'; readonly event: WatchEvent<CachedPod>; readonly text: string }
  | { readonly verb: 'wait'; readonly seconds: number }
  | { readonly verb: 'close' };

const eventTypes: Readonly<Record<string, 'ADDED' | 'MODIFIED' | 'DELETED'>> = {
  added: 'ADDED',
  modified: 'MODIFIED',
  deleted: 'DELETED',
  service: 'ADDED',
};

function read([verb = '', ...words]: readonly string[]): Line | undefined {
  const type = eventTypes[verb];
  if (type) {
    const pod = readPod(words);
    if (!pod) return undefined;
    const isPod = verb !== 'service';
    const { name, resourceVersion } = pod.metadata;
    const object = isPod ? pod : cachedPod(name, Number(resourceVersion), 'Service');
    const text = `${type} ${isPod ? '' : 'Service '}${podText(object)}`;
    return { verb: 'event', event: { type, object }, text };
  }
  const number = wholeNumber(words[0], verb === 'wait' ? 3600 : 1_000_000);
  if (words.length === 1 && number !== undefined) {
    if (verb === 'wait') return { verb, seconds: number };
    if (verb === 'bookmark') {
      const event = { type: 'BOOKMARK' as const, object: cachedPod('bookmark', number) };
      return { verb: 'event', event, text: `BOOKMARK ${number}` };
    }
  }
  if (words.length > 0) return undefined;
  if (verb === 'close') return { verb };
  if (verb !== 'expired') return undefined;
  const object = new StatusError('too old resource version', 'Expired');
  return { verb: 'event', event: { type: 'ERROR', object }, text: 'ERROR Expired' };
}

const port = 'src/ports/cache/watch-handler.ts';

export const run = defineRun({
  id: 'events-to-the-queue',
  title: 'One watch, event by event',
  about:
    'Each line is what the API server does with the watch; without a `close` the connection breaks at the end. Watch the version move on behind the queue.',
  watches: [port],
  fields: {
    program: {
      kind: 'text',
      label: 'The stream',
      value: 'added web 93\nmodified web 97\nclose',
      rows: 7,
      hint: `One a line: ${write}.`,
    },
    from: { kind: 'number', label: 'The watch is asked for from', value: 92, min: 1, max: 999_999 },
  },
  scenarios: [
    {
      id: 'three-pods',
      title: 'Three Pods arrive, two get a node',
      inputs: programOf(
        'added web-xkgdt 93',
        'added web-r9gmt 94',
        'added web-6mmwj 96',
        'modified web-xkgdt 97',
        'modified web-r9gmt 98',
        'close',
      ),
    },
    {
      id: 'breaks',
      title: 'The connection breaks after 96',
      inputs: programOf('added web-xkgdt 93', 'added web-r9gmt 94', 'added web-6mmwj 96'),
    },
    {
      id: 'bookmark',
      title: 'A quiet watch with a bookmark',
      inputs: programOf('wait 60', 'bookmark 4711', 'wait 300', 'close'),
    },
    {
      id: 'expired',
      title: 'The version is too old',
      inputs: programOf('expired'),
    },
    { id: 'very-short', title: 'The watch ends at once', inputs: programOf('close') },
    {
      id: 'another-type',
      title: 'An object of another type',
      inputs: programOf('added web 93', 'service dns 95', 'modified web 97', 'close'),
    },
  ],
  breaks: [
    {
      id: 'version-stays',
      title: 'Without moving the version on',
      edits: [{ file: port, find: 'resourceVersion.value = newResourceVersion;', replace: '' }],
    },
    {
      id: 'any-type',
      title: 'Without the test of the type',
      edits: [
        {
          file: port,
          find: 'if (r.expectedType && !r.expectedType.is(event.object)) {',
          replace: 'if (false) {',
        },
      ],
    },
    {
      id: 'short-is-fine',
      title: 'Without the test for a very short watch',
      edits: [
        {
          file: port,
          find: 'if (watchDuration < 1000 && eventCount === 0) {',
          replace: 'if (false) {',
        },
      ],
    },
  ],
  play({ program, from }, stage) {
    const lines = readLines(program, write, read);
    const { scheduler } = stage;
    const store = newStore<CachedPod>(deletionHandlingMetaNamespaceKeyFunc);
    const fifo = new DeltaFIFO<CachedPod>({ knownObjects: store });
    const reports: string[] = [];
    const noServer = function* (): Generator<never, readonly [undefined, Error]> {
      return [undefined, new Error('no server')];
    };
    const reflector = new Reflector<CachedPod>({
      runtime: scheduler,
      listerWatcher: { list: noServer, watch: noServer },
      store: fifo,
      expectedType: { name: '*v1.Pod', is: (object) => (object as CachedPod).kind === 'Pod' },
      handleError: ({ message }) => {
        reports.push(message);
        stage.say(`reports: ${message}`);
      },
    });
    const resultChan = new Channel<WatchEvent<CachedPod>>(Infinity);
    const resourceVersion = { value: String(from) };
    const isHandled = (): boolean => resultChan.waiting.length === 0;
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'stream',
            items: resultChan.waiting.map(({ type, object }) => ({
              text:
                type === 'ERROR' ? 'ERROR Expired' : `${type} ${object.metadata.resourceVersion}`,
              tone: 'waiting',
            })),
          },
          { name: 'resourceVersion', items: [{ text: resourceVersion.value, tone: 'chosen' }] },
        ],
      },
      drawDeltas(fifo, []),
    ]);
    let returned: Error | undefined;
    let hasEnded = false;
    scheduler.go(function* () {
      const w = {
        resultChan,
        stop: () => {
          if (!resultChan.closed) resultChan.close();
        },
      };
      const errc = new Channel<Error>(1);
      const stopCh = new Channel<never>();
      returned = yield* watchHandler(reflector, 0, w, resourceVersion, errc, stopCh);
      hasEnded = true;
      stage.say(returned ? `ends with an error: ${returned.message}` : 'ends without an error');
    }, 'reflector');
    scheduler.runUntilIdle();
    scheduler.go(function* () {
      for (const line of lines) {
        if (hasEnded) return;
        if (line.verb === 'wait') {
          yield* scheduler.sleep(line.seconds * 1000);
        } else if (line.verb === 'close') {
          stage.say('ends the response');
          resultChan.close();
          return;
        } else {
          stage.say(`sends ${line.text}`);
          resultChan.trySend(line.event);
          yield isHandled;
        }
      }
      if (!resultChan.closed) {
        stage.say('is gone: the connection breaks');
        resultChan.close();
      }
    }, 'API server');
    scheduler.advance(
      lines.reduce((sum, line) => sum + (line.verb === 'wait' ? line.seconds : 0), 1) * 1000,
    );

    const queued = [...fifo.items.values()].flat();
    const next = resourceVersion.value;
    return {
      text: [
        `${plural(queued.length, 'delta')} queued${queued.length > 0 ? `: ${queued.map(deltaText).join(', ')}` : ''}.`,
        returned
          ? `The watch ends with an error (${returned.message}), so a new list follows.`
          : `The watch ends as watches do, and the next one begins from ${next}.`,
      ].join(' '),
      facts: {
        queued: queued.length,
        next: returned ? 'a list' : next,
        version: next,
        reported: reports.length,
      },
    };
  },
});
