import type { Problem } from '../problem.ts';
import type { LoadedRun } from '../record/load-runs.ts';
import { hasFailed } from '../runs/recording.ts';
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
    if (block.kind !== 'run' || runs.has(block.name)) return [];
    return [
      {
        ...noSuchRun(block.name, runs),
        place: block.place,
      },
    ];
  });
}

const noSuchRun = (name: string, runs: ReadonlyMap<string, LoadedRun>): Problem => ({
  message: `There is no run \`${name}\`.`,
  hint: suggest(name, runs.keys()) ?? `Runs: ${[...runs.keys()].join(', ')}.`,
});

function checkPrediction(
  { run: name, scenario: id, fact, choices, place }: Prediction,
  runs: ReadonlyMap<string, LoadedRun>,
): Problem[] {
  const loaded = runs.get(name);
  if (!loaded) {
    return [{ ...noSuchRun(name, runs), place }];
  }
  const scenario = loaded.run.scenarios.find((other) => other.id === id);
  if (!scenario) {
    const ids = loaded.run.scenarios.map((other) => other.id);
    const message = `The run \`${name}\` has no scenario \`${id}\`.`;
    return [{ message, hint: suggest(id, ids) ?? `Scenarios: ${ids.join(', ')}.`, place }];
  }
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
