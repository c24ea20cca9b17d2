import type { Scenario } from './scenario.ts';
import { applyThree } from './scenarios/apply-three.ts';
import { deletePod } from './scenarios/delete-pod.ts';
import { deleteReplicaset } from './scenarios/delete-replicaset.ts';
import { nodeLost } from './scenarios/node-lost.ts';
import { quota } from './scenarios/quota.ts';
import { realRun } from './scenarios/real-run.ts';
import { rollout } from './scenarios/rollout.ts';
import { scaleDown } from './scenarios/scale-down.ts';
import { scaleUp } from './scenarios/scale-up.ts';
import { watchBreaks } from './scenarios/watch-breaks.ts';

/** All stories, in the order in which a reader meets their matter. */
export const scenarios: readonly Scenario[] = [
  applyThree,
  scaleUp,
  scaleDown,
  deletePod,
  deleteReplicaset,
  quota,
  nodeLost,
  watchBreaks,
  rollout,
  realRun,
];
