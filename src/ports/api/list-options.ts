/** What a list or a watch asks for. */
export interface ListOptions {
  /**
   * For a list: `''` the newest state, `'0'` any, else one at least so new. For a watch: all after it.
   */
  readonly resourceVersion: string;
  /** Seconds after which the server ends a watch. */
  readonly timeoutSeconds?: number;
  readonly allowWatchBookmarks?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** Objects of one kind, and the resource version at which they were all as they are here. */
export interface ObjectList<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}
