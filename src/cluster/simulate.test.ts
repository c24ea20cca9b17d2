import { describe, expect, test } from 'vitest';
import type { ClusterRecording } from './cluster-recording.ts';
import { scenarios } from './scenarios.ts';
import { applyManifests } from './scenarios/apply-manifests.ts';
import { webReplicaSet } from './manifests.ts';
import { simulate } from './simulate.ts';

const seeds = Array.from({ length: 20 }, (_, at) => at + 1);

interface Stored {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly replicas?: number; readonly nodeName?: string };
  readonly status: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** The objects that are there at the end. */
function finalObjects({ objects }: ClusterRecording): Stored[] {
  const last = new Map<string, Stored>();
  for (const { key, type, object } of objects) {
    if (type === 'DELETED') last.delete(key);
    else last.set(key, object as Stored);
  }
  return [...last.values()];
}

/** How many Pods are ready, how many are marked for deletion, and what each ReplicaSet reports. */
function ending(recording: ClusterRecording) {
  const all = finalObjects(recording);
  const pods = all.filter(({ kind }) => kind === 'Pod');
  const isReady = ({ status }: Stored): boolean =>
    status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
  return {
    ready: pods.filter(isReady).length,
    marked: pods.filter(({ metadata }) => metadata.deletionTimestamp !== undefined).length,
    replicaSets: all
      .filter(({ kind }) => kind === 'ReplicaSet')
      .map(({ status }) => [status.replicas, status.readyReplicas ?? 0])
      .sort(),
  };
}

const three = { ready: 3, marked: 0, replicaSets: [[3, 3]] };
const two = { ready: 2, marked: 0, replicaSets: [[2, 2]] };

const endings: Readonly<Record<string, object>> = {
  'apply-three': three,
  'scale-up': { ready: 5, marked: 0, replicaSets: [[5, 5]] },
  'scale-down': two,
  'delete-pod': three,
  'delete-replicaset': { ready: 0, marked: 0, replicaSets: [] },
  quota: two,
  'node-lost': three,
  'watch-breaks': three,
  rollout: {
    ready: 3,
    marked: 0,
    replicaSets: [
      [0, 0],
      [3, 3],
    ],
  },
  'real-run': { ready: 0, marked: 0, replicaSets: [] },
};

describe.each(scenarios)('$id', (scenario) => {
  test('ends well, whatever the seed', { timeout: 180_000 }, () => {
    for (const seed of seeds) {
      const recording = simulate(scenario, { seed });
      const { marked, ...rest } = ending(recording);
      // What the lost kubelet would have to end stays marked.
      const isLost = scenario.id === 'node-lost';
      expect({ seed, ending: { ...rest, marked: isLost ? 0 : marked } }).toEqual({
        seed,
        ending: endings[scenario.id],
      });
    }
  });

  test('its recording holds together', { timeout: 30_000 }, () => {
    const recording = simulate(scenario, { seed: 5 });
    const { messages, lanes, objects, end } = recording;
    const lane = new Set(lanes.map(({ id }) => id));
    for (const [at, message] of messages.entries()) {
      const { from, to, sent, received, cause, answer, request, kind } = message;
      expect(lane).toContain(from);
      expect(lane).toContain(to);
      expect(received).toBeGreaterThanOrEqual(sent);
      expect(sent).toBeGreaterThanOrEqual(messages[at - 1]?.sent ?? 0);
      if (kind === 'request') expect(request?.resource).toBeTruthy();
      if (answer) expect(answer.at).toBeGreaterThanOrEqual(received);
      if (cause === undefined) continue;
      expect(cause).toBeLessThan(at);
      expect(messages[cause]?.sent).toBeLessThanOrEqual(sent);
    }
    expect(
      messages
        .filter(({ kind }) => kind === 'watch')
        .every((m) => m.cause !== undefined || m.text.startsWith('ERROR')),
    ).toBe(true);
    const versions = objects.map(({ resourceVersion }) => Number(resourceVersion));
    expect(versions.filter((version, at) => version < (versions[at - 1] ?? 0))).toEqual([]);
    expect(end).toBeGreaterThan(0);
    expect(JSON.stringify(recording).length).toBeLessThan(1_500_000);
  });
});

test('the same seed gives the same bytes, another seed others', () => {
  const [scenario] = scenarios;
  if (!scenario) throw new Error('There is no scenario');
  const text = (seed: number): string => JSON.stringify(simulate(scenario, { seed }));
  expect(text(7)).toBe(text(7));
  expect(text(8)).not.toBe(text(7));
});

test('a node that falls silent takes its Pods with it only after five minutes', () => {
  const scenario = scenarios.find(({ id }) => id === 'node-lost');
  if (!scenario) throw new Error('There is no such scenario');
  const { account, messages } = simulate(scenario, { seed: 3 });
  const loses = account.find(({ text }) => text.includes('loses its power'));
  const silent = account.find(({ text }) => text.startsWith('has not heard of'));
  const firstDeletion = messages.find(({ request }) => request?.verb === 'delete');
  if (!loses || !silent || !firstDeletion) throw new Error('Something did not happen');
  expect(silent.at - loses.at).toBeGreaterThan(25_000);
  expect(silent.at - loses.at).toBeLessThan(50_000);
  expect(firstDeletion.sent - silent.at).toBeGreaterThanOrEqual(300_000);
  const dead = messages.filter(({ from, sent }) => from.startsWith('kubelet') && sent > silent.at);
  expect(new Set(dead.map(({ from }) => from)).size).toBe(1);
});

test('the quota refuses with 403 and leaves its reason in an Event and a condition', () => {
  const scenario = scenarios.find(({ id }) => id === 'quota');
  if (!scenario) throw new Error('There is no such scenario');
  const { messages, objects } = simulate(scenario, { seed: 4 });
  expect(messages.filter(({ answer }) => answer?.code === 403).length).toBeGreaterThan(3);
  const text = JSON.stringify(objects);
  expect(text).toContain('"reason":"FailedCreate"');
  expect(text).toContain('"type":"ReplicaFailure"');
});

test('the broken watch goes on where it was, and later lists anew', () => {
  const scenario = scenarios.find(({ id }) => id === 'watch-breaks');
  if (!scenario) throw new Error('There is no such scenario');
  const { messages } = simulate(scenario, { seed: 6 });
  const of = (what: string): number =>
    messages.filter(
      ({ from, to, text }) => [from, to].includes('replicaset-controller') && text.startsWith(what),
    ).length;
  expect(of('ERROR too old resource version')).toBe(1);
  expect(of('GET pods')).toBe(1);
});

test('a manifest that breaks a rule is refused as the API server does', () => {
  const broken = { ...webReplicaSet, spec: { ...webReplicaSet.spec, replicas: -1 } };
  const { messages, account } = simulate(applyManifests([broken], 'rs.yaml'), { seed: 1 });
  const post = messages.find(({ request }) => request?.verb === 'create');
  expect(post?.answer).toMatchObject({ code: 422 });
  expect(account.map(({ text }) => text)).toContain(
    'error: error when creating "rs.yaml": ReplicaSet.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  );
});

test('a manifest that is applied twice changes nothing the second time', () => {
  const { account } = simulate(applyManifests([webReplicaSet, webReplicaSet], 'rs.yaml'), {
    seed: 1,
  });
  const said = account.filter(({ lane }) => lane === 'kubectl').map(({ text }) => text);
  expect(said).toContain('replicaset.apps/web created');
  expect(said).toContain('replicaset.apps/web unchanged');
});
