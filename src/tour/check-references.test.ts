import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallContent, smallSource } from '../../test/small-release.ts';
import { checkReferences } from './check-references.ts';
import { compileTour } from './compile-tour.ts';
import type { Stop } from './tour.ts';

const now = await memoryRelease();
/** A made-up release in which the loop's file has two lines more at its top. */
const earlier = await memoryRelease({
  ...smallSource,
  'pkg/loop/loop.go': `// Licence.\n\n${smallSource['pkg/loop/loop.go'] ?? ''}`,
});
const loop = 'pkg/loop/loop.go';

const prose = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\nWords only.\n';
const content = smallContent({ 'content/tour/10-the-loop/30-said.md': prose });
const stopsIn = (release: string, go = now): readonly Stop[] =>
  compileTour(content, release, go).tour.chapters.flatMap(({ stops }) => stops);

interface Row {
  readonly covers: readonly { readonly stop: string; readonly note?: string }[];
  readonly expects?: { readonly release: string; readonly path: string; readonly line: number };
}

/** One row as the file has it, laid out so that its places are easy to see. */
const text = ({ covers, expects }: Row): string =>
  [
    '[',
    '  {',
    '    "row": 7,',
    '    "about": "the loop",',
    `    "covers": ${JSON.stringify(covers)}${expects ? ',' : ''}`,
    ...(expects ? [`    "expects": ${JSON.stringify(expects)}`] : []),
    '  }',
    ']',
    '',
  ].join('\n');

const check = (row: Row, release = 'v0.1', stops = stopsIn(release)): string =>
  report(checkReferences(text(row), { release, stops }).problems);

describe('a row is covered', () => {
  test('by a stop', () => {
    expect(check({ covers: [{ stop: 'run' }] })).toBe('');
  });

  test('by a note, named by a piece of its anchor', () => {
    expect(check({ covers: [{ stop: 'run', note: 'else if workers > burst' }] })).toBe('');
    expect(check({ covers: [{ stop: 'the-queue', note: 'doc' }] })).toBe('');
  });

  test('by a note of any excerpt of the stop', () => {
    expect(check({ covers: [{ stop: 'run', note: 'key, ok := l.queue.Get()' }] })).toBe('');
  });

  test('and what the file says is given back', () => {
    const row = { covers: [{ stop: 'run' }], expects: { release: 'v0.1', path: loop, line: 37 } };
    expect(checkReferences(text(row), { release: 'v0.1', stops: stopsIn('v0.1') })).toEqual({
      references: [{ row: 7, about: 'the loop', ...row }],
      problems: [],
    });
  });
});

describe('a row is not covered', () => {
  test('its stop is gone: the nearest is suggested', () => {
    expect(check({ covers: [{ stop: 'run' }, { stop: 'the-queu' }] })).toMatchInlineSnapshot(`
      "content/references.json:5:39: Row 7 names the stop \`the-queu\`, which does not exist.
        Did you mean \`the-queue\`?"
    `);
  });

  test('its stop is gone, and none is near', () => {
    expect(check({ covers: [{ stop: 'scheduler-notices' }] })).toMatchInlineSnapshot(
      `"content/references.json:5:24: Row 7 names the stop \`scheduler-notices\`, which does not exist."`,
    );
  });

  test('its note is gone: the stop alone is not enough', () => {
    expect(
      check({ covers: [{ stop: 'run', note: 'if workers == 0 {' }, { stop: 'run' }] }),
    ).toMatchInlineSnapshot(
      `"content/references.json:5:37: Row 7: the stop \`run\` has no note on \`if workers == 0 {\`."`,
    );
  });

  test('its note is on another stop', () => {
    expect(
      check({ covers: [{ stop: 'the-queue', note: 'else if workers > burst' }] }),
    ).toMatchInlineSnapshot(
      `"content/references.json:5:43: Row 7: the stop \`the-queue\` has no note on \`else if workers > burst\`."`,
    );
  });

  test('its stop shows no code', () => {
    expect(check({ covers: [{ stop: 'said' }] })).toMatchInlineSnapshot(
      `"content/references.json:5:24: Row 7: the stop \`said\` shows no code."`,
    );
  });

  test('a line is expected of nothing: that is no second problem', () => {
    const expects = { release: 'v0.1', path: loop, line: 1 };
    expect(check({ covers: [{ stop: 'rum' }], expects })).toMatchInlineSnapshot(`
      "content/references.json:5:24: Row 7 names the stop \`rum\`, which does not exist.
        Did you mean \`run\`?"
    `);
  });

  test('all rows are checked, in the order of the file', () => {
    const row = (number: number, stop: string) => ({
      row: number,
      about: 'a',
      covers: [{ stop }],
    });
    const rows = JSON.stringify([row(3, 'rum'), row(1, 'run'), row(2, 'the-queues')]);
    expect(
      checkReferences(rows, { release: 'v0.1', stops: stopsIn('v0.1') }).problems.map(
        ({ message }) => message,
      ),
    ).toEqual([
      'Row 3 names the stop `rum`, which does not exist.',
      'Row 2 names the stop `the-queues`, which does not exist.',
    ]);
  });
});

describe('a malformed file', () => {
  const malformed = (changed: string): string =>
    report(checkReferences(changed, { release: 'v0.1', stops: stopsIn('v0.1') }).problems);
  const good = text({
    covers: [{ stop: 'run' }],
    expects: { release: 'v0.1', path: loop, line: 37 },
  });

  test('the good one is good', () => {
    expect(malformed(good)).toBe('');
    expect(malformed('[]')).toBe('');
  });

  test('it is no JSON', () => {
    expect(malformed(good.replace('"the loop",', '"the loop"'))).toMatchInlineSnapshot(
      `"content/references.json:5:5: Missing , between flow map items"`,
    );
    expect(malformed(good.replace('\n]', ''))).toMatchInlineSnapshot(
      `"content/references.json:8:1: Flow sequence must end with a ]"`,
    );
  });

  test('it is no list, or empty', () => {
    expect(malformed('{"row": 1}')).toMatchInlineSnapshot(
      `"content/references.json:1:1: Invalid input: expected array, received object."`,
    );
    expect(malformed('')).toMatchInlineSnapshot(
      `"content/references.json:1:1: Invalid input: expected array, received null."`,
    );
  });

  test('a key is unknown or missing', () => {
    expect(malformed(good.replace('"about"', '"abuot"'))).toMatchInlineSnapshot(`
      "content/references.json:2:3: \`0.about\` is missing.
      content/references.json:4:14: Unknown key \`abuot\` in \`0\`.
        Did you mean \`about\`?"
    `);
    expect(malformed(good.replace('"stop"', '"stops"'))).toMatchInlineSnapshot(`
      "content/references.json:5:16: \`0.covers.0.stop\` is missing.
      content/references.json:5:25: Unknown key \`stops\` in \`0.covers.0\`.
        Did you mean \`stop\`?"
    `);
  });

  test('a row that is no number of a row', () => {
    expect(malformed(good.replace('7', '"7"'))).toMatchInlineSnapshot(
      `"content/references.json:3:12: \`0.row\`: Invalid input: expected number, received string."`,
    );
    expect(malformed(good.replace('7', '0'))).toMatchInlineSnapshot(
      `"content/references.json:3:12: \`0.row\`: Too small: expected number to be >0."`,
    );
  });

  test('a row that names no stop', () => {
    expect(malformed(good.replace('{"stop":"run"}', ''))).toMatchInlineSnapshot(
      `"content/references.json:5:15: \`0.covers\`: must name at least one stop."`,
    );
  });

  test('a line that is no line', () => {
    expect(malformed(good.replace('37', '-1'))).toMatchInlineSnapshot(
      `"content/references.json:6:67: \`0.expects.line\`: Too small: expected number to be >0."`,
    );
  });

  test('several problems come at once', () => {
    expect(malformed(good.replace('"the loop"', '""').replace('37', '3.7'))).toMatchInlineSnapshot(`
      "content/references.json:4:14: \`0.about\`: Too small: expected string to have >=1 characters.
      content/references.json:6:67: \`0.expects.line\`: Invalid input: expected int, received number."
    `);
  });
});

describe('a line that is known for a release', () => {
  const covers = [{ stop: 'run' }];
  const lineIs = (line: number, path = loop) => ({ release: 'v0.1', path, line });

  test.each([34, 37, 54, 56, 68])('line %i is in an excerpt of the stop', (line) => {
    expect(check({ covers, expects: lineIs(line) })).toBe('');
  });

  test.each([33, 55, 69])('line %i is one line off', (line) => {
    expect(check({ covers, expects: lineIs(line) })).toBe(
      `content/references.json:6:67: Row 7: in v0.1 the range must hold ${loop}:${line}, and it is ${loop}:34-54, ${loop}:56-68.\n` +
        '  The anchor found another place than the one that is known to be right.',
    );
  });

  test('the same line of another file is another place', () => {
    expect(check({ covers, expects: lineIs(37, 'pkg/loop/queue.go') })).toMatchInlineSnapshot(`
      "content/references.json:6:68: Row 7: in v0.1 the range must hold pkg/loop/queue.go:37, and it is pkg/loop/loop.go:34-54, pkg/loop/loop.go:56-68.
        The anchor found another place than the one that is known to be right."
    `);
  });

  test('a note is narrower than its stop', () => {
    const note = [{ stop: 'run', note: 'else if workers > burst' }];
    expect(check({ covers: note, expects: lineIs(41) })).toBe('');
    expect(check({ covers: note, expects: lineIs(45) })).toBe('');
    expect(check({ covers: note, expects: lineIs(40) })).toMatchInlineSnapshot(`
      "content/references.json:6:67: Row 7: in v0.1 the range must hold pkg/loop/loop.go:40, and it is pkg/loop/loop.go:41-45.
        The anchor found another place than the one that is known to be right."
    `);
    expect(check({ covers: note, expects: lineIs(46) })).toContain('must hold');
  });

  test('any of the places of the row may hold it', () => {
    const note = { stop: 'run', note: 'else if workers > burst' };
    expect(check({ covers: [note, { stop: 'run' }], expects: lineIs(40) })).toBe('');
    const elsewhere = { stop: 'the-queue', note: 'len(q.keys) == 0' };
    expect(check({ covers: [note, elsewhere], expects: lineIs(40) })).toContain(
      `and it is ${loop}:41-45, pkg/loop/queue.go:20-22.`,
    );
  });

  test('what is expected of another release is not looked at', () => {
    const expects = { release: 'v0.0', path: loop, line: 1 };
    expect(check({ covers, expects })).toBe('');
    expect(check({ covers, expects }, 'v0.0')).toContain('must hold pkg/loop/loop.go:1,');
  });

  test('in an earlier release its lines count, not those of now', () => {
    const stops = stopsIn('v0.0', earlier);
    const expects = (line: number) => ({ release: 'v0.0', path: loop, line });
    expect(check({ covers, expects: expects(36) }, 'v0.0', stops)).toBe('');
    expect(check({ covers, expects: expects(70) }, 'v0.0', stops)).toBe('');
    expect(check({ covers, expects: expects(35) }, 'v0.0', stops)).toMatchInlineSnapshot(`
      "content/references.json:6:67: Row 7: in v0.0 the range must hold pkg/loop/loop.go:35, and it is pkg/loop/loop.go:36-56, pkg/loop/loop.go:58-70.
        The anchor found another place than the one that is known to be right."
    `);
    expect(check({ covers, expects: expects(71) }, 'v0.0', stops)).toContain('must hold');
  });
});

describe('as a file of the content', () => {
  const compiled = (row: Row, release = 'v0.1', go = now): string => {
    const files = smallContent({
      'content/tour/10-the-loop/30-said.md': prose,
      'content/references.json': text(row),
    });
    return report(compileTour(files, release, go).problems);
  };
  const covers = [{ stop: 'run', note: 'else if workers > burst' }];

  test('it is no stop, and without problems it changes nothing', () => {
    const files = smallContent({ 'content/references.json': text({ covers }) });
    expect(compileTour(files, 'v0.1', now)).toEqual(compileTour(smallContent(), 'v0.1', now));
  });

  test('its problems are among those of the content', () => {
    expect(compiled({ covers: [{ stop: 'rum' }] })).toMatchInlineSnapshot(`
      "content/references.json:5:24: Row 7 names the stop \`rum\`, which does not exist.
        Did you mean \`run\`?"
    `);
  });

  test('they stand before those of the stops, and a broken note is a row without its note', () => {
    const files = smallContent({ 'content/references.json': text({ covers }) });
    const run = 'content/tour/10-the-loop/10-run.md';
    const broken = new Map(files).set(
      run,
      (files.get(run) ?? '').replace('else if workers > burst', 'else if workers < burst'),
    );
    expect(report(compileTour(broken, 'v0.1', now).problems)).toMatchInlineSnapshot(`
      "content/references.json:5:37: Row 7: the stop \`run\` has no note on \`else if workers > burst\`.
      content/tour/10-the-loop/10-run.md:15:1: "} else if workers < burst {" does not occur in \`Loop.Run\`.
        Did you mean \`} else if workers > burst {\`?"
    `);
  });

  test('an expectation for an earlier release is met there, and only there looked at', () => {
    const expects = { release: 'v0.0', path: loop, line: 47 };
    expect(compiled({ covers, expects }, 'v0.0', earlier)).toBe('');
    expect(compiled({ covers, expects }, 'v0.0', now)).toMatchInlineSnapshot(`
      "content/references.json:6:67: Row 7: in v0.0 the range must hold pkg/loop/loop.go:47, and it is pkg/loop/loop.go:41-45.
        The anchor found another place than the one that is known to be right."
    `);
    expect(compiled({ covers, expects }, 'v0.1', now)).toBe('');
  });
});
