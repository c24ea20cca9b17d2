import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { toString } from 'mdast-util-to-string';
import { z } from 'zod';
import { parseAnchor, type Anchor, parts, type Within } from '../anchor/anchor.ts';
import { parseRecord, type PlaceOf } from '../parse-record.ts';
import type { Place, Problem } from '../problem.ts';
import { isMeantFor, releaseIdSchema } from '../release/span-of-releases.ts';
import { suggest } from '../suggest.ts';
import { lanes } from './lane.ts';
import { parseMarkdown, placeOf, type MarkdownFile } from './parse-markdown.ts';
import { edgeKinds, pictureNames, type PictureName, type RunBlock } from './tour.ts';

const stopSchema = z.strictObject({
  title: z.string().min(1),
  lane: z.enum(lanes),
  summary: z.string().min(1),
  needs: z.array(z.string()).default([]),
  /** The releases whose path it is on; all when neither is given. */
  since: releaseIdSchema.optional(),
  until: releaseIdSchema.optional(),
  /** A side path: worth a look, and left again by the way that it was entered. */
  side: z.boolean().default(false),
  /** Files besides those shown whose symbols the prose names. */
  mentions: z.array(z.string()).default([]),
  'leads-to': z
    .array(z.strictObject({ to: z.string(), kind: z.enum(edgeKinds), label: z.string().min(1) }))
    .default([]),
});

/** A stop as its writer typed it: anchors not yet looked up, prose still Markdown. */
export interface StopDraft extends z.output<typeof stopSchema> {
  readonly slug: string;
  readonly markdown: MarkdownFile;
  readonly placeOf: PlaceOf;
  readonly blocks: readonly BlockDraft[];
}

export type BlockDraft =
  | { readonly kind: 'prose'; readonly nodes: RootContent[] }
  | { readonly kind: 'trace'; readonly label: RootContent[]; readonly nodes: RootContent[] }
  | { readonly kind: 'picture'; readonly name: PictureName }
  | RunBlock
  | PredictionDraft
  | ExcerptDraft;

/** `:::predict{run="..." scenario="..." fact="..."}`: the question, a list of choices, and why. */
export interface PredictionDraft {
  readonly kind: 'predict';
  readonly run: string;
  readonly scenario: string;
  readonly fact: string;
  readonly question: RootContent[];
  readonly choices: readonly string[];
  readonly why: RootContent[];
  readonly place: Place;
}

export interface ExcerptDraft {
  readonly kind: 'excerpt';
  /** Tried in order: releases differ in where a thing is. */
  readonly anchors: readonly Anchor[];
  readonly foldable: boolean;
  readonly place: Place;
  readonly notes: NoteDraft[];
}

export interface NoteDraft {
  readonly within: Within;
  readonly label: RootContent[];
  readonly nodes: RootContent[];
  readonly place: Place;
}

/** Reads a stop for one release: parts that are meant for other releases are left out. */
export function parseStop(
  text: string,
  file: string,
  release: string,
  problems: Problem[],
): StopDraft {
  const markdown = parseMarkdown(text, file);
  const nodes = forRelease(markdown.body, release, file, problems);
  return {
    ...parseFrontMatter(markdown, problems),
    slug: slugOf(file),
    markdown,
    blocks: parseBlocks(nodes, file, problems),
  };
}

/** Wrong front matter is reported, and the body is read all the same, for what is wrong in it. */
function parseFrontMatter(
  { file, frontMatter }: MarkdownFile,
  problems: Problem[],
): z.output<typeof stopSchema> & { placeOf: PlaceOf } {
  const start = { file, line: 1, column: 1 };
  const nothing = stopSchema.parse({ title: '-', lane: lanes[0], summary: '-' });
  if (!frontMatter) {
    problems.push({
      message: 'The stop has no front matter.',
      hint: 'Begin the file with `---`, `title:`, `lane:`, `summary:` and `---`.',
      place: start,
    });
    return { ...nothing, placeOf: () => start };
  }
  const { text, line } = frontMatter;
  const record = parseRecord(text, stopSchema, { file, line });
  if (record.value !== undefined) return { ...record.value, placeOf: record.placeOf };
  problems.push(...record.problems);
  return { ...nothing, placeOf: () => start };
}

/** `content/tour/60-replicaset-controller/70-slow-start.md` -> `slow-start` */
export function slugOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.md$/, '').replace(/^\d+-/, '');
}

/** Opens `:::release{since="v1.20"}` and `{until="v1.16"}`, or drops what is inside. */
function forRelease(
  nodes: readonly RootContent[],
  release: string,
  file: string,
  problems: Problem[],
): RootContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'containerDirective' || node.name !== 'release') return [node];
    const span = attributesOf(node, ['since', 'until'], file, problems);
    const ids = Object.values(span);
    if (ids.length === 0 || ids.some((id) => !releaseIdSchema.safeParse(id).success)) {
      problems.push({
        message: 'A `release` directive says for which releases it is meant.',
        hint: 'Write `:::release{since="v1.20"}`, `:::release{until="v1.16"}`, or both.',
        place: placeOf(node, file),
      });
      return [];
    }
    return isMeantFor(release, span) ? forRelease(node.children, release, file, problems) : [];
  });
}

function parseBlocks(
  nodes: readonly RootContent[],
  file: string,
  problems: Problem[],
): BlockDraft[] {
  const blocks: BlockDraft[] = [];
  for (const node of nodes) {
    if (node.type === 'leafDirective' && node.name === 'picture') {
      const name = parsePicture(node, file, problems);
      if (name) blocks.push({ kind: 'picture', name });
    } else if (node.type === 'leafDirective' && node.name === 'run') {
      const { of: name = '', scenario } = attributesOf(node, ['of', 'scenario'], file, problems);
      blocks.push({ kind: 'run', name, scenario, place: placeOf(node, file) });
    } else if (node.type === 'containerDirective' && node.name === 'predict') {
      const prediction = parsePrediction(node, file, problems);
      if (prediction) blocks.push(prediction);
    } else if (node.type === 'leafDirective' && node.name === 'excerpt') {
      const excerpt = parseExcerpt(node, file, problems);
      if (excerpt) blocks.push(excerpt);
    } else if (node.type === 'containerDirective' && node.name === 'note') {
      const excerpt = blocks.findLast((block) => block.kind === 'excerpt');
      const note = parseNote(node, file, problems);
      if (!excerpt) {
        problems.push({
          message: 'The note stands before any excerpt, so it has no code to speak of.',
          hint: 'Put `::excerpt{of="path#Symbol"}` above it.',
          place: placeOf(node, file),
        });
      } else if (note) {
        excerpt.notes.push(note);
      }
    } else if (node.type === 'containerDirective' && node.name === 'trace') {
      blocks.push({ kind: 'trace', ...labelled(node) });
    } else {
      const last = blocks.at(-1);
      if (last?.kind === 'prose') last.nodes.push(node);
      else blocks.push({ kind: 'prose', nodes: [node] });
    }
  }
  return blocks;
}

function parsePrediction(
  node: ContainerDirective,
  file: string,
  problems: Problem[],
): PredictionDraft | undefined {
  const place = placeOf(node, file);
  const { run, scenario, fact } = attributesOf(node, ['run', 'scenario', 'fact'], file, problems);
  const at = node.children.findIndex(({ type }) => type === 'list');
  const list = node.children[at];
  const [question, why] = [node.children.slice(0, at), node.children.slice(at + 1)];
  if (!run || !scenario || !fact || list?.type !== 'list' || !question.length || !why.length) {
    problems.push({
      message: 'A prediction needs its run, a question, choices and the reason.',
      hint: 'Write `:::predict{run="slow-start-batch" scenario="third-fails" fact="created"}`, the question, a list of choices, why, and `:::`.',
      place,
    });
    return undefined;
  }
  const choices = list.children.map((item) => toString(item).trim());
  return { kind: 'predict', run, scenario, fact, question, choices, why, place };
}

function parsePicture(
  node: LeafDirective,
  file: string,
  problems: Problem[],
): PictureName | undefined {
  const { of = '' } = attributesOf(node, ['of'], file, problems);
  const name = pictureNames.find((known) => known === of);
  if (name === undefined) {
    problems.push({
      message: `There is no picture of \`${of}\`.`,
      hint: suggest(of, pictureNames) ?? `Pictures: ${pictureNames.join(', ')}.`,
      place: placeOf(node, file),
    });
  }
  return name;
}

function parseExcerpt(
  node: LeafDirective,
  file: string,
  problems: Problem[],
): ExcerptDraft | undefined {
  const place = placeOf(node, file);
  const { of, fold } = attributesOf(node, ['of', 'fold'], file, problems);
  if (of === undefined) {
    problems.push({
      message: 'The excerpt does not say of what.',
      hint: 'Write `::excerpt{of="path/to/file.go#Symbol"}`.',
      place,
    });
    return undefined;
  }
  const anchors: Anchor[] = [];
  for (const alternative of of.split(/\s+\|\s+/)) {
    const anchor = parseAnchor(alternative);
    if ('path' in anchor) anchors.push(anchor);
    else problems.push({ ...anchor, place });
  }
  return { kind: 'excerpt', anchors, foldable: fold !== 'none', place, notes: [] };
}

function parseNote(
  node: ContainerDirective,
  file: string,
  problems: Problem[],
): NoteDraft | undefined {
  const place = placeOf(node, file);
  const { at, from, to, part } = attributesOf(node, ['at', 'from', 'to', 'part'], file, problems);
  const { label, nodes } = labelled(node);
  const within = toWithin({ at, from, to, part });
  if (!within) {
    problems.push({
      message: 'The note does not say which lines it speaks of.',
      hint: 'Write `:::note[Label]{at="quote"}`, `{from="quote" to="quote"}` or `{part="signature"}`.',
      place,
    });
    return undefined;
  }
  if (label.length === 0 || nodes.length === 0) {
    problems.push({
      message: label.length === 0 ? 'The note has no label.' : 'The note is empty.',
      hint: 'Write `:::note[A short label]{at="quote"}`, the note, and `:::`.',
      place,
    });
    return undefined;
  }
  return { within, label, nodes, place };
}

function toWithin({
  at,
  from,
  to,
  part,
}: Record<'at' | 'from' | 'to' | 'part', string | undefined>): Within | undefined {
  const knownPart = parts.find((name) => name === part);
  if (at) return { kind: 'quote', quote: at };
  if (from && to) return { kind: 'from-to', from, to };
  return knownPart ? { kind: 'part', part: knownPart } : undefined;
}

/** Splits a container directive into the text in its brackets and its content. */
export function labelled(node: ContainerDirective): {
  label: RootContent[];
  nodes: RootContent[];
} {
  const [first, ...rest] = node.children;
  if (first?.type === 'paragraph' && first.data && 'directiveLabel' in first.data) {
    return { label: first.children, nodes: rest };
  }
  return { label: [], nodes: [...node.children] };
}

export function attributesOf<Name extends string>(
  node: ContainerDirective | LeafDirective,
  known: readonly Name[],
  file: string,
  problems: Problem[],
): Partial<Record<Name, string>> {
  const attributes = node.attributes ?? {};
  for (const name of Object.keys(attributes)) {
    if (known.some((other) => other === name)) continue;
    problems.push({
      message: `The directive \`${node.name}\` has no attribute \`${name}\`.`,
      hint: suggest(name, known) ?? `Its attributes: ${known.join(', ')}.`,
      place: placeOf(node, file),
    });
  }
  return attributes as Partial<Record<Name, string>>;
}
