import type { Scenario } from '../scenario.ts';

/** So long nothing may happen before the cluster counts as quiet; milliseconds. */
const quietPeriod = 12_000;

/** At most so long is waited for quiet. */
const limit = 180_000;

/** A scenario of one's own: manifests are applied one after the other, and then it is waited. */
export function applyManifests(manifests: readonly unknown[], source: string): Scenario {
  return {
    id: 'manifest',
    title: `Apply ${source}`,
    about: 'A manifest is applied, and nothing else is done until the cluster is quiet.',
    *play(stage) {
      const { recorder, runtime } = stage.cluster;
      for (const manifest of manifests) yield* stage.kubectl.apply(manifest, source);
      const end = runtime.now() + limit;
      let seen = -1;
      while (seen !== recorder.messages.length && runtime.now() < end) {
        seen = recorder.messages.length;
        yield* stage.sleep(quietPeriod);
      }
    },
  };
}
