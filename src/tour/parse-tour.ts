import type { Problem } from '../problem.ts';
import { parseChapter, type ChapterDraft } from './parse-chapter.ts';
import { parseStop, type StopDraft } from './parse-stop.ts';
import type { ContentFiles } from './read-content.ts';

/** The tour as its writers typed it, for one release. */
export interface TourDraft {
  readonly chapters: readonly {
    readonly chapter: ChapterDraft;
    readonly stops: readonly StopDraft[];
  }[];
  readonly problems: readonly Problem[];
}

/** Parses all content. The numbers in front of names give the order and are not part of a slug. */
export function parseTour(files: ContentFiles, release: string): TourDraft {
  const problems: Problem[] = [];
  const folders = new Map<string, { chapter: ChapterDraft | undefined; stops: StopDraft[] }>();
  const slugs = new Map<string, string>();
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, folder, name] = /(?:^|\/)tour\/([^/]+)\/([^/]+)\.md$/.exec(file) ?? [];
    if (folder === undefined || name === undefined) {
      problems.push({
        message: `\`${file}\` is in no chapter.`,
        hint: 'Stops are `content/tour/<NN-chapter>/<NN-stop>.md`.',
        place: { file, line: 1, column: 1 },
      });
      continue;
    }
    const entry = folders.get(folder) ?? { chapter: undefined, stops: [] };
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
    entry.stops.push(stop);
  }

  const chapterSlugs = new Map<string, string>();
  const chapters = [...folders].flatMap(([folder, { chapter, stops }]) => {
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
      return [{ chapter, stops }];
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
  return { chapters, problems };
}

/** The source files that a tour cites, over all alternatives: what a build needs at the least. */
export function citedPaths({ chapters }: TourDraft): Set<string> {
  const excerpts = chapters
    .flatMap(({ stops }) => stops)
    .flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'excerpt'));
  return new Set(excerpts.flatMap(({ anchors }) => anchors.map(({ path }) => path)));
}
