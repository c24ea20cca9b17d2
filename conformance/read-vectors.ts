import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { vectorsFolder } from '../src/port-map/vectors-folder.ts';

/** What the real Go answered: the symbol that was called and its cases. */
export interface Vectors<Case> {
  readonly symbol: string;
  readonly cases: readonly Case[];
}

/** Reads the vectors of a name that were recorded from the release whose behaviour the ports have. */
export function readVectors<Case>(name: string): Vectors<Case> {
  const file = join(import.meta.dirname, '..', vectorsFolder(portsRelease), `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Vectors<Case>;
}
