import { treeish } from './pin.ts';
import { pathInPin, pinOf, type Release } from './release.ts';

/** Lines of a file, first and last, counted from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The address of lines on GitHub at the pinned commit: it shows the same bytes for ever. */
export function permalink(release: Release, path: string, lines?: LineRange): string {
  const pin = pinOf(release, path);
  if (!pin) throw new Error(`No pin of ${release.id} is mounted over ${path}`);
  const fragment = lines
    ? lines.from === lines.to
      ? `#L${lines.from}`
      : `#L${lines.from}-L${lines.to}`
    : '';
  const inRepository = pathInPin(pin, path).split('/').map(encodeURIComponent).join('/');
  return `https://github.com/${pin.repository}/blob/${encodeURIComponent(treeish(pin))}/${inRepository}${fragment}`;
}
