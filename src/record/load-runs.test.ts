import { describe, expect, test } from 'vitest';
import { loadRuns } from './load-runs.ts';

const runs = loadRuns(process.cwd());

test('there are runs, each named after its file', () => {
  expect(runs.size).toBeGreaterThan(30);
  for (const [id, { file }] of runs) expect(file).toBe(`src/runs/${id}.run.ts`);
});

describe.each([...runs.values()])('$run.id', ({ run, sources, scripts, inputs }) => {
  test('its scenarios are told apart, and give only inputs that it has', () => {
    expect(run.scenarios.length).toBeGreaterThanOrEqual(3);
    const ids = run.scenarios.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const scenario of run.scenarios) {
      expect(Object.keys(inputs(scenario))).toEqual(Object.keys(run.fields));
      expect(Object.keys(run.fields)).toEqual(expect.arrayContaining(Object.keys(scenario.inputs)));
    }
  });

  test('what it watches and what its guards are taken out of can be run in a page', () => {
    expect(run.watches.length).toBeGreaterThan(0);
    for (const path of sources.keys()) expect(scripts.has(path), path).toBe(true);
    for (const { id, edits } of run.breaks ?? []) {
      for (const { file, find } of edits) {
        expect((sources.get(file) ?? '').split(find).length - 1, `${id}: ${find}`).toBe(1);
      }
    }
  });
});
