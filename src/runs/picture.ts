/**
 * What a run looks like at one moment, as plain JSON: parts from top to bottom. Colour never says
 * anything alone; a tone has a mark and a word of its own where it is drawn.
 */
export type Picture = readonly Part[];

export type Part = Groups | Grid | Times | Documents;

/** How a thing stands: it waits, is worked on, went well, went wrong, or is chosen to go. */
export type Tone = 'plain' | 'waiting' | 'busy' | 'good' | 'bad' | 'chosen' | 'gone';

export interface Item {
  readonly text: string;
  readonly tone?: Tone;
  /** More of it, in small. */
  readonly note?: string;
}

/** Named groups of items: batches, the sets of a queue, deltas by key, what a store holds. */
export interface Groups {
  readonly kind: 'groups';
  readonly title?: string;
  readonly groups: readonly {
    readonly name: string;
    readonly items: readonly Item[];
    /** Said when there are none. */
    readonly empty?: string;
    readonly note?: string;
  }[];
}

/** A table; a row is an object, the first cell its name. */
export interface Grid {
  readonly kind: 'grid';
  readonly title?: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly tone?: Tone;
    readonly note?: string;
  }[];
}

/** Moments on a common axis, in milliseconds. */
export interface Times {
  readonly kind: 'times';
  readonly title?: string;
  readonly rows: readonly {
    readonly name: string;
    readonly moments: readonly { readonly at: number; readonly label: string }[];
  }[];
}

/** Texts beside each other, such as JSON documents. */
export interface Documents {
  readonly kind: 'documents';
  readonly title?: string;
  readonly documents: readonly {
    readonly name: string;
    readonly lines: readonly { readonly text: string; readonly tone?: Tone }[];
  }[];
}
