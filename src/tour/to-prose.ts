import type { Nodes as HastNodes, Root as HastRoot } from 'hast';
import type {
  Definition,
  InlineCode,
  Link,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { removePosition } from 'unist-util-remove-position';
import { SKIP, visit } from 'unist-util-visit';
import type { Problem } from '../problem.ts';
import { suggest } from '../suggest.ts';
import type { NameOutcome } from './name-index.ts';
import { placeOf } from './parse-markdown.ts';
import type { Prose } from './tour.ts';

/** What prose may refer to, and where its problems go. */
export interface ProseContext {
  readonly file: string;
  readonly text: string;
  readonly stops: ReadonlySet<string>;
  readonly problems: Problem[];
  /** Looks up inline code among the names of the release. */
  readonly lookUp: (code: string) => NameOutcome;
}

/** Turns Markdown into a tree of HTML elements. Raw HTML is a problem, never output. */
export function toProse(nodes: readonly RootContent[], context: ProseContext): Prose {
  const root: Root = { type: 'root', children: structuredClone(nodes) as RootContent[] };
  restoreLiteralDirectives(root, context);
  visit(root, (node) => {
    checkNode(node, context);
  });
  const prose = toHast(root) as HastRoot;
  removePosition(prose, { force: true });
  return prose;
}

/** The same of a label: what stands within a line, without a paragraph around it. */
export function toInlineProse(nodes: readonly RootContent[], context: ProseContext): Prose {
  const paragraph: Paragraph = { type: 'paragraph', children: nodes as PhrasingContent[] };
  const { children } = toProse([paragraph], context);
  return {
    type: 'root',
    children: children.flatMap((node) => (node.type === 'element' ? node.children : [])),
  };
}

/**
 * The directive syntax reads `a:b` and `10:30` as directives too. We have none inside a line, so
 * such text is put back as it was typed.
 */
function restoreLiteralDirectives(root: Root, { text }: ProseContext): void {
  visit(root, 'textDirective', (node, index, parent) => {
    if (!parent || index === undefined || !node.position) return undefined;
    const { start, end } = node.position;
    const literal: Text = { type: 'text', value: text.slice(start.offset, end.offset) };
    parent.children.splice(index, 1, literal);
    return [SKIP, index + 1];
  });
}

function checkNode(node: Nodes, context: ProseContext): void {
  const { file, problems } = context;
  switch (node.type) {
    case 'html':
      problems.push({
        message: 'Raw HTML is not allowed in content.',
        hint: 'Write Markdown, or put code between backticks.',
        place: placeOf(node, file),
      });
      break;
    case 'inlineCode':
      checkName(node, context);
      break;
    case 'link':
    case 'definition':
      checkLink(node, context);
      break;
    case 'image':
    case 'imageReference':
      problems.push({
        message: 'Pictures are drawn by the site, not linked from content.',
        place: placeOf(node, file),
      });
      break;
    case 'leafDirective':
    case 'containerDirective':
      problems.push({
        message: `The directive \`${node.name}\` cannot stand here.`,
        hint: 'Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md).',
        place: placeOf(node, file),
      });
      break;
    default:
  }
}

/** Marks a name with the place of its symbol, for whoever makes links of it. */
function checkName(node: InlineCode, { file, problems, lookUp }: ProseContext): void {
  const outcome = lookUp(node.value);
  if (outcome.kind === 'unknown') {
    problems.push({
      message: `Prose names \`${node.value}\`, which the packages that the tour shows do not have.`,
      hint: `${outcome.hint ? `${outcome.hint} ` : ''}If it is declared elsewhere, add its file to \`mentions:\` in the front matter.`,
      place: placeOf(node, file),
    });
  } else if (outcome.kind === 'found' && outcome.symbol) {
    const { path, symbol, line } = outcome.symbol;
    node.data = { hProperties: { dataPath: path, dataSymbol: symbol, dataLine: String(line) } };
  }
}

function checkLink(link: Link | Definition, { file, stops, problems }: ProseContext): void {
  const [, slug] = /^stop:(.*)$/.exec(link.url) ?? [];
  if (slug !== undefined) {
    if (stops.has(slug)) return;
    problems.push({
      message: `The link \`${link.url}\` names no stop.`,
      hint: suggest(slug, stops),
      place: placeOf(link, file),
    });
  } else if (!link.url.startsWith('https://')) {
    problems.push({
      message: `The link \`${link.url}\` is neither a stop nor an https address.`,
      hint: 'Write `stop:<slug>` or `https://...`.',
      place: placeOf(link, file),
    });
  }
}

/** The words of a piece of prose, code included. */
export function wordsIn(prose: HastNodes): number {
  return plainText(prose).split(/\s+/).filter(Boolean).length;
}

/** The text of a piece of prose without its marks. */
export function plainText(node: HastNodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(plainText).join('') : '';
}
