import { blobReader } from '../../blob/blob-reader.ts';
import { openBlobStore } from '../../blob/blob-store.ts';
import { parseAnchor } from '../../anchor/anchor.ts';
import type { GoParser } from '../../go/go-parser.ts';
import { goRelease } from '../../go/go-release.ts';
import { parsePort } from '../../port-map/parse-port.ts';
import { readPorts } from '../../port-map/read-ports.ts';
import { readLock, readReleases, type Workspace } from '../../release/workspace.ts';
import { compileTour } from '../../tour/compile-tour.ts';
import { readContent } from '../../tour/read-content.ts';
import { anchorsOfTour } from '../anchors-of-tour.ts';
import type { AnchorToCarry } from '../carried-anchor.ts';
import type { DriftRelease } from '../drift-release.ts';

/** The real release, its tour's anchors and its ports'; undefined where its source is not here. */
export async function loadBase(
  workspace: Workspace,
  parser: GoParser,
  id: string,
): Promise<{ release: DriftRelease; anchors: AnchorToCarry[] } | undefined> {
  const release = readReleases(workspace).find((known) => known.id === id);
  const lock = release && readLock(workspace, release);
  const store = openBlobStore(workspace.blobs);
  if (!lock || ![...lock.files.values()].every(({ blob }) => store.has(blob))) return undefined;
  const reader = blobReader(lock, store);
  const go = goRelease(parser, reader);
  const { tour } = compileTour(await readContent(workspace.root), id, go);
  const symbols = new Map<string, AnchorToCarry>();
  for (const [file, text] of await readPorts(workspace.project)) {
    for (const { name, anchor: written } of parsePort(text, file, [])) {
      const anchor = parseAnchor(written);
      if ('path' in anchor && go.has(anchor.path)) {
        symbols.set(written, { key: `${file} ${name}`, kind: 'port', owner: file, anchor });
      }
    }
  }
  return {
    release: { go, files: lock.files, read: (path) => reader.read(path) },
    anchors: [...anchorsOfTour(tour), ...symbols.values()],
  };
}
