/** Whatever can list its keys and look up what is stored under one. */
export interface KeyListerGetter<T = unknown> {
  listKeys(): string[];
  getByKey(key: string): readonly [item: T | undefined, exists: boolean, err: Error | undefined];
}
