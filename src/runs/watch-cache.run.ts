import type { Pod } from '../ports/api/pod.ts';
import { WatchCache } from '../ports/apiserver/watch-cache.ts';
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

const file = 'src/ports/apiserver/watch-cache.ts';
const write =
  'add web-1, update web-1, delete web-1, other 5 (changes of other kinds), watch 93 (all since), list (the cache starts anew), or wait 80s';
const lines = (...all: readonly string[]): string => all.join('\n');

const updates = (count: number): string[] => Array.from({ length: count }, () => 'update web-1');

export const run = defineRun({
  id: 'watch-cache',
  title: 'The objects of now, and the last changes',
  about:
    'Changes of Pods come from etcd into the map and the ring of the watch cache: see what a watch that resumes from a version gets, and when the version is too old. It begins at version 92.',
  watches: [file],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('add web-1', 'add web-2', 'update web-1', 'watch 93'),
      rows: 9,
      hint: write,
    },
    capacity: { kind: 'number', label: 'Places in the ring', value: 4, min: 1, max: 64 },
    upperBound: { kind: 'number', label: 'It may grow to', value: 4, min: 1, max: 64 },
  },
  scenarios: [
    { id: 'resume', title: 'A watch resumes from 93', inputs: {} },
    {
      id: 'too-old',
      title: 'Six changes, four places',
      inputs: { program: lines('add web-1', ...updates(5), 'watch 94', 'watch 93') },
    },
    {
      id: 'grows',
      title: 'The same, and the ring may grow',
      inputs: {
        program: lines('add web-1', ...updates(5), 'watch 94', 'watch 93'),
        upperBound: 16,
      },
    },
    {
      id: 'other-kinds',
      title: 'Only other kinds have changed since',
      inputs: { program: lines('add web-1', 'other 1000', 'watch 93', 'update web-1', 'watch 93') },
    },
    {
      id: 'zero',
      title: 'A watch from version 0',
      inputs: {
        program: lines('add web-1', 'add web-2', 'update web-1', 'delete web-2', 'watch 0'),
      },
    },
    {
      id: 'list-again',
      title: 'The cache had to list again',
      inputs: { program: lines('add web-1', 'update web-1', 'list', 'watch 93', 'watch 94') },
    },
  ],
  breaks: [
    {
      id: 'never-too-old',
      title: 'Without the refusal of a version that is too old',
      edits: [
        { file, find: 'if (resourceVersion < oldest - 1) {', replace: 'if (false as boolean) {' },
      ],
    },
    {
      id: 'never-grows',
      title: 'The ring never grows',
      edits: [
        { file, find: 'if (capacity > this.capacity) {', replace: 'if (false as boolean) {' },
      ],
    },
  ],
  play({ program, capacity, upperBound }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    let revision = 92;
    const pods = new Map<string, Pod>();
    /** Every change of a Pod that there was. */
    const history: { readonly type: string; readonly name: string; readonly revision: number }[] =
      [];
    const cache = new WatchCache<Pod>({
      runtime: scheduler,
      keyFunc: ({ metadata }) => [`/pods/${metadata.name}`, undefined],
      getAttrsFunc: () => [{}, {}, undefined],
      capacity,
      lowerBoundCapacity: capacity,
      upperBoundCapacity: Math.max(capacity, upperBound),
    });
    cache.replace([], String(revision));
    let answer: { readonly since: number; readonly items: readonly Item[] } | undefined;
    const held = (): string[] => [...pods.values()].map(nameAt);
    stage.show(() => {
      const { startIndex, endIndex } = cache;
      const places = cache.cache.map((event, place): Item => {
        if (!event) return { text: 'free' };
        const isHeld = Array.from(
          { length: endIndex - startIndex },
          (_, at) => startIndex + at,
        ).some((index) => index % cache.capacity === place);
        const text = `${event.resourceVersion} ${event.type} ${event.object?.metadata.name ?? ''}`;
        if (!isHeld) return { text, tone: 'gone' };
        const isOldest = startIndex % cache.capacity === place;
        return { text, ...(isOldest && { note: 'the oldest' }) };
      });
      return [
        {
          kind: 'groups',
          groups: [
            { name: 'the cache is at version', items: [{ text: String(cache.resourceVersion) }] },
            {
              name: 'the map',
              empty: 'no Pod',
              items: held().map((text) => ({ text })),
            },
            { name: `the ring, ${plural(cache.capacity, 'place')}`, items: places },
            ...(answer
              ? [
                  {
                    name: `a watch since ${answer.since} gets`,
                    empty: 'nothing',
                    items: answer.items,
                  },
                ]
              : []),
          ],
        },
      ];
    });
    const answers: string[] = [];
    let [delivered, missed, tooOld] = [0, 0, 0];
    const changed = (name: string): Pod => {
      revision++;
      return {
        metadata: { name, namespace: 'default', resourceVersion: String(revision) },
        spec: {},
        status: {},
      };
    };
    const watch = (since: number): void => {
      const [events, err] = cache.getAllEventsSince(since);
      if (err) {
        tooOld++;
        answers.push(err.message);
        answer = { since, items: [{ text: err.message, tone: 'bad' }] };
        stage.say(`a watch since ${since}: ${err.message}`);
        return;
      }
      const items = events.map(
        ({ type, object, resourceVersion }) =>
          `${resourceVersion} ${type} ${object?.metadata.name ?? ''}`,
      );
      delivered = items.length;
      missed =
        since === 0 ? 0 : history.filter((one) => one.revision > since).length - items.length;
      answers.push(plural(items.length, 'event'));
      answer = { since, items: items.map((text) => ({ text, tone: 'good' })) };
      const lost = missed > 0 ? `, and never hears of ${plural(missed, 'change')}` : '';
      stage.say(`a watch since ${since} gets ${items.join(', ') || 'nothing'}${lost}`);
    };
    const play = (operation: Operation): void => {
      const { words, wrong } = operation;
      const [verb, word] = words;
      if (verb === 'other') {
        revision += readCount(word, operation, 1_000_000);
        stage.say(`etcd is at ${revision}; of Pods nothing has changed`);
      } else if (verb === 'watch') watch(readCount(word, operation, 10_000_000));
      else if (verb === 'list') {
        cache.replace([...pods.values()], String(revision));
        stage.say(`lists again at ${revision}: all events are forgotten`);
      } else if (verb === 'add' || verb === 'update' || verb === 'delete') {
        const name = readName(word, operation);
        if (pods.has(name) === (verb === 'add')) {
          throw wrong(
            verb === 'add' ? `there is a Pod ${name} already` : `there is no Pod ${name}`,
          );
        }
        const pod = changed(name);
        const { capacity: before } = cache;
        if (verb === 'delete') pods.delete(name);
        else pods.set(name, pod);
        const type = { add: 'ADDED', update: 'MODIFIED', delete: 'DELETED' }[verb];
        history.push({ type, name, revision });
        cache[verb](pod);
        const grown =
          cache.capacity === before ? '' : `; the ring has ${cache.capacity} places now`;
        stage.say(`${revision} ${type} ${name}${grown}`);
      } else throw wrong(`"${verb ?? ''}" is not understood`);
    };
    runAs(scheduler, 'reflector', function* () {
      for (const operation of operations) {
        if (operation.words[0] === 'wait') {
          yield* scheduler.sleep(readDuration(operation.words[1], operation));
        } else play(operation);
        yield;
      }
    });
    return {
      text: [
        `${plural(history.length, 'change')} of Pods; the ring holds ${cache.endIndex - cache.startIndex} of them in ${plural(cache.capacity, 'place')}.`,
        answers.length === 0 ? '' : `The watches: ${answers.join('; ')}.`,
        missed > 0 ? `The last one never hears of ${plural(missed, 'change')}.` : '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        changes: history.length,
        held: cache.endIndex - cache.startIndex,
        capacity: cache.capacity,
        delivered,
        missed,
        tooOld,
        lastAnswer: answers.at(-1) ?? 'none',
      },
    };
  },
});

const nameAt = ({ metadata }: Pod): string =>
  `${metadata.name} (${metadata.resourceVersion ?? ''})`;
