import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the real Go answered: the symbol that was called and its cases. */
export interface Vectors<Case> {
  readonly symbol: string;
  readonly cases: readonly Case[];
}

/** Reads `conformance/vectors/<name>.json`. */
export function readVectors<Case>(name: string): Vectors<Case> {
  const file = join(import.meta.dirname, 'vectors', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Vectors<Case>;
}
