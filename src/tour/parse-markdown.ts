import type { Root, RootContent } from 'mdast';
import type {} from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Place } from '../problem.ts';

/** A content file, split into its front matter and its body. */
export interface MarkdownFile {
  readonly file: string;
  readonly text: string;
  /** The YAML between the `---` lines, and the line on which it begins. */
  readonly frontMatter: { readonly text: string; readonly line: number } | undefined;
  readonly body: readonly RootContent[];
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkDirective);

export function parseMarkdown(text: string, file: string): MarkdownFile {
  const root: Root = processor.parse(text);
  const [first, ...rest] = root.children;
  if (first?.type !== 'yaml') return { file, text, frontMatter: undefined, body: root.children };
  return { file, text, frontMatter: { text: first.value, line: 2 }, body: rest };
}

/** Where a node of a content file begins. */
export function placeOf(node: { position?: RootContent['position'] }, file: string): Place {
  const { line = 1, column = 1 } = node.position?.start ?? {};
  return { file, line, column };
}
