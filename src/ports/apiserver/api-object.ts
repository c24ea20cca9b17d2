import type { ObjectMeta } from '../api/meta.ts';

/** What every object of the API has. */
export interface ApiObject {
  metadata: ObjectMeta;
}
