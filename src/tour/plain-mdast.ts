import type { Nodes } from 'mdast';

/** The text of Markdown nodes without their marks. */
export function plainMdast(nodes: readonly Nodes[]): string {
  return nodes
    .map((node) => {
      if ('value' in node) return node.value;
      return 'children' in node ? plainMdast(node.children) : '';
    })
    .join('');
}
