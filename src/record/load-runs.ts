import type { Recording } from '../runs/recording.ts';
import type { Fields, Run, Scenario, ValuesOf } from '../runs/run.ts';
import { closureOf } from '../instrument/link-modules.ts';
import { readModules, scriptsOf } from './read-scripts.ts';
import { inputsOf, loadRun, recordRun, runFiles } from './record-scenario.ts';

/** A run with the recordings of its scenarios. */
export interface LoadedRun {
  readonly run: Run;
  readonly file: string;
  /** The modules that it needs, itself included: path -> script. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Path -> TypeScript of the ports that it watches, or takes guards out of. */
  readonly sources: ReadonlyMap<string, string>;
  readonly record: (scenario: Scenario) => Recording;
  readonly inputs: (scenario: Scenario) => ValuesOf<Fields>;
}

/**
 * Loads all runs: by their names, in the order of their files.
 *
 * @param root The folder with src/.
 */
export function loadRuns(root: string): ReadonlyMap<string, LoadedRun> {
  const modules = readModules(root);
  const scripts = scriptsOf(modules);
  return new Map(
    runFiles(scripts).map((file) => {
      const run = loadRun(scripts, file);
      const recordings = new Map<string, Recording>();
      const loaded: LoadedRun = {
        run,
        file,
        scripts: new Map(closureOf(scripts, [file]).map((path) => [path, scripts.get(path) ?? ''])),
        sources: new Map(editable(run).map((path) => [path, modules.get(path) ?? ''])),
        inputs: (scenario) => inputsOf(run, scenario),
        record: (scenario) => {
          const recorded =
            recordings.get(scenario.id) ?? recordRun(scripts, file, inputsOf(run, scenario));
          recordings.set(scenario.id, recorded);
          return recorded;
        },
      };
      return [run.id, loaded];
    }),
  );
}

const editable = ({ watches, breaks = [] }: Run): string[] => [
  ...new Set([...watches, ...breaks.flatMap(({ edits }) => edits.map(({ file }) => file))]),
];

/** The names of all runs, without loading them: a run's file bears its name. */
export const runNames = (paths: Iterable<string>): Set<string> =>
  new Set([...paths].flatMap((path) => /([\w-]+)\.run\.ts$/.exec(path)?.[1] ?? []));
