import type { Task } from '../runtime/task.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';

type Answer = readonly [object: JSONMap | undefined, error: Error | undefined];

/** What kubectl apply asks the API server for, for objects of one kind. */
export interface ResourceClient {
  get(namespace: string, name: string): Task<Answer>;
  create(namespace: string, object: JSONMap): Task<Answer>;
  /** @param patch A strategic merge patch as JSON. */
  patch(namespace: string, name: string, patch: string): Task<Answer>;
}
