import { z } from 'zod';

const debianSchema = z.strictObject({
  /** Debian's name of the source package. */
  package: z.string().min(1),
  /** The upstream part of the package's version, without epoch and Debian revision. */
  version: z.string().min(1),
});

export const pinSchema = z.strictObject({
  /** Folder under which the repository's files appear in the release; '' for the root. */
  mount: z
    .string()
    .regex(/^([\w.-]+(\/[\w.-]+)*)?$/, 'must be a folder without leading or trailing slash')
    .default(''),
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'must be `owner/name`, such as `kubernetes/kubernetes`'),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'must be a full commit id: 40 lower-case hexadecimal digits'),
  /** The tag or branch that the commit was read from, for people. */
  ref: z.string().min(1),
  /** A Debian source package whose upstream archive is this commit. */
  debian: debianSchema.optional(),
});

/** A repository at one commit: the exact source that a release is cut from. */
export type Pin = z.output<typeof pinSchema>;
