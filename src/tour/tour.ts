import type { Root } from 'hast';
import type { Place } from '../problem.ts';
import type { BlobId } from '../release/blob-id.ts';
import type { LineRange } from '../release/permalink.ts';
import type { Lane } from './lane.ts';

/** Prose as a tree of HTML elements; links to stops have the form `stop:<slug>`. */
export type Prose = Root;

/** The whole tour, resolved against one release. Plain JSON. */
export interface Tour {
  readonly release: string;
  readonly chapters: readonly Chapter[];
  /** Stops that are on the path of other releases, in the order of reading. */
  readonly elsewhere: readonly StopElsewhere[];
  /** Terms in order; empty without a glossary. */
  readonly glossary: readonly Term[];
}

/** An entry of the glossary. */
export interface Term {
  /** Its place on the page of words. */
  readonly slug: string;
  readonly term: string;
  /** Other forms that prose uses. */
  readonly also: readonly string[];
  readonly prose: Prose;
}

/** A stop that this release has not. */
export interface StopElsewhere extends Pick<Stop, 'slug' | 'title' | 'lane' | 'summary'> {
  /** The stop after which it would stand; nothing when it would be the first. */
  readonly after: string | undefined;
}

export interface Chapter {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly prose: Prose;
  readonly questions: readonly Question[];
  readonly stops: readonly Stop[];
}

export interface Question {
  readonly question: Prose;
  readonly answer: Prose;
}

/** One page of the tour. */
export interface Stop {
  readonly slug: string;
  readonly title: string;
  readonly lane: Lane;
  readonly summary: string;
  /** Slugs of the stops that a reader should know first. */
  readonly needs: readonly string[];
  /** Whether the stop lies beside the main path. */
  readonly side: boolean;
  readonly blocks: readonly Block[];
  readonly leadsTo: readonly Edge[];
  /** Words of prose and notes. */
  readonly words: number;
  /** The release is partial and has no source of this stop: its blocks only say so. */
  readonly status?: 'absent';
  /** Excerpts and notes that this release has no place for; blocks tell the reader. */
  readonly gone?: readonly Gone[];
}

/** An excerpt or a note without a place in the release, and the sentence that readers see. */
export interface Gone {
  readonly key: string;
  readonly why: 'waived' | 'absent';
  readonly reason: string;
}

export type Block =
  | { readonly kind: 'prose'; readonly prose: Prose }
  | { readonly kind: 'trace'; readonly label: Prose; readonly prose: Prose }
  | { readonly kind: 'picture'; readonly name: PictureName }
  | RunBlock
  | Prediction
  | { readonly kind: 'excerpt'; readonly excerpt: Excerpt };

/** Something to run, and the scenario that is shown first if it is not the run's own first. */
export interface RunBlock {
  readonly kind: 'run';
  readonly name: string;
  readonly scenario?: string | undefined;
  readonly place: Place;
}

/** A question that a run answers: the reader predicts, runs, and reads why. */
export interface Prediction {
  readonly kind: 'predict';
  /** The run and its scenario that answer. */
  readonly run: string;
  readonly scenario: string;
  /** The figure of the run's end that is asked for. */
  readonly fact: string;
  readonly question: Prose;
  /** What may be answered, as plain text; the right one is what the run's figure is. */
  readonly choices: readonly string[];
  readonly why: Prose;
  readonly place: Place;
}

/** Pictures that the site can draw. */
export const pictureNames = ['six-arrows'] as const;
export type PictureName = (typeof pictureNames)[number];

/** call: runs it; data: a value reaches it through a queue, the watch or the store. */
export const edgeKinds = ['call', 'data', 'registers'] as const;
export type EdgeKind = (typeof edgeKinds)[number];

export interface Edge {
  readonly to: string;
  readonly kind: EdgeKind;
  readonly label: Prose;
}

/** The code that a stop shows. */
export interface Excerpt extends Unread {
  /** What people type for it: `slow-start`, `slow-start/excerpt-2`. */
  readonly key: string;
  /** As content writes it, alternatives and all: releases have an excerpt in common by this. */
  readonly written: string;
  readonly anchor: string;
  readonly path: string;
  readonly blob: BlobId;
  readonly symbol: string;
  /** The lines shown, from the doc comment to the end of the declaration. */
  readonly lines: LineRange;
  /** Runs of those lines that are folded until the reader opens them. */
  readonly folds: readonly LineRange[];
  readonly notes: readonly Note[];
  readonly calls: readonly CallLink[];
}

/** Whether the code was edited since the release before, and nobody has read the prose again. */
interface Unread {
  readonly unread?: true;
}

/** Prose tied to lines of an excerpt. */
export interface Note extends Unread {
  /** Counts from 1 over the whole stop. */
  readonly number: number;
  readonly key: string;
  readonly written: string;
  readonly anchor: string;
  readonly label: Prose;
  readonly lines: LineRange;
  readonly prose: Prose;
}

/** A call in an excerpt to a symbol that has a stop. Columns count from 0, in UTF-16 units. */
export interface CallLink {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly stop: string;
}
