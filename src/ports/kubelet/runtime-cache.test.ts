import { describe, expect, test } from 'vitest';
import { Scheduler } from '../runtime/scheduler.ts';
import { RuntimeCache } from './runtime-cache.ts';
import type { RunningPod } from './running-pod.ts';

const podsOf = (...ids: string[]): RunningPod[] =>
  ids.map((id) => ({ id, name: '', namespace: '', containers: [], sandboxes: [] }));

/** A runtime that takes a while to list its pods. */
class World {
  readonly scheduler = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  readonly asked: boolean[] = [];
  pods: RunningPod[] = [];
  duration = 0;
  error: Error | undefined;
  readonly cache: RuntimeCache;

  constructor() {
    const { scheduler, asked } = this;
    const answer = (): readonly [RunningPod[] | undefined, Error | undefined] =>
      this.error ? [undefined, this.error] : [this.pods, undefined];
    const duration = (): number => this.duration;
    this.cache = new RuntimeCache(scheduler, {
      *getPods(all) {
        asked.push(all);
        yield* scheduler.sleep(duration());
        return answer();
      },
    });
  }

  get(): readonly [string[] | undefined, Error | undefined] {
    const [pods, err] = this.scheduler.run(() => this.cache.getPods());
    return [pods?.map(({ id }) => id), err];
  }

  /** @param time Milliseconds from now. */
  force(time: number): Error | undefined {
    const { cache, scheduler } = this;
    return scheduler.run(() => cache.forceUpdateIfOlder(scheduler.now() + time));
  }
}

test('pkg/kubelet/container/runtime_cache_test.go#TestGetPods', () => {
  const world = new World();
  world.pods = podsOf('1111', '2222', '3333');
  expect(world.get()).toEqual([['1111', '2222', '3333'], undefined]);
});

test('pkg/kubelet/container/runtime_cache_test.go#TestForceUpdateIfOlder', () => {
  const world = new World();
  world.pods = podsOf('1111');
  expect(world.scheduler.run(() => world.cache.updateCache())).toBeUndefined();
  world.pods = podsOf('1111', '2222', '3333');
  expect(world.force(-20 * 60_000)).toBeUndefined();
  // No time passes: what is held is given out.
  expect(world.get()).toEqual([['1111'], undefined]);
  expect(world.force(20_000)).toBeUndefined();
  expect(world.get()).toEqual([['1111', '2222', '3333'], undefined]);
});

describe('getPods', () => {
  test('asks again, for what runs, when more than two seconds have passed', () => {
    const world = new World();
    world.pods = podsOf('1');
    world.get();
    world.pods = podsOf('2');
    world.scheduler.advance(2000);
    expect(world.get()).toEqual([['1'], undefined]);
    world.scheduler.advance(1);
    expect(world.get()).toEqual([['2'], undefined]);
    expect(world.asked).toEqual([false, false]);
  });

  test('counts from before it asked', () => {
    const world = new World();
    world.duration = 1500;
    world.get();
    world.scheduler.advance(501);
    world.get();
    expect(world.asked).toHaveLength(2);
  });

  test('gives the error of the runtime, and asks again the next time', () => {
    const world = new World();
    world.error = new Error('no runtime');
    expect(world.get()).toEqual([undefined, world.error]);
    expect(world.force(1)).toBe(world.error);
    world.error = undefined;
    world.pods = podsOf('1');
    expect(world.get()).toEqual([['1'], undefined]);
  });
});

test('forceUpdateIfOlder does nothing when what is held is of just that time', () => {
  const world = new World();
  world.get();
  world.force(0);
  expect(world.asked).toHaveLength(1);
  world.force(1);
  expect(world.asked).toHaveLength(2);
});
