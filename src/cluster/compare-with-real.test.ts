import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareWithReal, comparisonTable } from './compare-with-real.ts';
import {
  realRunOf,
  simulatedRunOf,
  type ObservableRun,
  type RequestLine,
  type WatchLine,
} from './observable-run.ts';
import { realRun } from './scenarios/real-run.ts';
import { simulate, type SimulateOptions } from './simulate.ts';

const folder = 'conformance/real-cluster/v1.20.2/apply-scale-delete';

const linesOf = <T>(name: string): T[] =>
  readFileSync(`${folder}/${name}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const real = realRunOf(linesOf<WatchLine>('watch.jsonl'), linesOf<RequestLine>('requests.jsonl'));

function problemsOf(options: SimulateOptions): string[] {
  const rows = compareWithReal(real, simulatedRunOf(simulate(realRun, options)));
  return rows.flatMap(({ object, what, problems }) =>
    problems.map((text) => `${object} ${what}: ${text}`),
  );
}

test('the simulated cluster does what the real one did, whatever the seed', () => {
  for (let seed = 1; seed <= 20; seed++) {
    expect({ seed, problems: problemsOf({ seed }) }).toEqual({ seed, problems: [] });
  }
});

test('the real run is like itself', () => {
  const rows = compareWithReal(real, real);
  expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
  expect(rows.length).toBeGreaterThan(20);
  expect(comparisonTable(rows)).toContain('ReplicaSet web');
});

test.each<[string, NonNullable<SimulateOptions['spoil']>]>([
  [
    'says nothing of ContainersReady',
    (status) => {
      status.conditions = (status.conditions ?? []).filter(
        ({ type }) => type !== 'ContainersReady',
      );
    },
  ],
  [
    'reports Running before its containers run',
    (status) => {
      status.phase = 'Running';
    },
  ],
  [
    'keeps Ready true while a Pod ends',
    (status) => {
      for (const condition of status.conditions ?? []) {
        if (condition.type === 'Ready' && status.phase === 'Running') {
          condition.status = 'True';
          delete condition.reason;
          delete condition.message;
        }
      }
    },
  ],
  [
    'does not count restarts',
    (status) => {
      for (const container of status.containerStatuses ?? []) container.restartCount = 1;
    },
  ],
])('a kubelet that %s is caught', (_what, spoil) => {
  expect(problemsOf({ seed: 1, spoil })).not.toEqual([]);
});

const simulated = simulatedRunOf(simulate(realRun, { seed: 1 }));

const without = <T>(list: readonly T[], at: number): T[] =>
  list.filter((_one, index) => index !== at);

const replaced = <T>(list: readonly T[], at: number, one: T): T[] =>
  list.map((old, index) => (index === at ? one : old));

const withFacts = (at: number, facts: Record<string, unknown>): ObservableRun => {
  const state = simulated.states[at];
  if (!state) throw new RangeError(`There is no state ${at}`);
  const changed = { ...state, facts: { ...state.facts, ...facts } };
  return { ...simulated, states: replaced(simulated.states, at, changed) };
};

const stateAt = (kind: string, holds: (facts: Record<string, unknown>) => boolean): number =>
  simulated.states.findIndex((state) => state.kind === kind && holds(state.facts));

const requestAt = (verb: string, path: string, component = ''): number =>
  simulated.requests.findIndex(
    (request) =>
      request.verb === verb &&
      [request.resource, request.subresource].filter(Boolean).join('/') === path &&
      request.component.includes(component),
  );

const withRequest = (at: number, change: Partial<ObservableRun['requests'][number]>) => {
  const request = simulated.requests[at];
  if (!request) throw new RangeError(`There is no request ${at}`);
  return { ...simulated, requests: replaced(simulated.requests, at, { ...request, ...change }) };
};

test.each<[string, () => ObservableRun]>([
  ['an Event less', () => ({ ...simulated, events: without(simulated.events, 3) })],
  [
    'a binding less',
    () => ({
      ...simulated,
      requests: without(simulated.requests, requestAt('create', 'pods/binding')),
    }),
  ],
  [
    'a Pod that is never marked before it goes',
    () => {
      const at = stateAt('Pod', (facts) => facts['deletionTimestamp'] === true);
      return { ...simulated, states: without(simulated.states, at) };
    },
  ],
  [
    'more replicas in the status than were ever there',
    () =>
      withFacts(
        stateAt('ReplicaSet', ({ readyReplicas }) => readyReplicas === 1),
        { replicas: 7 },
      ),
  ],
  [
    'an observedGeneration that goes back',
    () =>
      withFacts(stateAt('ReplicaSet', ({ generation }) => generation === 3) + 4, {
        observedGeneration: 1,
      }),
  ],
  [
    'a ReplicaSet that is never deleted',
    () => ({
      ...simulated,
      states: without(
        simulated.states,
        stateAt('ReplicaSet', ({ type }) => type === 'DELETED'),
      ),
    }),
  ],
  [
    'a garbage collector without preconditions',
    () =>
      withRequest(requestAt('delete', 'pods', 'controller-manager'), {
        body: { gracePeriodSeconds: 0 },
      }),
  ],
  [
    'a binding that the kubelet does',
    () => withRequest(requestAt('create', 'pods/binding'), { component: 'kubelet' }),
  ],
  [
    'a patch of a Pod that says more',
    () =>
      withRequest(requestAt('patch', 'pods/status'), { body: { status: { phase: 'Running' } } }),
  ],
  [
    'a status that is refused and not tried again',
    () => withRequest(requestAt('update', 'replicasets/status'), { code: 409 }),
  ],
])('a run with %s is caught', (_what, wrong) => {
  expect(compareWithReal(real, wrong()).flatMap(({ problems }) => problems)).not.toEqual([]);
});
