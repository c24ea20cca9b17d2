import { linkModules, type Scripts } from '../instrument/link-modules.ts';
import { Recorder, type RecordOptions } from '../runs/record-run.ts';
import type { Recording } from '../runs/recording.ts';
import type { Field, Fields, Run, Scenario, ValuesOf } from '../runs/run.ts';

/** The path of every run's module. */
export const runFiles = (scripts: Scripts): string[] =>
  [...scripts.keys()].filter((path) => path.endsWith('.run.ts'));

/** Reads what a run's module exports, without running anything of it. */
export function loadRun(scripts: Scripts, file: string): Run {
  return linkModules(scripts, file, () => undefined)['run'] as Run;
}

/** Runs a run's module with the inputs given, and records what its watched files do. */
export function recordRun(
  scripts: Scripts,
  file: string,
  inputs: ValuesOf<Fields>,
  options: RecordOptions = {},
): Recording {
  const recorder = new Recorder(options);
  let watches: ReadonlySet<string> = new Set();
  const exports = linkModules(scripts, file, (path, ...step) => {
    if (watches.has(path)) recorder.at(path, ...step);
  });
  const run = exports['run'] as Run;
  watches = new Set(run.watches);
  return recorder.record(run, inputs);
}

/** What a scenario gives to a run: its own inputs, and the fields' values for the others. */
export function inputsOf(run: Run, scenario?: Scenario): ValuesOf<Fields> {
  const values = Object.entries(run.fields).map(([name, field]: [string, Field]) => [
    name,
    scenario?.inputs[name] ?? field.value,
  ]);
  return Object.fromEntries(values) as ValuesOf<Fields>;
}
