import { parseAnchor, type Anchor } from '../anchor/anchor.ts';
import type { PortMap } from '../port-map/port-map.ts';
import type { Tour } from '../tour/tour.ts';
import type { AnchorKind, AnchorToCarry } from './carried-anchor.ts';

/** Every anchor of a compiled tour and of the ports: those of excerpts, of notes, of Go symbols. */
export function anchorsOfTour(
  tour: Tour,
  ports: readonly Pick<PortMap, 'name' | 'file' | 'path' | 'symbol'>[] = [],
): AnchorToCarry[] {
  const ofStops = tour.chapters
    .flatMap(({ stops }) => stops)
    .flatMap(({ slug, blocks }) =>
      blocks.flatMap((block) => {
        if (block.kind !== 'excerpt') return [];
        const { anchor, notes } = block.excerpt;
        return [
          ...toCarry('excerpt', slug, anchor),
          ...notes.flatMap((note) => toCarry('note', slug, note.anchor)),
        ];
      }),
    );
  const ofPorts = ports.map(({ name, file, path, symbol }): AnchorToCarry => {
    const anchor: Anchor = { path, symbol };
    return { key: `${file} ${name}`, kind: 'port', owner: file, anchor };
  });
  return [...ofStops, ...ofPorts];
}

/** An excerpt's or note's anchor; a compiled tour has none that does not parse. */
function toCarry(kind: AnchorKind, owner: string, text: string): AnchorToCarry[] {
  const anchor = parseAnchor(text);
  return 'path' in anchor ? [{ key: `${owner} ${text}`, kind, owner, anchor }] : [];
}
