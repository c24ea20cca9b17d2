import { z } from 'zod';
import { parseRecord } from '../parse-record.ts';
import { ProblemError } from '../problem.ts';
import { releaseIdSchema } from './span-of-releases.ts';

/** What a new release did to an anchor. */
export const statuses = ['same', 'moved', 'edited', 'relocated', 'orphan', 'absent'] as const;
export type Status = (typeof statuses)[number];

const idSchema = z.string().regex(/^[0-9a-f]{40}$/, 'must be a git blob id');

/** Lines of a file as they were when somebody, or the carrying over, looked at them. */
const seenSchema = z.strictObject({
  path: z.string().min(1),
  blob: idSchema,
  from: z.int().positive(),
  to: z.int().positive(),
  /** Git's blob id of the lines themselves: the same for as long as nobody edits them. */
  text: idSchema,
});

export type Seen = z.output<typeof seenSchema>;

const decisionSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('accepted'),
    date: z.iso.date(),
    note: z.string().min(1),
    /** The text that was read: when it changes, the anchor is asked about again. */
    read: seenSchema,
  }),
  z.strictObject({
    state: z.literal('waived'),
    date: z.iso.date(),
    /** What the reader is told at that place. */
    reason: z.string().min(1),
  }),
]);

const rowSchema = z.strictObject({
  /** The anchor as content writes it, alternatives and all. */
  written: z.string().min(1),
  status: z.enum(statuses),
  confidence: z.number().min(0).max(1),
  /** The anchor to use in place of the written one, which does not resolve here or elsewhere. */
  anchor: z.string().min(1).optional(),
  /** The last text that a person stood by, and where it is in this release. */
  was: seenSchema.optional(),
  /** The release that `was` is of, when it is not the one that was carried over from. */
  wasIn: releaseIdSchema.optional(),
  is: seenSchema.optional(),
  reasons: z.array(z.string()).default([]),
  /** A person gave the place: it stays when the release is added anew. */
  byHand: z.literal(true).optional(),
  /** Of what is absent: the release that had lost it. Where there is source again it is an orphan. */
  lostIn: releaseIdSchema.optional(),
  decision: decisionSchema.optional(),
});

/** What became of one anchor, and what a person has decided about it. */
export type ReviewRow = z.output<typeof rowSchema>;

const portSchema = z.strictObject({
  status: z.enum(statuses),
  /** The TypeScript files and functions: `src/ports/a/b.ts#name`. */
  ports: z.array(z.string()),
  /** Where its Go is now, when that is not where the port's own release has it. */
  anchor: z.string().min(1).optional(),
  /** The Go that the port was written from, and what it is in this release. */
  was: seenSchema.optional(),
  /** The release that `was` is of, when it is not the one that was carried over from. */
  wasIn: releaseIdSchema.optional(),
  is: seenSchema.optional(),
  /** As in the row of an anchor. */
  lostIn: releaseIdSchema.optional(),
});

/** What became of the Go of some ports since they were written. */
export type PortRow = z.output<typeof portSchema>;

const reviewSchema = z.strictObject({
  release: z.string(),
  /** The release that the anchors were carried over from, and those hopped through. */
  from: z.string(),
  via: z.array(z.string()).default([]),
  /** `stop` or `stop/note` -> what became of it. */
  anchors: z.record(z.string(), rowSchema),
  /** Go symbol of a port -> what became of it. */
  ports: z.record(z.string(), portSchema).default({}),
});

/** What became of every anchor of the tour in a release. */
export type Review = z.output<typeof reviewSchema>;

/**
 * Reads `content/releases/<id>.review.json`.
 *
 * @throws ProblemError with a place for every key or value that is wrong.
 */
export function parseReview(text: string, file: string, release: string): Review {
  const record = parseRecord(text, reviewSchema, { file });
  if (record.value === undefined) throw new ProblemError(record.problems);
  if (record.value.release !== release) {
    throw new ProblemError({
      message: `The review was made for ${record.value.release}, and stands in the file of ${release}.`,
      hint: `Make it again: \`npm run release -- add REF --id ${release} --replace\`.`,
      place: record.placeOf(['release']),
    });
  }
  return record.value;
}

/** Writes a review; rows stand in the order of the tour. */
export function formatReview(review: Review): string {
  return `${JSON.stringify(review, null, 2)}\n`;
}

/** What is left to do about an anchor. */
export type Left = 'nothing' | 'read' | 'decide';

/** Whether a person must read a row, or decide what becomes of an orphan. */
export function leftOf({ status, decision, is }: ReviewRow): Left {
  if (status === 'orphan') return decision?.state === 'waived' ? 'nothing' : 'decide';
  if (status === 'same' || status === 'moved' || status === 'absent') return 'nothing';
  const isRead = decision?.state === 'accepted' && is !== undefined && sameText(decision.read, is);
  return isRead ? 'nothing' : 'read';
}

/** Whether two looks saw the same text, wherever it stands. */
export const sameText = (a: Seen, b: Seen): boolean => a.text === b.text && a.path === b.path;
