import { DeletedFinalStateUnknown } from '../src/ports/cache/deleted-final-state-unknown.ts';
import type { Delta, DeltaType } from '../src/ports/cache/delta.ts';
import type { Indexer, Indexers } from '../src/ports/cache/indexer.ts';
import { KeyError } from '../src/ports/cache/key-error.ts';

/** An object as text: name, version and after a colon its indexed values, as `a1:xy`. */
export class Thing {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get values(): string[] {
    return Array.from(this.text.split(':')[1] ?? '');
  }

  toJSON(): string {
    return this.text;
  }
}

const types: Record<string, DeltaType> = {
  A: 'Added',
  U: 'Updated',
  D: 'Deleted',
  R: 'Replaced',
  S: 'Sync',
};

/** Reads a thing, `~key(thing)` for a tombstone, `[A:thing D:thing]` for deltas. */
export function parse(text: string): unknown {
  if (text.startsWith('[')) {
    return text
      .slice(1, -1)
      .split(' ')
      .filter((one) => one !== '')
      .map((one) => ({ type: types[one.slice(0, 1)], object: parse(one.slice(2)) }));
  }
  if (text.startsWith('~')) {
    const inner = text.slice(3, -1);
    return new DeletedFinalStateUnknown(text.slice(1, 2), inner === '' ? undefined : parse(inner));
  }
  return new Thing(text);
}

/** Of an object that is used as one. */
export const parseThing = (text: string): Thing => parse(text) as Thing;
export const parseDeltas = (text: string): Delta<Thing>[] => parse(text) as Delta<Thing>[];

export const deltaText = (delta: Delta | undefined): string =>
  delta ? `${delta.type.slice(0, 1)}:${textOf(delta.object)}` : '';

export function textOf(obj: unknown): string {
  if (obj === undefined) return '';
  if (obj instanceof Thing) return obj.text;
  if (obj instanceof DeletedFinalStateUnknown) return `~${obj.key}(${textOf(obj.obj)})`;
  return `[${(obj as Delta[]).map(deltaText).join(' ')}]`;
}

export function errorText(err: Error | undefined): string {
  if (!err) return 'ok';
  if (err instanceof KeyError) return `KeyError(${textOf(err.obj)}): ${errorText(err.err)}`;
  return err.message;
}

export const sorted = (texts: Iterable<string>): string => [...texts].sort().join(' ');

export const foundText = ([item, exists, err]: readonly [
  unknown,
  boolean,
  (Error | undefined)?,
]): string => `${textOf(item)} ${exists} ${errorText(err)}`;

/** Fails for a thing with the name `?`. */
export function storeKey(obj: unknown): readonly [string, Error | undefined] {
  if (obj instanceof DeletedFinalStateUnknown) return [obj.key, undefined];
  const name = (obj as Thing).text.slice(0, 1);
  return name === '?' ? ['', new Error('no key')] : [name, undefined];
}

const version = ({ text }: Thing): string => text.slice(1, 2);

const functions: Indexers<Thing> = new Map([
  ['vals', (obj) => [obj.values, undefined]],
  ['version', (obj) => [[version(obj)], undefined]],
  ['bad', (obj) => [[version(obj)], version(obj) === '9' ? new Error('too new') : undefined]],
]);

/** The index functions of these names; `bad` fails for version 9. */
export const indexersOf = (names: readonly string[]): Indexers<Thing> =>
  new Map([...functions].filter(([name]) => names.includes(name)));

type Common = Pick<
  Indexer<Thing>,
  | 'list'
  | 'listKeys'
  | 'index'
  | 'indexKeys'
  | 'listIndexFuncValues'
  | 'byIndex'
  | 'getIndexers'
  | 'addIndexers'
  | 'resync'
>;

const things = ([list, err]: readonly [Thing[] | undefined, Error | undefined]): string =>
  err ? errorText(err) : `(${sorted((list ?? []).map(textOf))})`;

/** A question that a cache and what is inside it answer alike. */
export function ask(store: Common, [name, first = '', second = '', ...more]: string[]): string {
  switch (name) {
    case 'list':
      return things([store.list(), undefined]);
    case 'listKeys':
      return `(${sorted(store.listKeys())})`;
    case 'index':
      return things(store.index(first, parseThing(second)));
    case 'byIndex':
      return things(store.byIndex(first, second));
    case 'indexKeys': {
      const [keys, err] = store.indexKeys(first, second);
      return err ? errorText(err) : `(${(keys ?? []).join(' ')})`;
    }
    case 'values':
      return `(${sorted(store.listIndexFuncValues(first))})`;
    case 'indexers':
      return `(${sorted(store.getIndexers().keys())})`;
    case 'addIndexers':
      return errorText(store.addIndexers(indexersOf([first, second, ...more])));
    case 'resync':
      return errorText(store.resync());
    default:
      throw new Error(`There is no step ${String(name)}`);
  }
}

/** What a step answers; what it throws is a panic of Go. */
export function caught(answer: () => string): string {
  try {
    return answer();
  } catch (error) {
    return `panic: ${(error as Error).message}`;
  }
}

/** Items as `key=thing` and indices as `name{value:keys}`. */
export function indexedState({
  items,
  indices,
}: {
  readonly items: ReadonlyMap<string, Thing>;
  readonly indices: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
}): string {
  const itemTexts = [...items].map(([key, item]) => `${key}=${textOf(item)}`);
  const indexTexts = [...indices].map(([name, index]) => {
    const values = [...index].map(([value, keys]) => `${value}:${[...keys].sort().join('')}`);
    return `${name}{${sorted(values)}}`;
  });
  return `${sorted(itemTexts)} | ${sorted(indexTexts)}`;
}

/** The input of a step, which is written before its answer. */
export const inputOf = (step: string): string => step.slice(0, step.indexOf(' ; '));

export interface StoreCase {
  readonly indexers: string;
  readonly steps: readonly string[];
}
