import { expect, test } from 'vitest';
import { editedSource, siteOfReleases, type Edits } from '../../test/site-of-releases.ts';
import { smallSource } from '../../test/small-release.ts';
import type { LoadedPort } from '../port-map/load-ports.ts';
import { portsRelease } from '../port-map/ports-release.ts';
import { portsBeside } from './ports-beside.ts';
import type { PortHtml } from './port-html.ts';
import { excerptsOf } from './page-prose.ts';
import { stopsInOrder, type Site } from './site.ts';

const path = 'pkg/loop/queue.go';

/** A port of Queue.Get, whose declaration is at lines 19 to 27. */
const port: LoadedPort = {
  name: 'get',
  file: 'src/ports/get.ts',
  lines: { from: 1, to: 4 },
  path,
  symbol: 'Queue.Get',
  goLines: { from: 19, to: 27 },
  pairs: [
    { typescript: { from: 2, to: 2 }, go: { from: 20, to: 22 } },
    { typescript: { from: 3, to: 3 }, go: { from: 23, to: 23 } },
  ],
  leftOut: [],
  coverage: { statements: 5, ported: 5, leftOut: 0 },
  text: 'export function get() {\n  if (empty) return;\n  return keys.shift();\n}\n',
  cases: 3,
};

const other = 'v1.21';

async function portIn(
  release: string,
  edits: Edits,
  answers: Site['answers'] = () => undefined,
): Promise<PortHtml | undefined> {
  const site = await siteOfReleases({
    [portsRelease]: { ...smallSource },
    [other]: editedSource(edits),
  });
  const published = site.published.map((one) =>
    one.release.id === portsRelease ? { ...one, ports: [port] } : one,
  );
  const shown = published.find((one) => one.release.id === release);
  const stop = shown && stopsInOrder(shown.tour).find(({ stop: { slug } }) => slug === 'the-queue');
  const [excerpt] = stop ? excerptsOf(stop.stop) : [];
  if (!shown || !excerpt) throw new Error(`${release} shows Queue.Get`);
  const [made] = await portsBeside(
    { ...site, published, answers },
    shown,
    'the-queue',
    excerpt,
    '',
  );
  return made;
}

const goLines = (made: PortHtml | undefined): (string | undefined)[] =>
  [...(made?.html ?? '').matchAll(/data-go="([^"]+)"/g)].map(([, lines]) => lines);

test('in its own release a port says nothing of releases', async () => {
  const made = await portIn(portsRelease, {});
  expect(made?.standing).toBeUndefined();
  expect(goLines(made)).toEqual(['20-22', '23-23']);
});

test('where its Go is the same, it is said, and its lines are those of that release', async () => {
  const made = await portIn(other, { [path]: (text) => text.replace('package', '\n\npackage') });
  expect(made?.standing).toEqual({
    release: portsRelease,
    isBehind: false,
    text: `the same Go as in ${portsRelease}`,
    answers: undefined,
    diff: '',
  });
  expect(goLines(made)).toEqual(['22-24', '25-25']);
});

test('comments alone leave no port behind', async () => {
  const made = await portIn(other, {
    [path]: (text) => text.replace('takes the first', 'takes the oldest'),
  });
  expect(made?.standing?.isBehind).toBe(false);
});

test('where its Go was edited it is behind, with what changed; those lines light nothing', async () => {
  const made = await portIn(other, {
    [path]: (text) => text.replace('key, q.keys = q.keys[0], q.keys[1:]', 'key = q.pop()'),
  });
  expect(made?.standing).toMatchObject({ isBehind: true, text: `behind ${other}` });
  expect(made?.standing?.diff).toContain('class="old"');
  expect(made?.standing?.diff.replace(/<[^>]+>/g, '')).toContain('key = q.pop()');
  expect(goLines(made)).toEqual(['20-22']);
});

test('in another place with the same text it is not behind', async () => {
  const made = await portIn(other, {
    [path]: (text) => text.replace('type Queue struct', 'type Len int\n\ntype Queue struct'),
  });
  expect(made?.standing?.isBehind).toBe(false);
  expect(goLines(made)).toEqual(['22-24', '25-25']);
});

test('what both releases answered in recorded cases is said of the symbol, or of its type', async () => {
  const edits: Edits = { [path]: (text) => text.replace('delete(q.seen, key)', 'q.forget(key)') };
  const counts = { cases: 9, same: 5, different: 2 };
  const asked: string[] = [];
  const made = await portIn(other, edits, (release) => {
    asked.push(release);
    return new Map([[`${path}#Queue`, counts]]);
  });
  expect(asked).toEqual([other]);
  expect(made?.standing?.answers).toEqual(counts);
});
