import type { RateLimiter } from '../ports/workqueue/rate-limiter.ts';
import { BucketRateLimiter } from '../ports/workqueue/bucket-rate-limiter.ts';
import { ItemExponentialFailureRateLimiter } from '../ports/workqueue/item-exponential-failure-rate-limiter.ts';
import { Limiter } from '../ports/workqueue/limiter.ts';
import { MaxOfRateLimiter } from '../ports/workqueue/max-of-rate-limiter.ts';
import { seconds } from './seconds.ts';
import { plural } from './plural.ts';
import { isName, programOf, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write = 'fail web, fail web 5, succeed web, all 12 or wait 5000';

type Step =
  | { readonly verb: 'fail'; readonly item: string; readonly times: number }
  | { readonly verb: 'succeed'; readonly item: string }
  | { readonly verb: 'all'; readonly count: number }
  | { readonly verb: 'wait'; readonly milliseconds: number };

function read([verb, word, number, ...rest]: readonly string[]): Step | undefined {
  if (rest.length > 0) return undefined;
  if (verb === 'fail' && isName(word)) {
    const times = number === undefined ? 1 : wholeNumber(number, 60);
    return times === undefined ? undefined : { verb, item: word, times };
  }
  if (number !== undefined) return undefined;
  if (verb === 'succeed' && isName(word)) return { verb, item: word };
  const count = wholeNumber(word, verb === 'all' ? 60 : 100_000_000);
  if (verb === 'all' && count !== undefined) return { verb, count };
  if (verb === 'wait' && count !== undefined) return { verb, milliseconds: count };
  return undefined;
}

interface Failure {
  readonly item: string;
  readonly at: number;
  readonly own: number;
  readonly bucket: number;
  readonly delay: number;
}

const exponential = 'src/ports/workqueue/item-exponential-failure-rate-limiter.ts';
const bucketLimiter = 'src/ports/workqueue/bucket-rate-limiter.ts';

/** So many failures are in the picture. */
const shown = 10;

export const run = defineRun({
  id: 'rate-limiters',
  title: 'How long a failed key waits',
  about:
    'A key that fails waits for its delay and is then tried again, as the next line about it says. Two limiters are asked each time and the longer delay counts.',
  watches: [exponential, 'src/ports/workqueue/max-of-rate-limiter.ts', bucketLimiter],
  fields: {
    program: {
      kind: 'text',
      label: 'What the turns come to',
      value: 'fail web 8',
      rows: 5,
      hint: `One a line: ${write}.`,
    },
    baseDelay: { kind: 'number', label: 'First delay, ms', value: 5, min: 1, max: 10_000 },
    maxDelay: { kind: 'number', label: 'Longest delay, s', value: 1000, min: 1, max: 100_000 },
    rate: { kind: 'number', label: 'Tokens a second', value: 10, min: 1, max: 1000 },
    burst: { kind: 'number', label: 'Tokens in the bucket', value: 100, min: 1, max: 1000 },
  },
  scenarios: [
    { id: 'one-key', title: 'One key fails again and again', inputs: programOf('fail web 8') },
    {
      id: 'forget',
      title: 'A success in between',
      inputs: programOf('fail web 3', 'succeed web', 'wait 3600000', 'fail web'),
    },
    {
      id: 'longest',
      title: 'The longest delay is reached',
      inputs: programOf('fail web 20'),
    },
    {
      id: 'all-at-once',
      title: 'Eight keys fail together, five tokens',
      inputs: { ...programOf('all 8'), burst: 5 },
    },
    {
      id: 'empty-bucket',
      title: 'One stubborn key takes all tokens',
      inputs: { ...programOf('fail web 5', 'fail db'), burst: 5 },
    },
    {
      id: 'overflow',
      title: 'A key fails for seven hours',
      inputs: programOf('fail web 45'),
    },
  ],
  breaks: [
    {
      id: 'no-forget',
      title: 'Without Forget',
      edits: [{ file: exponential, find: 'this.failures.delete(item);', replace: '' }],
    },
    {
      id: 'no-overflow-check',
      title: 'Without the test for overflow',
      edits: [
        { file: exponential, find: 'if (backoff > 2 ** 63) return this.maxDelay;', replace: '' },
      ],
    },
    {
      id: 'no-bucket',
      title: 'Without the bucket for all keys',
      edits: [
        {
          file: bucketLimiter,
          find: 'return this.limiter.reserveN(now, 1).delayFrom(now);',
          replace: 'return 0;',
        },
      ],
    },
  ],
  play({ program, baseDelay, maxDelay, rate, burst }, stage) {
    const steps = readLines(program, write, read);
    const { scheduler } = stage;
    const answers: number[] = [];
    const asked = (limiter: RateLimiter<string>, at: number): RateLimiter<string> => ({
      when: (item) => (answers[at] = limiter.when(item)),
      forget: (item) => {
        limiter.forget(item);
      },
      numRequeues: (item) => limiter.numRequeues(item),
    });
    const own = new ItemExponentialFailureRateLimiter<string>(baseDelay, maxDelay * 1000);
    const bucket = new BucketRateLimiter<string>(scheduler, new Limiter(rate, burst));
    const limiter = new MaxOfRateLimiter(asked(own, 0), asked(bucket, 1));
    const failures: Failure[] = [];
    /** When a key is tried again. */
    const due = new Map<string, number>();
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'failures counted',
            items: [...own.failures].map(([item, count]) => ({ text: item, note: String(count) })),
            empty: 'none',
          },
        ],
      },
      {
        kind: 'grid',
        title:
          failures.length > shown ? `The last ${shown} of ${failures.length} failures` : 'Failures',
        columns: ['key', 'fails at', 'own delay', 'bucket', 'waits'],
        rows: failures.slice(-shown).map((one) => ({
          cells: [
            one.item,
            duration(one.at),
            duration(one.own),
            duration(one.bucket),
            duration(one.delay),
          ],
          tone: 'waiting',
        })),
      },
    ]);
    const fail = (item: string): void => {
      const at = scheduler.now();
      const delay = limiter.when(item);
      due.set(item, at + delay);
      const [ofItem = 0, ofBucket = 0] = answers;
      failures.push({ item, at, own: ofItem, bucket: ofBucket, delay });
      const why = delay === ofItem ? '' : ', as the bucket says';
      stage.say(`${item} fails and waits ${duration(delay)}${why}`);
    };
    function* untilDue(item: string) {
      const wait = (due.get(item) ?? 0) - scheduler.now();
      if (wait > 0) yield* scheduler.sleep(wait);
    }
    let isOver = false;
    scheduler.go(function* () {
      for (const step of steps) {
        if (step.verb === 'wait') {
          yield* scheduler.sleep(step.milliseconds);
        } else if (step.verb === 'all') {
          for (let at = 1; at <= step.count; at++) fail(`key-${at}`);
        } else if (step.verb === 'succeed') {
          yield* untilDue(step.item);
          limiter.forget(step.item);
          stage.say(`${step.item} succeeds and is forgotten`);
        } else {
          for (let time = 0; time < step.times; time++) {
            yield* untilDue(step.item);
            fail(step.item);
          }
        }
      }
      isOver = true;
    }, 'worker');
    scheduler.run(function* () {
      yield () => isOver;
    });
    const [last, longest] = [failures.at(-1), Math.max(0, ...failures.map(({ delay }) => delay))];
    return {
      text: last
        ? `${plural(failures.length, 'failure')} of ${plural(new Set(failures.map(({ item }) => item)).size, 'key')}. The last one, of ${last.item}, waits ${duration(last.delay)}; the longest wait is ${duration(longest)}.`
        : 'Nothing failed.',
      facts: {
        failures: failures.length,
        delays: failures.map(({ delay }) => duration(delay)).join(', '),
        last: duration(last?.delay ?? 0),
        longest: duration(longest),
        total: duration(failures.reduce((sum, { delay }) => sum + delay, 0)),
      },
    };
  },
});

/** A time that people read, without parts of milliseconds. */
const duration = (milliseconds: number): string => seconds(Math.round(milliseconds));
