import { hasFailed, type Recording } from '../src/runs/recording.ts';
import { playAll, playBroken } from './record-run-for-test.ts';

type Facts = Readonly<Record<string, string | number | boolean>>;

function factsIn({ end }: Pick<Recording, 'end'>): Facts {
  return hasFailed(end) ? { error: end.error } : end.facts;
}

/** The figures of a run's scenarios, and those with a guard taken out. */
export function factsOfRun(id: string): {
  readonly factsOf: (scenario: string) => Facts;
  readonly broken: (scenario: string, guard: string) => Facts;
} {
  const { recordings } = playAll(id);
  return {
    factsOf: (scenario) => {
      const recording = recordings[scenario];
      if (!recording) throw new Error(`${id} has no scenario ${scenario}`);
      return factsIn(recording);
    },
    broken: (scenario, guard) => factsIn(playBroken(id, scenario, guard)),
  };
}
