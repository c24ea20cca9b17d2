import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { report } from '../test/small-release.ts';
import { parseRecord } from './parse-record.ts';

const schema = z.strictObject({
  title: z.string().min(1),
  lane: z.enum(['kubectl', 'kubelet', 'etcd']),
  edges: z.array(z.strictObject({ to: z.string(), kind: z.enum(['call', 'data']) })).default([]),
  debian: z.strictObject({ package: z.string() }).optional(),
});

/** The problems of a record that must have some. */
function problemsOf(text: string, line?: number): string {
  const record = parseRecord(text, schema, {
    file: 'a.md',
    ...(line === undefined ? {} : { line }),
  });
  if (record.value !== undefined) throw new Error('The record has no problems');
  return report(record.problems);
}

describe('a good record', () => {
  test('JSON and YAML give the same value', () => {
    const json = parseRecord('{"title": "A", "lane": "etcd"}', schema, { file: 'a.json' });
    const yaml = parseRecord('title: A\nlane: etcd\n', schema, { file: 'a.yaml' });
    expect(json.value).toEqual({ title: 'A', lane: 'etcd', edges: [] });
    expect(yaml.value).toEqual(json.value);
  });

  test('placeOf finds a value however deep it lies', () => {
    const text =
      'title: A\nlane: etcd\nedges:\n  - to: b\n    kind: call\n  - to: c\n    kind: data\n';
    const record = parseRecord(text, schema, { file: 'a.md', line: 2 });
    if (record.value === undefined) throw new Error(report(record.problems));
    expect(record.placeOf(['lane'])).toEqual({ file: 'a.md', line: 3, column: 7 });
    expect(record.placeOf(['edges', 1, 'to'])).toEqual({ file: 'a.md', line: 7, column: 9 });
  });

  test('placeOf gives the nearest parent of what is not there', () => {
    const text = '{"title": "A",\n "lane": "etcd",\n "debian": {"package": "p"}}';
    const record = parseRecord(text, schema, { file: 'a.json' });
    if (record.value === undefined) throw new Error(report(record.problems));
    expect(record.placeOf(['debian', 'version'])).toEqual({ file: 'a.json', line: 3, column: 12 });
    expect(record.placeOf(['nowhere', 0])).toEqual({ file: 'a.json', line: 1, column: 1 });
  });
});

describe('a bad record', () => {
  test('an unknown key of JSON, with the key that was meant', () => {
    expect(problemsOf('{\n  "titel": "A",\n  "title": "A",\n  "lane": "etcd"\n}'))
      .toMatchInlineSnapshot(`
      "a.md:2:12: Unknown key \`titel\`.
        Did you mean \`title\`?"
    `);
  });

  test('an unknown key of front matter counts its lines from the file, not from the YAML', () => {
    expect(problemsOf('title: A\nlane: etcd\nedgess: []', 2)).toMatchInlineSnapshot(`
      "a.md:4:9: Unknown key \`edgess\`.
        Did you mean \`edges\`?"
    `);
  });

  test('an unknown key like no other lists the known keys', () => {
    expect(problemsOf('title: A\nlane: etcd\nsomething-else: 1')).toMatchInlineSnapshot(`
      "a.md:3:17: Unknown key \`something-else\`.
        Known keys: title, lane, edges, debian."
    `);
  });

  test('an unknown key inside a list names the place in the list', () => {
    expect(problemsOf('title: A\nlane: etcd\nedges:\n  - to: b\n    kind: call\n    kin: data'))
      .toMatchInlineSnapshot(`
      "a.md:6:10: Unknown key \`kin\` in \`edges.0\`.
        Did you mean \`kind\`?"
    `);
  });

  test('an unknown key inside an optional object knows the keys of the object', () => {
    expect(problemsOf('title: A\nlane: etcd\ndebian:\n  package: p\n  packages: q'))
      .toMatchInlineSnapshot(`
      "a.md:5:13: Unknown key \`packages\` in \`debian\`.
        Did you mean \`package\`?"
    `);
  });

  test('a value that is none of those allowed, with the one that was meant', () => {
    expect(problemsOf('title: A\nlane: kublet')).toMatchInlineSnapshot(`
      "a.md:2:7: \`lane\` is \`kublet\`, which is not one of its values.
        Did you mean \`kubelet\`?"
    `);
  });

  test('a value like none of those allowed lists them', () => {
    expect(problemsOf('title: A\nlane: nowhere-near')).toMatchInlineSnapshot(`
      "a.md:2:7: \`lane\` is \`nowhere-near\`, which is not one of its values.
        Values: kubectl, kubelet, etcd."
    `);
  });

  test('a wrong value inside a list', () => {
    expect(problemsOf('{"title": "A", "lane": "etcd",\n "edges": [{"to": "b", "kind": "cal"}]}'))
      .toMatchInlineSnapshot(`
      "a.md:2:32: \`edges.0.kind\` is \`cal\`, which is not one of its values.
        Did you mean \`call\`?"
    `);
  });

  test('a value of another type', () => {
    expect(problemsOf('title: [A]\nlane: etcd')).toMatchInlineSnapshot(
      `"a.md:1:8: \`title\`: Invalid input: expected string, received array."`,
    );
  });

  test('missing keys, whatever their type', () => {
    expect(problemsOf('edges: []')).toMatchInlineSnapshot(`
      "a.md:1:1: \`title\` is missing.
      a.md:1:1: \`lane\` is missing.
        Values: kubectl, kubelet, etcd."
    `);
  });

  test('a missing key inside a list', () => {
    expect(problemsOf('title: A\nlane: etcd\nedges:\n  - to: b')).toMatchInlineSnapshot(`
      "a.md:4:5: \`edges.0.kind\` is missing.
        Values: call, data."
    `);
  });

  test('all problems at once', () => {
    expect(problemsOf('title: ""\nlane: etc\nedges: no')).toMatchInlineSnapshot(`
      "a.md:1:8: \`title\`: Too small: expected string to have >=1 characters.
      a.md:2:7: \`lane\` is \`etc\`, which is not one of its values.
        Did you mean \`etcd\`?
      a.md:3:8: \`edges\`: Invalid input: expected array, received string."
    `);
  });

  test('no record at all', () => {
    expect(problemsOf('')).toMatchInlineSnapshot(
      `"a.md:1:1: Invalid input: expected object, received null."`,
    );
    expect(problemsOf('just text')).toMatchInlineSnapshot(
      `"a.md:1:1: Invalid input: expected object, received string."`,
    );
  });

  test('JSON with a syntax error', () => {
    expect(problemsOf('{\n  "title": "A"\n  "lane": "etcd"\n}')).toMatchInlineSnapshot(
      `"a.md:3:3: Missing , between flow map items"`,
    );
  });

  test('YAML with a syntax error', () => {
    expect(problemsOf('title: A\nlane: "etcd\nedges: []', 2)).toMatchInlineSnapshot(
      `"a.md:4:10: Missing closing "quote"`,
    );
  });

  test('a key that is there twice', () => {
    expect(problemsOf('title: A\nlane: etcd\ntitle: B')).toMatchInlineSnapshot(
      `"a.md:3:1: Map keys must be unique"`,
    );
  });
});
