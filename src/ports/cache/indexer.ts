import type { Store } from './store.ts';

/** The values under which an index has an object. */
export type IndexFunc<T = unknown> = (
  obj: T,
) => readonly [values: readonly string[], err: Error | undefined];

/** Name of an index -> its function. */
export type Indexers<T = unknown> = Map<string, IndexFunc<T>>;

/** Indexed value -> keys of the objects that have it. */
export type Index = Map<string, Set<string>>;

/** Name of an index -> the index. */
export type Indices = Map<string, Index>;

/** A store that also finds objects by what index functions say of them. */
export interface Indexer<T = unknown> extends Store<T> {
  list(): T[];
  /** The objects that have a value in common with an object. */
  index(indexName: string, obj: T): readonly [items: T[] | undefined, err: Error | undefined];
  /** The keys of the objects that have a value, sorted. */
  indexKeys(
    indexName: string,
    indexedValue: string,
  ): readonly [keys: string[] | undefined, err: Error | undefined];
  /** Every value that some object has. */
  listIndexFuncValues(indexName: string): string[];
  /** The objects that have a value. */
  byIndex(
    indexName: string,
    indexedValue: string,
  ): readonly [items: T[] | undefined, err: Error | undefined];
  getIndexers(): Indexers<T>;
  /** Only while the store is empty. */
  addIndexers(newIndexers: Indexers<T>): Error | undefined;
}
