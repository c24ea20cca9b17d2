import { z } from 'zod';

const debianSchema = z.strictObject({
  /** Debian's name of the source package. */
  package: z.string().min(1),
  /** The upstream part of the package's version, without epoch and Debian revision. */
  version: z.string().min(1),
});

/** A commit that nobody knows: only for source that was taken on a person's word. */
export const unknownCommit = 'unknown';

const pinFields = z.strictObject({
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
    .regex(
      /^([0-9a-f]{40}|unknown)$/,
      'must be a full commit id: 40 lower-case hexadecimal digits',
    ),
  /** The tag or branch that the commit was read from, for people. */
  ref: z.string().min(1),
  /** A Debian source package whose upstream archive is this commit. */
  debian: debianSchema.optional(),
  /** Folders and files of the repository that its source holds; all of them when absent. */
  only: z.array(z.string().min(1)).min(1).optional(),
  /** The bytes came from a source that names no commit: a person says that they are this one. */
  declared: z.literal(true).optional(),
});

export const pinSchema = pinFields.refine(
  ({ commit, declared }) => commit !== unknownCommit || declared,
  { path: ['commit'], message: 'may be `unknown` only with "declared": true' },
);

/** A repository at one commit: the exact source that a release is cut from. */
export type Pin = z.output<typeof pinSchema>;

/** What GitHub finds the tree by: the commit, or the ref when no commit is known. */
export const treeish = ({ commit, ref }: Pin): string => (commit === unknownCommit ? ref : commit);

/** Whether the pin's source holds a path of its repository. */
export const holds = ({ only }: Pin, path: string): boolean =>
  !only || only.some((part) => path === part || path.startsWith(`${part}/`));
