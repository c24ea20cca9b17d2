import type { CodePlace, ClusterFile } from '../cluster/cluster-file.ts';
import type { CodeRef } from '../cluster/cluster-recording.ts';
import { frame, type Frame } from './frame.ts';
import { excerptsOf } from './page-prose.ts';
import { excerptPrefix } from './stop-page.ts';
import type { PlayableScenario } from './playable-scenario.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';

/** The page on which the whole cluster is played. */
export interface ClusterPage extends Frame {
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly about: string;
  }[];
  /** What happened in the first one, for readers without JavaScript. */
  readonly account: readonly {
    readonly at: string;
    readonly lane: string;
    readonly text: string;
  }[];
  /** Where the recordings lie; `*` stands for the scenario. */
  readonly dataHref: string;
}

export function clusterPage(site: Site, published: PublishedRelease): ClusterPage {
  const recording = site.cluster[0]?.record();
  const titles = new Map(recording?.lanes.map(({ id, title }) => [id, title]));
  return {
    ...frame(site, published, () => undefined),
    scenarios: site.cluster.map(({ id, title, about }) => ({ id, title, about })),
    account: (recording?.account ?? []).map(({ at, lane, text }) => ({
      at: `${(at / 1000).toFixed(3)} s`,
      lane: titles.get(lane) ?? lane,
      text,
    })),
    dataHref: site.urls.clusterScenario(published.release.id, '*'),
  };
}

/** A scenario's recording with the places of the code that its messages name. */
export function clusterFile(
  site: Site,
  published: PublishedRelease,
  scenario: PlayableScenario,
): ClusterFile {
  const recording = scenario.record();
  const refs = new Map(
    recording.messages.flatMap(({ sends, receives }) =>
      [sends, receives].map((ref) => [ref.anchor, ref] as const),
    ),
  );
  return {
    recording,
    code: Object.fromEntries(
      [...refs].flatMap(([anchor, ref]) => {
        const place = placeOf(ref, site, published);
        return place ? [[anchor, place]] : [];
      }),
    ),
  };
}

function placeOf(
  { anchor, stop: slug }: CodeRef,
  { urls }: Site,
  { tour, release }: PublishedRelease,
): CodePlace | undefined {
  const stop = stopsInOrder(tour).find((placed) => placed.stop.slug === slug)?.stop;
  if (!stop) return undefined;
  const excerpts = excerptsOf(stop);
  const at = excerpts.findIndex(({ path, symbol }) => `${path}#${symbol}` === anchor);
  const line = excerpts[at]?.lines.from;
  const href = urls.stop(release.id, slug);
  if (line === undefined) return { href, title: stop.title };
  return { href: `${href}#${excerptPrefix(at)}L${line}`, title: stop.title, line };
}
