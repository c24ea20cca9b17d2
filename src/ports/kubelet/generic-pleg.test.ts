import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { computeEvents, getContainersFromPods, updateEvents } from './compute-events.ts';
import { GenericPLEG } from './generic-pleg.ts';
import { PodCache } from './pod-cache.ts';
import type { PodLifecycleEvent } from './pod-lifecycle-event.ts';
import type { PodStatus, State } from './pod-status.ts';
import type { RunningPod, RuntimeContainer } from './running-pod.ts';

/** Reads `uid:container=state,...:sandbox=state,...`. */
function podOf(text: string): RunningPod {
  const [id = '', containers = '', sandboxes = ''] = text.split(':');
  const list = (one: string): RuntimeContainer[] =>
    one
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [cid = '', state] = pair.split('=');
        return { id: cid, name: '', state: state as State };
      });
  const lists = { containers: list(containers), sandboxes: list(sandboxes) };
  return { id, name: '', namespace: '', ...lists };
}

const eventText = ({ id, type, data = '' }: PodLifecycleEvent): string => `${id} ${type} ${data}`;

interface EventsCase {
  readonly old: string;
  readonly new: string;
  readonly ids: string;
  readonly events: string;
}

describe('computeEvents', () => {
  const { symbol, cases } = readVectors<EventsCase>('kubelet-compute-events');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/pleg/generic.go#computeEvents');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      const old = one.old === '' ? undefined : podOf(one.old);
      const pod = one.new === '' ? undefined : podOf(one.new);
      const events = new Map<string, PodLifecycleEvent[]>();
      const ids = getContainersFromPods(old, pod).map(({ id }) => id);
      for (const id of ids) {
        for (const event of computeEvents(old, pod, id)) updateEvents(events, event);
      }
      const texts = (events.get('u') ?? []).map(eventText).join(',');
      expect({ ...one, ids: ids.join(','), events: texts }).toEqual(one);
    }
  });
});

/** A runtime that tells what it is given. */
class World {
  readonly scheduler = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  readonly cache = new PodCache();
  pods: readonly RunningPod[] = [];
  listErr: Error | undefined;
  status: (uid: string) => readonly [PodStatus, Error | undefined] = (uid) => [
    emptyStatus(uid),
    undefined,
  ];
  readonly pleg: GenericPLEG;

  constructor({ withCache = true, channelCapacity = 100 } = {}) {
    const world = (): this => this;
    this.pleg = new GenericPLEG({
      runtime: this.scheduler,
      channelCapacity,
      ...(withCache && { cache: this.cache }),
      containerRuntime: {
        *getPods(): Task<readonly [RunningPod[] | undefined, Error | undefined]> {
          yield;
          const { pods, listErr } = world();
          return listErr ? [undefined, listErr] : [[...pods], undefined];
        },
        *getPodStatus(uid): Task<readonly [PodStatus, Error | undefined]> {
          yield;
          return world().status(uid);
        },
      },
    });
  }

  relist(): PodLifecycleEvent[] {
    this.scheduler.run(() => this.pleg.relist());
    return this.take();
  }

  take(): PodLifecycleEvent[] {
    const channel = this.pleg.watch();
    const events: PodLifecycleEvent[] = [];
    while (channel.length > 0) {
      const [event] = this.scheduler.run(() => channel.receive());
      if (event) events.push(event);
    }
    return events;
  }
}

const emptyStatus = (id: string): PodStatus => ({
  id,
  name: '',
  namespace: '',
  ips: [],
  containerStatuses: [],
  sandboxStatuses: [],
});

interface RelistStep {
  readonly pods: readonly string[];
  readonly fail?: boolean;
  readonly failing?: string;
  readonly ips?: string;
  readonly ready?: boolean;
  readonly events?: readonly string[];
  readonly cache: string;
  readonly reinspect?: string;
  readonly records?: string;
}

describe('GenericPLEG', () => {
  const { symbol, cases } = readVectors<readonly RelistStep[]>('kubelet-relist');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/pleg/generic.go#GenericPLEG');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Go goes through the pods in any order, through the containers of one in one.
  test('sends after every list what Go sent, and holds the same', () => {
    for (const steps of cases) {
      const world = new World();
      for (const [at, step] of steps.entries()) {
        const { failing = '', ips = '', ready = false, events = [], reinspect = '' } = step;
        world.listErr = step.fail === true ? new Error('no list') : undefined;
        world.pods = step.pods.map(podOf);
        const address = `10.0.0.${steps.length - at}`;
        world.status = (uid) => {
          const status = emptyStatus(uid);
          if (ips.includes(uid)) status.ips = [address];
          if (ready) status.sandboxStatuses = [{ id: 's', attempt: 0, ready: true }];
          return [status, failing.includes(uid) ? new Error('refused') : undefined];
        };
        world.scheduler.advance(1000);
        const got = world.relist().map(eventText);
        got.sort((a, b) =>
          a.slice(0, 1) < b.slice(0, 1) ? -1 : a.slice(0, 1) > b.slice(0, 1) ? 1 : 0,
        );
        const uids = ['u', 'v', 'w'];
        const cache = uids.map((uid) => {
          const [status, err] = world.cache.get(uid);
          return `${status?.ips.join(' ') ?? ''} ${err?.message ?? '<nil>'}`;
        });
        const { podRecords, podsToReinspect } = world.pleg;
        const known = podRecords.ids();
        const records = uids
          .filter((uid) => known.includes(uid))
          .map((uid) => {
            const [old, current] = [podRecords.getOld(uid), podRecords.getCurrent(uid)];
            return `${uid} ${old !== undefined} ${current !== undefined}`;
          });
        expect({
          ...step,
          events: got,
          cache: cache.join(','),
          reinspect: uids.filter((uid) => podsToReinspect.has(uid)).join(''),
          records: records.join(','),
        }).toEqual({ ...step, events, reinspect, records: step.records ?? '' });
      }
    }
  });
});

const sorted = (events: readonly PodLifecycleEvent[]): string[] => events.map(eventText).sort();

const first = ['1234:c1=exited,c2=running,c3=unknown:', '4567:c1=exited:'];
const second = ['1234:c2=exited,c3=running:', '4567:c4=running:'];
const firstEvents = ['1234 ContainerDied c1', '1234 ContainerStarted c2', '4567 ContainerDied c1'];
const secondEvents = [
  '1234 ContainerDied c2',
  '1234 ContainerRemoved c1',
  '1234 ContainerStarted c3',
  '4567 ContainerRemoved c1',
  '4567 ContainerStarted c4',
];

function relisting(asSandboxes: boolean): void {
  const move = (text: string): string => (asSandboxes ? text.replace(/:(.*):$/, '::$1') : text);
  const world = new World({ withCache: false });
  world.pods = first.map((text) => podOf(move(text)));
  expect(sorted(world.relist())).toEqual(firstEvents);
  expect(world.relist()).toEqual([]);
  world.pods = second.map((text) => podOf(move(text)));
  expect(sorted(world.relist())).toEqual(secondEvents);
}

test('pkg/kubelet/pleg/generic_test.go#TestRelisting', () => {
  relisting(false);
});

test('pkg/kubelet/pleg/generic_test.go#TestRelistingWithSandboxes', () => {
  relisting(true);
});

test('pkg/kubelet/pleg/generic_test.go#TestEventChannelFull', () => {
  const world = new World({ withCache: false, channelCapacity: 4 });
  world.pods = first.map(podOf);
  expect(sorted(world.relist())).toEqual(firstEvents);
  world.pods = second.map(podOf);
  const events = sorted(world.relist());
  expect(events).toHaveLength(4);
  expect(secondEvents).toEqual(expect.arrayContaining(events));
});

test('pkg/kubelet/pleg/generic_test.go#TestDetectingContainerDeaths', () => {
  for (const relists of [1, 3]) {
    for (const [before, after, events] of [
      [
        ['1234:c1=running,c2=running,c3=exited:'],
        ['1234:c1=running:'],
        ['1234 ContainerDied c2', '1234 ContainerRemoved c2', '1234 ContainerRemoved c3'],
      ],
      [['1234:c2=running:'], [], ['1234 ContainerDied c2', '1234 ContainerRemoved c2']],
    ] as const) {
      const world = new World({ withCache: false });
      world.pods = before.map(podOf);
      for (let i = 0; i < relists; i++) world.relist();
      world.pods = after.map(podOf);
      expect(sorted(world.relist())).toEqual(events);
    }
  }
});

test('pkg/kubelet/pleg/generic_test.go#TestRelistWithCache', () => {
  const world = new World();
  const statusErr = new Error('unable to get status');
  world.pods = ['test-pod-0:c0=running:', 'test-pod-1:c1=running:'].map(podOf);
  world.status = (uid) => [emptyStatus(uid), uid === 'test-pod-1' ? statusErr : undefined];
  expect(sorted(world.relist())).toEqual(['test-pod-0 ContainerStarted c0']);
  expect(world.cache.get('test-pod-0')).toEqual([emptyStatus('test-pod-0'), undefined]);
  expect(world.cache.get('test-pod-1')[1]).toBe(statusErr);
  world.status = (uid) => [emptyStatus(uid), undefined];
  expect(sorted(world.relist())).toEqual(['test-pod-1 ContainerStarted c1']);
  expect(world.cache.get('test-pod-1')).toEqual([emptyStatus('test-pod-1'), undefined]);
});

test('pkg/kubelet/pleg/generic_test.go#TestRemoveCacheEntry', () => {
  const world = new World();
  world.pods = [podOf('test-pod-0:c0=running:')];
  world.status = (uid) => [{ ...emptyStatus(uid), name: 'known' }, undefined];
  world.relist();
  expect(world.cache.get('test-pod-0')[0]?.name).toBe('known');
  world.pods = [];
  world.relist();
  expect(world.cache.get('test-pod-0')).toEqual([emptyStatus('test-pod-0'), undefined]);
});

test('pkg/kubelet/pleg/generic_test.go#TestHealthy', () => {
  const world = new World({ withCache: false });
  const minute = 60_000;
  expect(world.pleg.healthy()[0]).toBe(false);
  world.scheduler.advance(10 * minute);
  expect(world.pleg.healthy()[0]).toBe(false);
  world.relist();
  world.scheduler.advance(minute);
  expect(world.pleg.healthy()[0]).toBe(true);
  world.scheduler.advance(3 * minute);
  expect(world.pleg.healthy()[0]).toBe(false);
});

test('pkg/kubelet/pleg/generic_test.go#TestRelistWithReinspection', () => {
  const world = new World();
  const good = { ...emptyStatus('test-pod'), name: 'good' };
  const bad = { ...emptyStatus('test-pod'), name: 'bad' };
  const error = new Error('inspection error');
  world.pods = [podOf('test-pod:infra=running:')];
  world.status = () => [good, undefined];
  expect(sorted(world.relist())).toEqual(['test-pod ContainerStarted infra']);
  expect(world.cache.get('test-pod')).toEqual([good, undefined]);
  world.pods = [podOf('test-pod:infra=running,transient=unknown:')];
  world.status = () => [bad, error];
  expect(world.relist()).toEqual([]);
  expect(world.cache.get('test-pod')).toEqual([bad, error]);
  world.pods = [podOf('test-pod:infra=running:')];
  world.status = () => [good, undefined];
  expect(world.relist()).toEqual([]);
  expect(world.cache.get('test-pod')).toEqual([good, undefined]);
});

describe('pkg/kubelet/pleg/generic_test.go#TestRelistIPChange', () => {
  function change(ips: string[]): void {
    const world = new World();
    world.pods = [podOf('test-pod:c0=running:')];
    world.status = (uid) => [{ ...emptyStatus(uid), ips }, undefined];
    expect(sorted(world.relist())).toEqual(['test-pod ContainerStarted c0']);
    expect(world.cache.get('test-pod')[0]?.ips).toEqual(ips);
    world.pods = [podOf('test-pod:c0=exited:')];
    world.status = (uid) => [emptyStatus(uid), undefined];
    expect(sorted(world.relist())).toEqual(['test-pod ContainerDied c0']);
    expect(world.cache.get('test-pod')[0]?.ips).toEqual(ips);
  }

  test('test-0', () => {
    change(['192.168.1.5']);
  });

  test('tets-1', () => {
    change(['192.168.1.5/24', '2000::']);
  });
});

// TestRunningPodAndContainerCount tests metrics.
