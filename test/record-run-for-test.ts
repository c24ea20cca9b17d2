import { readModules, scriptsOf } from '../src/record/read-scripts.ts';
import { inputsOf, loadRun, recordRun } from '../src/record/record-scenario.ts';
import type { Recording } from '../src/runs/recording.ts';
import type { Run } from '../src/runs/run.ts';

const modules = readModules(process.cwd());
const whole = scriptsOf(modules);

/** A run's definition, and every scenario's recording by its id. */
export function playAll(id: string): { run: Run; recordings: Record<string, Recording> } {
  const file = `src/runs/${id}.run.ts`;
  const run = loadRun(whole, file);
  const recordings = Object.fromEntries(
    run.scenarios.map((scenario) => [scenario.id, recordRun(whole, file, inputsOf(run, scenario))]),
  );
  return { run, recordings };
}

/** A scenario played with a guard taken out. */
export function playBroken(id: string, scenarioId: string, breakId: string): Recording {
  const file = `src/runs/${id}.run.ts`;
  const run = loadRun(whole, file);
  const scenario = run.scenarios.find((other) => other.id === scenarioId);
  const chosen = run.breaks?.find((other) => other.id === breakId);
  if (!scenario || !chosen) throw new Error(`${id} has no ${scenarioId} or ${breakId}`);
  const changed = new Map<string, string>();
  for (const { file: path, find, replace } of chosen.edits) {
    const text = changed.get(path) ?? modules.get(path) ?? '';
    const count = text.split(find).length - 1;
    if (count !== 1) throw new Error(`"${find}" occurs ${count} times in ${path}`);
    changed.set(
      path,
      text.replace(find, () => replace),
    );
  }
  const scripts = scriptsOf(changed);
  return recordRun(
    { keys: () => whole.keys(), get: (path) => scripts.get(path) ?? whole.get(path) },
    file,
    inputsOf(run, scenario),
  );
}
