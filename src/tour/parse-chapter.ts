import type { RootContent } from 'mdast';
import { z } from 'zod';
import { parseRecord, type PlaceOf } from '../parse-record.ts';
import type { Problem } from '../problem.ts';
import { parseMarkdown, type MarkdownFile } from './parse-markdown.ts';
import { labelled } from './parse-stop.ts';

const chapterSchema = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  /** Files besides those shown whose symbols any stop may name. */
  mentions: z.array(z.string()).default([]),
});

/** `chapter.md` as its writer typed it. */
export interface ChapterDraft extends z.output<typeof chapterSchema> {
  readonly slug: string;
  readonly placeOf: PlaceOf;
  readonly markdown: MarkdownFile;
  readonly nodes: readonly RootContent[];
  readonly questions: readonly { readonly label: RootContent[]; readonly nodes: RootContent[] }[];
}

export function parseChapter(
  text: string,
  file: string,
  problems: Problem[],
): ChapterDraft | undefined {
  const markdown = parseMarkdown(text, file);
  const { text: yaml, line } = markdown.frontMatter ?? { text: '', line: 1 };
  const record = parseRecord(yaml || '{}', chapterSchema, { file, line });
  if (record.value === undefined) {
    problems.push(...record.problems);
    return undefined;
  }
  const nodes: RootContent[] = [];
  const questions: { label: RootContent[]; nodes: RootContent[] }[] = [];
  for (const node of markdown.body) {
    if (node.type === 'containerDirective' && node.name === 'question')
      questions.push(labelled(node));
    else nodes.push(node);
  }
  const slug = file.split('/').at(-2)?.replace(/^\d+-/, '') ?? '';
  return { ...record.value, placeOf: record.placeOf, slug, markdown, nodes, questions };
}
