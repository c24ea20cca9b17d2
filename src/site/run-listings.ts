import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { LoadedPort } from '../port-map/load-ports.ts';
import type { LoadedRun } from '../record/load-runs.ts';
import { codeLine } from './code-line.ts';
import { portHtml } from './port-html.ts';
import type { PublishedRelease, Site } from './site.ts';

/**
 * The Go and the TypeScript of all ports that a run watches, in the form that a stop has them: for
 * steps of ports that stand at another stop than the one where the run is played.
 */
export async function runListings(
  { run }: LoadedRun,
  site: Site,
  published: PublishedRelease,
): Promise<string> {
  const ports = published.ports.filter(({ file }) => run.watches.includes(file));
  const figures = ports.map((port) => {
    const made = listed.get(port) ?? figureOf(port, site, published);
    listed.set(port, made);
    return made;
  });
  return (await Promise.all(figures)).join('');
}

/** Many runs watch the same ports. */
const listed = new WeakMap<LoadedPort, Promise<string>>();

async function figureOf(
  port: LoadedPort,
  site: Site,
  published: PublishedRelease,
): Promise<string> {
  const go = await goLines(port, site, published);
  const { html } = await portHtml(port, '', site.highlight);
  return `<figure class="excerpt" data-symbol="${port.symbol}"><annotated-code>${go}</annotated-code><port-lines data-file="${port.file}">${html}</port-lines></figure>`;
}

async function goLines(
  { path, goLines: { from, to } }: LoadedPort,
  { highlight }: Site,
  { reader }: PublishedRelease,
): Promise<string> {
  const code = await highlight(reader.read(path));
  const lines: Element[] = [];
  for (let number = from; number <= to; number++) {
    lines.push(codeLine({ number, tokens: code[number - 1] ?? [], id: `L${number}` }));
  }
  return toHtml(h('pre', lines));
}
