import type { Place, Problem } from '../problem.ts';
import type { LoadedRun } from '../record/load-runs.ts';
import { hasFailed } from '../runs/recording.ts';
import type { Scenario } from '../runs/run.ts';
import { suggest } from '../suggest.ts';
import type { Prediction, Tour } from './tour.ts';

/**
 * Checks what stops say of runs: that there are such runs and scenarios, and that exactly one
 * choice of a prediction is what the run answers.
 */
export function checkRuns(tour: Tour, runs: ReadonlyMap<string, LoadedRun>): Problem[] {
  const blocks = tour.chapters.flatMap(({ stops }) => stops.flatMap((stop) => stop.blocks));
  return blocks.flatMap((block) => {
    if (block.kind === 'predict') return checkPrediction(block, runs);
    if (block.kind !== 'run') return [];
    const loaded = runs.get(block.name);
    if (!loaded) return [{ ...noSuchRun(block.name, runs), place: block.place }];
    if (block.scenario === undefined) return [];
    const found = scenarioOf(loaded, block.scenario, block.place);
    return 'message' in found ? [found] : [];
  });
}

const noSuchRun = (name: string, runs: ReadonlyMap<string, LoadedRun>): Problem => ({
  message: `There is no run \`${name}\`.`,
  hint: suggest(name, runs.keys()) ?? `Runs: ${[...runs.keys()].join(', ')}.`,
});

function scenarioOf({ run }: LoadedRun, id: string, place: Place): Scenario | Problem {
  const found = run.scenarios.find((scenario) => scenario.id === id);
  if (found) return found;
  const ids = run.scenarios.map((scenario) => scenario.id);
  return {
    message: `The run \`${run.id}\` has no scenario \`${id}\`.`,
    hint: suggest(id, ids) ?? `Scenarios: ${ids.join(', ')}.`,
    place,
  };
}

function checkPrediction(
  { run: name, scenario: id, fact, choices, place }: Prediction,
  runs: ReadonlyMap<string, LoadedRun>,
): Problem[] {
  const loaded = runs.get(name);
  if (!loaded) {
    return [{ ...noSuchRun(name, runs), place }];
  }
  const scenario = scenarioOf(loaded, id, place);
  if ('message' in scenario) return [scenario];
  const { end } = loaded.record(scenario);
  const facts = hasFailed(end) ? {} : end.facts;
  const answer = facts[fact];
  if (answer === undefined) {
    const names = Object.keys(facts);
    const message = `The run \`${name}\` ends without a figure \`${fact}\`.`;
    return [{ message, hint: suggest(fact, names) ?? `Figures: ${names.join(', ')}.`, place }];
  }
  if (choices.filter((choice) => choice === String(answer)).length === 1) return [];
  return [
    {
      message: `The run answers ${answer}, which is not one of the choices: ${choices.join(', ')}.`,
      hint: `Write the choice \`- ${answer}\` once.`,
      place,
    },
  ];
}
