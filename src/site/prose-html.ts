import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import { plainText } from '../tour/to-prose.ts';
import type { Prose, Term } from '../tour/tour.ts';

/** Where the things that prose names are, seen from one page. */
export interface ProseLinks {
  readonly stopHref: (slug: string) => string;
  /** Undefined for a symbol that the page itself shows. */
  readonly symbolHref: (symbol: NamedPlace) => string | undefined;
  readonly terms: readonly Term[];
  readonly termHref: (term: Term) => string;
}

/** The place of a symbol that prose names. */
export interface NamedPlace {
  readonly path: string;
  readonly symbol: string;
  readonly line: number;
}

/** Renders the prose of one page, in the order of reading: terms and names link once. */
export interface ProseRenderer {
  readonly html: (prose: Prose) => string;
  /** The same as elements, for use inside other elements. */
  readonly nodes: (prose: Prose) => ElementContent[];
  /** Links to stops only: for labels, and where links to words and names would lead in circles. */
  readonly label: (prose: Prose) => ElementContent[];
  readonly labelHtml: (prose: Prose) => string;
}

export function proseRenderer(links: ProseLinks): ProseRenderer {
  const used = new Set<string>();
  const findTerm = termFinder(links.terms);
  const nodes = (prose: Prose): ElementContent[] => {
    const root = linkStops(prose, links);
    linkNames(root, links, used);
    linkTerms(root, links, used, findTerm);
    return root.children as ElementContent[];
  };
  const label = (prose: Prose): ElementContent[] => {
    const root = linkStops(prose, links);
    dropMarks(root);
    return root.children as ElementContent[];
  };
  return {
    nodes,
    html: (prose) => toHtml(nodes(prose)),
    label,
    labelHtml: (prose) => toHtml(label(prose)),
  };
}

/** A copy of the prose whose links to stops are addresses within the release. */
function linkStops(prose: Prose, { stopHref }: ProseLinks): Root {
  const root = structuredClone<Root>(prose);
  visit(root, 'element', (element: Element) => {
    const { href } = element.properties;
    if (element.tagName !== 'a' || typeof href !== 'string') return;
    const slug = /^stop:(.+)$/.exec(href)?.[1];
    element.properties = slug
      ? { href: stopHref(slug), className: ['stop-link'] }
      : { href, rel: ['external'] };
  });
  return root;
}

/** Links names of symbols to where they are declared, each where it comes first. */
function linkNames(root: Root, { symbolHref }: ProseLinks, used: Set<string>): void {
  visit(root, 'element', (element, index, parent) => {
    if (element.tagName === 'a') return SKIP;
    const { dataPath, dataSymbol, dataLine } = element.properties;
    if (typeof dataPath !== 'string' || typeof dataSymbol !== 'string') return CONTINUE;
    element.properties = {};
    const key = `${dataPath}#${dataSymbol}`;
    if (used.has(key) || !parent || index === undefined) return CONTINUE;
    used.add(key);
    const href = symbolHref({ path: dataPath, symbol: dataSymbol, line: Number(dataLine) });
    if (href === undefined) return CONTINUE;
    const rel = href.startsWith('https:') ? { rel: ['external'] } : {};
    const title = `${dataSymbol} in ${dataPath}`;
    parent.children[index] = h('a', { href, className: ['name'], title, ...rel }, [element]);
    return SKIP;
  });
  // Names inside links keep no marks either.
  dropMarks(root);
}

/** Takes away the places that the compiler wrote beside names. */
function dropMarks(root: Root): void {
  visit(root, 'element', (element) => {
    if (element.tagName === 'code') element.properties = {};
  });
}

type FindTerm = (
  text: string,
  used: ReadonlySet<string>,
) => { term: Term; at: number; text: string } | undefined;

/** Finds the first word of the glossary in a text that has not been linked yet. */
function termFinder(terms: readonly Term[]): FindTerm {
  const forms = new Map(
    terms.flatMap((term) =>
      [term.term, ...term.also].map((form) => [form.toLowerCase(), term] as const),
    ),
  );
  const escaped = [...forms.keys()]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'));
  const pattern = new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])`, 'giu');
  return (text, used) => {
    if (forms.size === 0) return undefined;
    for (const match of text.matchAll(pattern)) {
      const [found] = match;
      const term = forms.get(found.toLowerCase().replace(/\s+/g, ' '));
      if (term && !used.has(`term ${term.slug}`)) return { term, at: match.index, text: found };
    }
    return undefined;
  };
}

function linkTerms(root: Root, links: ProseLinks, used: Set<string>, find: FindTerm): void {
  visit(root, (node, index, parent) => {
    if (node.type === 'element' && /^(?:a|code|h[1-6]|th)$/.test(node.tagName)) return SKIP;
    if (node.type !== 'text' || !parent || index === undefined) return CONTINUE;
    const found = find(node.value, used);
    if (!found) return CONTINUE;
    const { term, at, text } = found;
    used.add(`term ${term.slug}`);
    const link = h('a', { href: links.termHref(term), className: ['term'] }, text);
    const before: Text = { type: 'text', value: node.value.slice(0, at) };
    const after: Text = { type: 'text', value: node.value.slice(at + text.length) };
    (parent.children as RootContent[]).splice(index, 1, before, link, after);
    return [SKIP, index + 2];
  });
}

/** Prose as plain text, for titles and descriptions. */
export function proseText(prose: Prose): string {
  return plainText(prose).replace(/\s+/g, ' ').trim();
}
