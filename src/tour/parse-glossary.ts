import type { RootContent } from 'mdast';
import { z } from 'zod';
import { parseRecord } from '../parse-record.ts';
import type { Place, Problem } from '../problem.ts';
import { attributesOf, labelled } from './parse-stop.ts';
import { parseMarkdown, placeOf, type MarkdownFile } from './parse-markdown.ts';
import { plainMdast } from './plain-mdast.ts';

const glossarySchema = z.strictObject({ title: z.string().min(1) });

/** `content/glossary.md` as its writer typed it. */
export interface GlossaryDraft {
  readonly title: string;
  readonly markdown: MarkdownFile;
  readonly terms: readonly TermDraft[];
}

export interface TermDraft {
  readonly term: string;
  /** Other forms of the term that prose uses. */
  readonly also: readonly string[];
  readonly nodes: readonly RootContent[];
  readonly place: Place;
}

/** Reads `:::term[work queue]{also="workqueue, work queues"}` entries. */
export function parseGlossary(text: string, file: string, problems: Problem[]): GlossaryDraft {
  const markdown = parseMarkdown(text, file);
  const { text: yaml, line } = markdown.frontMatter ?? { text: '{}', line: 1 };
  const record = parseRecord(yaml, glossarySchema, { file, line });
  if (record.value === undefined) problems.push(...record.problems);
  const terms: TermDraft[] = [];
  const seen = new Map<string, Place>();
  for (const node of markdown.body) {
    const place = placeOf(node, file);
    if (node.type !== 'containerDirective' || node.name !== 'term') {
      problems.push({
        message: 'The glossary holds terms only.',
        hint: 'Write `:::term[work queue]{also="work queues"}`, the explanation, and `:::`.',
        place,
      });
      continue;
    }
    const { label, nodes } = labelled(node);
    const { also = '' } = attributesOf(node, ['also'], file, problems);
    const term = plainMdast(label);
    const forms = [term, ...also.split(',')].map((form) => form.trim()).filter(Boolean);
    for (const form of forms) {
      const other = seen.get(form.toLowerCase());
      if (other) {
        problems.push({
          message: `\`${form}\` is explained twice: also on line ${other.line}.`,
          place,
        });
      }
      seen.set(form.toLowerCase(), place);
    }
    if (term === '' || nodes.length === 0) {
      problems.push({
        message: term === '' ? 'The term has no name.' : `\`${term}\` has no explanation.`,
        hint: 'Write `:::term[work queue]`, the explanation, and `:::`.',
        place,
      });
      continue;
    }
    terms.push({ term, also: forms.slice(1), nodes, place });
  }
  return { title: record.value?.title ?? '', markdown, terms };
}
