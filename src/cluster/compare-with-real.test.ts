import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareWithReal, comparisonTable } from './compare-with-real.ts';
import { realRunOf, simulatedRunOf, type RequestLine, type WatchLine } from './observable-run.ts';
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
