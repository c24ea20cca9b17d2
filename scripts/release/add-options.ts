export interface AddOptions {
  /** A tag, a branch or a commit. */
  readonly ref: string;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  /** The release to carry from; the newest earlier one that is whole when absent. */
  readonly after?: string | undefined;
  /** `owner/name@ref:mount` */
  readonly repository?: readonly string[] | undefined;
  /** `PATH`, or `MOUNT=PATH` for one of several repositories. */
  readonly from?: readonly string[] | undefined;
  /** Folders of the repository at the root that its source holds. */
  readonly only?: readonly string[] | undefined;
  /** `package=version` */
  readonly debian?: string | undefined;
  /** Source that names no commit is taken on the caller's word. */
  readonly declared: boolean;
  readonly via: boolean;
  readonly replace: boolean;
  readonly dryRun: boolean;
  readonly offline: boolean;
}
