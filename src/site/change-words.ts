import type { Change } from '../drift/compare-tours.ts';

/** What became of an excerpt or a note between two releases, in words for readers. */
export const changeWords: Readonly<Record<Change, string>> = {
  same: 'the same',
  moved: 'the same text on other lines',
  comments: 'only comments or spacing edited',
  edited: 'edited',
  relocated: 'in another place',
  gone: 'gone',
  new: 'new',
  absent: 'without source in one of them',
};

/** What became of a stop that both releases have. */
export const stopChangeWords: Readonly<Record<Change, string>> = {
  ...changeWords,
  relocated: 'partly in another place',
  gone: 'partly gone',
  new: 'partly new',
};
