import type { ClusterRecording } from '../cluster/cluster-recording.ts';
import { scenarios } from '../cluster/scenarios.ts';
import { simulate } from '../cluster/simulate.ts';
import type { PlayableScenario } from './playable-scenario.ts';

/** The seed of what the site shows; any other would do as well. */
const seed = 1;

/** All scenarios, each played when it is first asked for. */
export function playableScenarios(): PlayableScenario[] {
  return scenarios.map((scenario) => {
    let recording: ClusterRecording | undefined;
    return {
      id: scenario.id,
      title: scenario.title,
      about: scenario.about,
      record: () => (recording ??= simulate(scenario, { seed })),
    };
  });
}
