import { z } from 'zod';
import { parseRecord } from '../parse-record.ts';
import type { Problem } from '../problem.ts';
import { suggest } from '../suggest.ts';
import type { LineRange } from '../release/permalink.ts';
import { referencesFile } from './read-content.ts';
import type { Excerpt, Stop } from './tour.ts';

const referencesSchema = z.array(
  z.strictObject({
    row: z.int().positive(),
    /** What the source document looks at, in our words. */
    about: z.string().min(1),
    /** Where the tour has it: a stop, or the note of it whose anchor holds this text. */
    covers: z
      .array(z.strictObject({ stop: z.string(), note: z.string().optional() }))
      .min(1, 'must name at least one stop'),
    /** A line that one of the stops or notes of `covers` must contain in one release. */
    expects: z
      .strictObject({ release: z.string(), path: z.string(), line: z.int().positive() })
      .optional(),
  }),
);

export type References = z.output<typeof referencesSchema>;

export interface ReferencesRequest {
  readonly release: string;
  readonly stops: readonly Stop[];
  /** Slugs of stops that are on the path of other releases. */
  readonly elsewhere?: readonly string[];
  /** Whether the anchors were carried over: notes may have gone, and been waived. */
  readonly isCarried?: boolean;
}

/**
 * Checks that the tour has every row of the documents that it started from, and that lines which
 * are known for a release lie in the ranges that should hold them.
 */
export function checkReferences(
  text: string,
  { release, stops, elsewhere = [], isCarried = false }: ReferencesRequest,
): { readonly references: References; readonly problems: readonly Problem[] } {
  const record = parseRecord(text, referencesSchema, { file: referencesFile });
  if (record.value === undefined) return { references: [], problems: record.problems };
  const problems: Problem[] = [];
  const slugs = stops.map(({ slug }) => slug);
  for (const [at, { row, covers, expects }] of record.value.entries()) {
    const ranges: { path: string; lines: LineRange }[] = [];
    for (const [index, { stop: slug, note }] of covers.entries()) {
      const stop = stops.find((other) => other.slug === slug);
      const found = stop && rangesOf(stop, note);
      if (found && found.length > 0) ranges.push(...found);
      else if (!isCarried && !elsewhere.includes(slug)) {
        const isNote = stop && note !== undefined;
        const missing = isNote ? `has no note on \`${note}\`` : 'shows no code';
        problems.push({
          message: stop
            ? `Row ${row}: the stop \`${slug}\` ${missing}.`
            : `Row ${row} names the stop \`${slug}\`, which does not exist.`,
          hint: stop ? undefined : suggest(slug, slugs),
          place: record.placeOf([at, 'covers', index, isNote ? 'note' : 'stop']),
        });
      }
    }
    if (expects?.release !== release || ranges.length === 0) continue;
    const holds = ranges.some(
      ({ path, lines }) =>
        path === expects.path && lines.from <= expects.line && expects.line <= lines.to,
    );
    if (holds) continue;
    const where = ranges.map(({ path, lines }) => `${path}:${lines.from}-${lines.to}`).join(', ');
    problems.push({
      message: `Row ${row}: in ${release} the range must hold ${expects.path}:${expects.line}, and it is ${where}.`,
      hint: 'The anchor found another place than the one that is known to be right.',
      place: record.placeOf([at, 'expects', 'line']),
    });
  }
  return { references: record.value, problems };
}

function rangesOf(stop: Stop, note: string | undefined): { path: string; lines: LineRange }[] {
  const excerpts = stop.blocks.flatMap((block): Excerpt[] =>
    block.kind === 'excerpt' ? [block.excerpt] : [],
  );
  if (note === undefined) return excerpts;
  return excerpts.flatMap(({ path, notes }) =>
    notes.filter(({ anchor }) => anchor.includes(note)).map(({ lines }) => ({ path, lines })),
  );
}
