import type { Problem } from '../problem.ts';
import { parseChapter, type ChapterDraft } from './parse-chapter.ts';
import { parseStop, type StopDraft } from './parse-stop.ts';
import { isMeantFor } from '../release/span-of-releases.ts';
import { namedFiles } from './name-index.ts';
import { parseGlossary, type GlossaryDraft } from './parse-glossary.ts';
import { glossaryFile, referencesFile, type ContentFiles } from './read-content.ts';

/** The tour as its writers typed it, for one release. */
export interface TourDraft {
  readonly glossary: GlossaryDraft | undefined;
  readonly chapters: readonly {
    readonly chapter: ChapterDraft;
    readonly stops: readonly StopDraft[];
    /** Stops that are on the path of other releases. */
    readonly elsewhere: readonly StopDraft[];
  }[];
  readonly problems: readonly Problem[];
}

/** Drafts by content and release: who needs to know the cited files parses first, the compiler next. */
const parsed = new WeakMap<ContentFiles, Map<string, TourDraft>>();

/**
 * Parses all content, once for a set of files and a release. The numbers in front of names give the
 * order and are not part of a slug.
 */
export function parseTour(files: ContentFiles, release: string): TourDraft {
  const drafts = parsed.get(files) ?? new Map<string, TourDraft>();
  parsed.set(files, drafts);
  const draft = drafts.get(release) ?? parseFiles(files, release);
  drafts.set(release, draft);
  return draft;
}

interface FolderDraft {
  chapter: ChapterDraft | undefined;
  readonly stops: StopDraft[];
  readonly elsewhere: StopDraft[];
}

/** Names beside which the stops of a release stand: /v1.20/words/, /v1.20/source/... */
export const takenSlugs: readonly string[] = [
  'chapter',
  'cluster',
  'compare',
  'drift',
  'runs',
  'source',
  'words',
];

function parseFiles(files: ContentFiles, release: string): TourDraft {
  const problems: Problem[] = [];
  const folders = new Map<string, FolderDraft>();
  const slugs = new Map<string, string>();
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file === glossaryFile || file === referencesFile) continue;
    const [, folder, name] = /(?:^|\/)tour\/([^/]+)\/([^/]+)\.md$/.exec(file) ?? [];
    if (folder === undefined || name === undefined) {
      problems.push({
        message: `\`${file}\` is in no chapter.`,
        hint: 'Stops are `content/tour/<NN-chapter>/<NN-stop>.md`.',
        place: { file, line: 1, column: 1 },
      });
      continue;
    }
    const entry = folders.get(folder) ?? { chapter: undefined, stops: [], elsewhere: [] };
    folders.set(folder, entry);
    if (name === 'chapter') {
      entry.chapter = parseChapter(text, file, problems);
      continue;
    }
    const stop = parseStop(text, file, release, problems);
    const other = slugs.get(stop.slug);
    if (other !== undefined) {
      problems.push({
        message: `The stop \`${stop.slug}\` is there twice: the other is \`${other}\`.`,
        hint: 'Rename one of the files. The number in front does not make a slug unique.',
        place: { file, line: 1, column: 1 },
      });
      continue;
    }
    slugs.set(stop.slug, file);
    if (takenSlugs.includes(stop.slug)) {
      problems.push({
        message: `No stop can be called \`${stop.slug}\`: the site has another page there.`,
        hint: 'Rename the file.',
        place: { file, line: 1, column: 1 },
      });
    }
    (isMeantFor(release, stop) ? entry.stops : entry.elsewhere).push(stop);
  }

  const chapterSlugs = new Map<string, string>();
  const chapters = [...folders].flatMap(([folder, { chapter, stops, elsewhere }]) => {
    const file = `content/tour/${folder}/chapter.md`;
    if (chapter) {
      const other = chapterSlugs.get(chapter.slug);
      if (other !== undefined) {
        problems.push({
          message: `The chapter \`${chapter.slug}\` is there twice: the other is \`${other}\`.`,
          hint: 'Rename one of the folders. The number in front does not make a slug unique.',
          place: { file, line: 1, column: 1 },
        });
      }
      chapterSlugs.set(chapter.slug, folder);
      return [{ chapter, stops, elsewhere }];
    }
    if (!files.has(file)) {
      problems.push({
        message: `The chapter \`${folder}\` has no chapter.md.`,
        hint: 'Add one with `title:` and `summary:` in its front matter.',
        place: { file, line: 1, column: 1 },
      });
    }
    return [];
  });
  const words = files.get(glossaryFile);
  const glossary = words === undefined ? undefined : parseGlossary(words, glossaryFile, problems);
  return { glossary, chapters, problems };
}

/** The source files that a tour shows, over all alternatives. */
export function citedPaths({ chapters }: TourDraft): Set<string> {
  const excerpts = chapters
    .flatMap(({ stops }) => stops)
    .flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'excerpt'));
  return new Set(excerpts.flatMap(({ anchors }) => anchors.map(({ path }) => path)));
}

/** Files besides those shown whose names the prose uses. */
export function mentionedPaths({ chapters }: TourDraft): Set<string> {
  return new Set(
    chapters.flatMap(({ chapter, stops }) => [
      ...chapter.mentions,
      ...stops.flatMap(({ mentions }) => mentions),
    ]),
  );
}

/** What a build needs of a release: the cited files, and those whose names prose may use. */
export function neededPaths(
  draft: TourDraft,
  paths: Iterable<string>,
  carried: readonly string[] = [],
): Set<string> {
  const cited = new Set([...citedPaths(draft), ...carried]);
  return new Set([...cited, ...namedFiles(paths, cited, mentionedPaths(draft))]);
}
