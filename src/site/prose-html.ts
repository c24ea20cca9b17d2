import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { plainText } from '../tour/to-prose.ts';
import type { Prose } from '../tour/tour.ts';
import type { Urls } from './urls.ts';

/** Renders prose as HTML: links to stops become addresses within the release. */
export function proseHtml(prose: Prose, release: string, urls: Urls): string {
  return toHtml(proseNodes(prose, release, urls));
}

/** The same as elements, for use inside other elements. */
export function proseNodes(prose: Prose, release: string, urls: Urls): ElementContent[] {
  const root = structuredClone<Root>(prose);
  visit(root, 'element', (element: Element) => {
    const { href } = element.properties;
    if (element.tagName !== 'a' || typeof href !== 'string') return;
    const slug = /^stop:(.+)$/.exec(href)?.[1];
    element.properties = slug
      ? { href: urls.stop(release, slug), className: ['stop-link'] }
      : { href, rel: ['external'] };
  });
  return root.children as ElementContent[];
}

/** Prose as plain text, for titles and descriptions. */
export function proseText(prose: Prose): string {
  return plainText(prose).replace(/\s+/g, ' ').trim();
}
