import { z } from 'zod';
import { parseRecord } from '../parse-record.ts';
import { ProblemError } from '../problem.ts';
import { holds, pinSchema, type Pin } from './pin.ts';
import { releaseIdSchema } from './span-of-releases.ts';

const releaseSchema = z.strictObject({
  id: releaseIdSchema,
  /** What a reader sees: `Kubernetes 1.20`. */
  label: z.string().min(1),
  /** The day on which the pinned commit was made, `YYYY-MM-DD`, where it is known. */
  date: z.iso.date('must be a date such as `2021-01-13`').optional(),
  pins: z.array(pinSchema).min(1, 'must name at least one repository'),
});

/** A Kubernetes release that we publish. */
export type Release = z.output<typeof releaseSchema>;

/**
 * Reads `content/releases/<id>.json`.
 *
 * @throws ProblemError with a place for every key or value that is wrong.
 */
export function parseRelease(text: string, file: string): Release {
  const record = parseRecord(text, releaseSchema, { file });
  if (record.value === undefined) throw new ProblemError(record.problems);
  const release = record.value;
  const name = file.replace(/^.*\//, '').replace(/\.json$/, '');
  if (name !== release.id) {
    throw new ProblemError({
      message: `The release calls itself \`${release.id}\` in a file named \`${name}.json\`.`,
      hint: `Rename the file to \`${release.id}.json\`, or set "id" to "${name}".`,
      place: record.placeOf(['id']),
    });
  }
  return release;
}

/** Writes `content/releases/<id>.json`; what has its usual value is left out. */
export function formatRelease({ pins, ...release }: Release): string {
  const plain = pins.map(({ mount, ...pin }) => (mount === '' ? pin : { mount, ...pin }));
  return `${JSON.stringify({ ...release, pins: plain }, null, 2)}\n`;
}

/** The pin that a file of the release comes from: the longest mount that contains the path. */
export function pinOf(release: Release, path: string): Pin | undefined {
  return release.pins
    .filter(({ mount }) => mount === '' || path.startsWith(`${mount}/`))
    .sort((a, b) => b.mount.length - a.mount.length)[0];
}

/** A path of the release as its own repository names it. */
export function pathInPin(pin: Pin, path: string): string {
  return pin.mount === '' ? path : path.slice(pin.mount.length + 1);
}

/** Whether the release's source holds a path. That of a partial release lacks whole folders. */
export function hasSource(release: Release, path: string): boolean {
  const pin = pinOf(release, path);
  return pin !== undefined && holds(pin, pathInPin(pin, path));
}

/** Whether the release's source is a part of Kubernetes only. */
export const isPartial = ({ pins }: Release): boolean =>
  !pins.some(({ mount }) => mount === '') || pins.some(({ only }) => only !== undefined);
