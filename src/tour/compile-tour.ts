import type { Anchor } from '../anchor/anchor.ts';
import type { GoRelease } from '../go/go-release.ts';
import { compareProblems, type Place, type Problem } from '../problem.ts';
import { suggest } from '../suggest.ts';
import { hasSource, isPartial } from '../release/release.ts';
import { carriedPaths, carriedStop, plainSentence, type Carrying } from './carried.ts';
import { checkReferences } from './check-references.ts';
import { compileExcerpt } from './compile-excerpt.ts';
import { linkCalls, type SymbolStop } from './link-calls.ts';
import { nameIndex, namedFiles } from './name-index.ts';
import { parseMarkdown, type MarkdownFile } from './parse-markdown.ts';
import { slugOf, type StopDraft } from './parse-stop.ts';
import { citedPaths, mentionedPaths, parseTour, type TourDraft } from './parse-tour.ts';
import { referencesFile, type ContentFiles } from './read-content.ts';
import { toInlineProse, toProse, wordsIn, type ProseContext } from './to-prose.ts';
import type {
  Block,
  Chapter,
  Excerpt,
  Gone,
  Prose,
  Stop,
  StopElsewhere,
  Term,
  Tour,
} from './tour.ts';

export interface CompiledTour {
  readonly tour: Tour;
  /** Every problem of every file, in the order of files and lines. */
  readonly problems: readonly Problem[];
  /** Distinct Go names that prose uses and the release has. */
  readonly names: number;
}

/**
 * Compiles the content against one release: a pure function of the content files and the release's
 * source. It never stops at the first problem.
 *
 * @param carrying What became of the anchors in a release that was added by machine.
 */
export function compileTour(
  files: ContentFiles,
  release: string,
  go: GoRelease,
  carrying: Carrying = {},
): CompiledTour {
  const draft = parseTour(files, release);
  const problems: Problem[] = [...draft.problems];
  // Of all files, also those that do not parse: a link to a broken stop is no second problem.
  const slugs = new Set(
    [...files.keys()].filter((file) => /\/tour\/.+\/(?!chapter\.md)/.test(file)).map(slugOf),
  );
  const cited = new Set([...citedPaths(draft), ...carriedPaths(draft, carrying.review)]);
  const named = namedFiles(go.paths(), cited, mentionedPaths(draft));
  const partial = carrying.release && isPartial(carrying.release) ? carrying.release : undefined;
  problems.push(...missingMentions(draft, go, (path) => !partial || hasSource(partial, path)));
  const names = nameIndex(go, named);
  const found = new Set<string>();
  const makeContext = (markdown: MarkdownFile, shown: readonly Anchor[]): ProseContext => ({
    file: markdown.file,
    text: markdown.text,
    stops: slugs,
    problems,
    lookUp: (code) => {
      const outcome = names.lookUp(code, shown);
      if (outcome.kind === 'found') found.add(code);
      // What a partial release does not have may be in what it was not made of.
      return partial && outcome.kind === 'unknown' ? { kind: 'other' } : outcome;
    },
  });

  const compiled = draft.chapters.map(({ chapter, stops }): Chapter => {
    const context = makeContext(chapter.markdown, []);
    return {
      slug: chapter.slug,
      title: chapter.title,
      summary: chapter.summary,
      prose: toProse(chapter.nodes, context),
      questions: chapter.questions.map(({ label, nodes }) => ({
        question: toInlineProse(label, context),
        answer: toProse(nodes, context),
      })),
      stops: stops.map((stop) =>
        compileStop(stop, go, makeContext(stop.markdown, shownBy(stop, go)), carrying),
      ),
    };
  });
  const chapters = linkStops(compiled, go);
  const glossary = (draft.glossary?.terms ?? []).map(({ term, also, nodes }): Term => ({
    slug: slugOfTerm(term),
    term,
    also,
    prose: draft.glossary ? toProse(nodes, makeContext(draft.glossary.markdown, [])) : nothing,
  }));
  const elsewhere = stopsElsewhere(draft);
  const references = files.get(referencesFile);
  if (references !== undefined) {
    const stops = chapters.flatMap((chapter) => chapter.stops);
    const isCarried = carrying.review !== undefined || partial !== undefined;
    const request = { release, stops, elsewhere: elsewhere.map(({ slug }) => slug), isCarried };
    problems.push(...checkReferences(references, request).problems);
  }
  return {
    tour: { release, chapters, elsewhere, glossary },
    problems: problems.sort(compareProblems),
    names: found.size,
  };
}

/** The stops of other releases, each after the stop of this one that stands before it. */
function stopsElsewhere({ chapters }: TourDraft): StopElsewhere[] {
  const found: StopElsewhere[] = [];
  let after: string | undefined;
  for (const { stops, elsewhere } of chapters) {
    const inOrder = [...stops, ...elsewhere].sort((a, b) =>
      a.markdown.file < b.markdown.file ? -1 : 1,
    );
    for (const stop of inOrder) {
      const { slug, title, lane, summary } = stop;
      if (stops.includes(stop)) after = slug;
      else found.push({ slug, title, lane, summary, after });
    }
  }
  return found;
}

/** A file that is named to be searched for names, and is not there, would be searched in vain. */
function missingMentions(
  { chapters }: TourDraft,
  go: GoRelease,
  isMeant: (path: string) => boolean,
): Problem[] {
  return chapters.flatMap(({ chapter, stops }) =>
    [chapter, ...stops].flatMap((draft) =>
      draft.mentions.flatMap((path, at) =>
        go.has(path) || !isMeant(path)
          ? []
          : [
              {
                message: `\`mentions\` names the file \`${path}\`, which is not in this release.`,
                place: draft.placeOf(['mentions', at]),
              },
            ],
      ),
    ),
  );
}

const nothing: Prose = { type: 'root', children: [] };

/** `DeltaFIFO` -> `deltafifo`, `work queue` -> `work-queue` */
const slugOfTerm = (term: string): string => term.toLowerCase().replace(/[^a-z\d]+/g, '-');

/** The anchors of a stop's excerpts, of those alternatives that the release has. */
function shownBy({ blocks }: StopDraft, go: GoRelease): Anchor[] {
  return blocks.flatMap((block) =>
    block.kind === 'excerpt' ? block.anchors.filter(({ path }) => go.has(path)) : [],
  );
}

function compileStop(
  draft: StopDraft,
  go: GoRelease,
  context: ProseContext,
  carrying: Carrying,
): Stop {
  let number = 0;
  const carried = carriedStop(draft, carrying);
  const gone: Gone[] = [];
  const excerpts = draft.blocks.filter((block) => block.kind === 'excerpt');
  const isAbsent = excerpts.length > 0 && excerpts.every(carried.isAbsent);
  const compiledBlocks = (isAbsent ? [] : draft.blocks).flatMap((block): Block[] => {
    switch (block.kind) {
      case 'prose':
        return [{ kind: 'prose', prose: toProse(block.nodes, context) }];
      case 'trace':
        return [
          {
            kind: 'trace',
            label: toInlineProse(block.label, context),
            prose: toProse(block.nodes, context),
          },
        ];
      case 'picture':
      case 'run':
        return [block];
      case 'predict':
        return [
          {
            ...block,
            question: toProse(block.question, context),
            why: toProse(block.why, context),
          },
        ];
      case 'excerpt': {
        const missing: Gone[] = [];
        const excerpt = compileExcerpt(block, number + 1, go, context, { carried, gone: missing });
        number += excerpt?.notes.length ?? 0;
        gone.push(...missing);
        return [
          ...(excerpt ? [{ kind: 'excerpt' as const, excerpt }] : []),
          ...missing.map(({ reason }): Block => ({ kind: 'prose', prose: plainSentence(reason) })),
        ];
      }
    }
  });
  checkSlugs(draft, context);
  const blocks = isAbsent ? [absence(draft, carrying)] : compiledBlocks;
  return {
    slug: draft.slug,
    title: draft.title,
    lane: draft.lane,
    summary: draft.summary,
    needs: draft.needs,
    side: draft.side,
    blocks,
    leadsTo: draft['leads-to'].map(({ to, kind, label }, at) => ({
      to,
      kind,
      label: inlineProse(label, context, draft.placeOf(['leads-to', at, 'label'])),
    })),
    words: blocks.reduce((sum, block) => sum + wordsOfBlock(block), 0),
    ...(isAbsent ? { status: 'absent' as const } : {}),
    ...(gone.length > 0 ? { gone } : {}),
  };
}

/** What a reader sees of a stop whose code the release does not have: why, and where it is. */
function absence({ blocks }: StopDraft, { release }: Carrying): Block {
  const paths = new Set(
    blocks.flatMap((block) => (block.kind === 'excerpt' ? (block.anchors[0]?.path ?? []) : [])),
  );
  return {
    kind: 'prose',
    prose: plainSentence(
      `The source of this stop (${[...paths].map((path) => `\`${path}\``).join(', ')}) is not part of what ${release?.id ?? 'this release'} was made from.`,
    ),
  };
}

function checkSlugs(draft: StopDraft, { stops, problems }: ProseContext): void {
  const check = (slug: string, path: readonly (string | number)[], key: string): void => {
    if (stops.has(slug)) return;
    problems.push({
      message: `\`${key}\` names the stop \`${slug}\`, which does not exist.`,
      hint: suggest(slug, stops),
      place: draft.placeOf(path),
    });
  };
  draft['leads-to'].forEach(({ to }, at) => {
    check(to, ['leads-to', at, 'to'], 'leads-to');
  });
  draft.needs.forEach((slug, at) => {
    check(slug, ['needs', at], 'needs');
  });
}

/** A label of the front matter: one line of Markdown, without the paragraph around it. */
function inlineProse(text: string, context: ProseContext, place: Place): Prose {
  const [paragraph] = parseMarkdown(text, context.file).body;
  const nodes = paragraph?.type === 'paragraph' ? paragraph.children : [];
  const problems: Problem[] = [];
  const prose = toInlineProse(nodes, { ...context, text, problems });
  context.problems.push(...problems.map((problem) => ({ ...problem, place })));
  return prose;
}

function wordsOfBlock(block: Block): number {
  if (block.kind === 'picture' || block.kind === 'run') return 0;
  if (block.kind === 'predict') return wordsIn(block.question) + wordsIn(block.why);
  if (block.kind !== 'excerpt') return wordsIn(block.prose);
  return block.excerpt.notes.reduce(
    (sum, { label, prose }) => sum + wordsIn(label) + wordsIn(prose),
    0,
  );
}

/** Adds to every excerpt the links of its calls, which need all stops to be known. */
function linkStops(chapters: readonly Chapter[], go: GoRelease): Chapter[] {
  const symbols = chapters.flatMap(({ stops }) => stops.flatMap(symbolsOf));
  return chapters.map((chapter) => ({
    ...chapter,
    stops: chapter.stops.map((stop) => ({
      ...stop,
      blocks: stop.blocks.map((block): Block =>
        block.kind === 'excerpt'
          ? { ...block, excerpt: withCalls(block.excerpt, stop, symbols, go) }
          : block,
      ),
    })),
  }));
}

/** A stop is about its first excerpt's symbol; the others are helpers that it shows in passing. */
function symbolsOf({ slug, blocks }: Stop): SymbolStop[] {
  const first = blocks.find((block) => block.kind === 'excerpt');
  return first ? [{ path: first.excerpt.path, symbol: first.excerpt.symbol, stop: slug }] : [];
}

function withCalls(
  excerpt: Excerpt,
  stop: Stop,
  symbols: readonly SymbolStop[],
  go: GoRelease,
): Excerpt {
  const file = go.file(excerpt.path);
  const declaration = file.declarations.find(({ name }) => name === excerpt.symbol);
  if (!declaration) return excerpt;
  const lines = go.lines(file);
  const { calls } = go.inside(file, declaration);
  return {
    ...excerpt,
    calls: linkCalls(
      { file, lines, span: declaration.span, calls },
      { slug: stop.slug, leadsTo: stop.leadsTo.map(({ to }) => to) },
      symbols,
    ).filter(({ line }) => line >= excerpt.lines.from && line <= excerpt.lines.to),
  };
}
