import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallContent } from '../../test/small-release.ts';
import type { Problem } from '../problem.ts';
import { compileTour } from './compile-tour.ts';
import { parseGlossary } from './parse-glossary.ts';
import { plainMdast } from './plain-mdast.ts';
import { plainText } from './to-prose.ts';

const file = 'content/glossary.md';
const front = '---\ntitle: Words\n---\n\n';

/** A glossary with this body, and what is wrong with it. */
function parse(body: string, frontMatter = front) {
  const problems: Problem[] = [];
  const glossary = parseGlossary(frontMatter + body, file, problems);
  return { ...glossary, problems: report(problems) };
}

const termsOf = (body: string): unknown =>
  parse(body).terms.map(({ term, also, nodes }) => [term, also, plainMdast(nodes)]);

describe('terms', () => {
  test('they are in the order of the file, each with its explanation', () => {
    const body =
      ':::term[work queue]\nKeeps *keys*.\n:::\n\n:::term[key]\nA `name`.\n\nTwo.\n:::\n';
    expect(termsOf(body)).toEqual([
      ['work queue', [], 'Keeps keys.'],
      ['key', [], 'A name.Two.'],
    ]);
    expect(parse(body).title).toBe('Words');
    expect(parse(body).problems).toBe('');
  });

  test('a term has its place', () => {
    expect(parse(':::term[key]\nA name.\n:::\n').terms[0]?.place).toEqual({
      file,
      line: 5,
      column: 1,
    });
  });

  test('marks in a name are not part of it', () => {
    expect(termsOf(':::term[*work* `queue`]\nX.\n:::\n')).toEqual([['work queue', [], 'X.']]);
  });

  test('other forms are parted by commas; blanks and empty ones do not count', () => {
    expect(termsOf(':::term[work queue]{also="workqueue,  work queues ,, "}\nX.\n:::\n')).toEqual([
      ['work queue', ['workqueue', 'work queues'], 'X.'],
    ]);
    expect(termsOf(':::term[key]{also=""}\nX.\n:::\n')).toEqual([['key', [], 'X.']]);
  });

  test('a glossary may be without terms', () => {
    expect(parse('')).toMatchObject({ title: 'Words', terms: [], problems: '' });
  });
});

describe('what is wrong with a glossary', () => {
  const wrongWith = (body: string, frontMatter = front): string =>
    parse(body, frontMatter).problems;

  test('a term is explained twice', () => {
    expect(wrongWith(':::term[key]\nA.\n:::\n\n:::term[Key]\nB.\n:::\n')).toMatchInlineSnapshot(
      `"content/glossary.md:9:1: \`Key\` is explained twice: also on line 5."`,
    );
  });

  test('a form is explained twice, whatever its case', () => {
    expect(
      wrongWith(
        ':::term[key]{also="keys"}\nA.\n:::\n\n:::term[name]{also="names, KEYS"}\nB.\n:::\n',
      ),
    ).toMatchInlineSnapshot(
      `"content/glossary.md:9:1: \`KEYS\` is explained twice: also on line 5."`,
    );
    expect(
      wrongWith(':::term[key]{also="name"}\nA.\n:::\n\n:::term[name]\nB.\n:::\n'),
    ).toMatchInlineSnapshot(
      `"content/glossary.md:9:1: \`name\` is explained twice: also on line 5."`,
    );
  });

  test('a form is that of its own term', () => {
    expect(wrongWith(':::term[key]{also="keys, key"}\nA.\n:::\n')).toMatchInlineSnapshot(
      `"content/glossary.md:5:1: \`key\` is explained twice: also on line 5."`,
    );
  });

  test('a term without a name', () => {
    const body = ':::term\nA.\n:::\n\n:::term{also="keys"}\nB.\n:::\n';
    expect(wrongWith(body)).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: The term has no name.
        Write \`:::term[work queue]\`, the explanation, and \`:::\`.
      content/glossary.md:9:1: The term has no name.
        Write \`:::term[work queue]\`, the explanation, and \`:::\`."
    `);
    expect(parse(body).terms).toEqual([]);
  });

  test('a term without an explanation', () => {
    const body = ':::term[key]\n:::\n';
    expect(wrongWith(body)).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: \`key\` has no explanation.
        Write \`:::term[work queue]\`, the explanation, and \`:::\`."
    `);
    expect(parse(body).terms).toEqual([]);
  });

  test('text, headings and other directives between terms', () => {
    const body = `## K\n\n:::term[key]\nA.\n:::\n\nStray.\n\n:::note[key]{at="x"}\nB.\n:::\n\n::term[key]\n`;
    expect(wrongWith(body)).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`.
      content/glossary.md:11:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`.
      content/glossary.md:13:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`.
      content/glossary.md:17:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`."
    `);
    expect(parse(body).terms.map(({ term }) => term)).toEqual(['key']);
  });

  test('an unknown attribute', () => {
    expect(wrongWith(':::term[key]{alsoo="keys"}\nA.\n:::\n')).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: The directive \`term\` has no attribute \`alsoo\`.
        Did you mean \`also\`?"
    `);
    expect(wrongWith(':::term[key]{see="queue"}\nA.\n:::\n')).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: The directive \`term\` has no attribute \`see\`.
        Its attributes: also."
    `);
  });

  test('no front matter, none that is right', () => {
    expect(wrongWith('', '')).toMatchInlineSnapshot(
      `"content/glossary.md:1:1: \`title\` is missing."`,
    );
    expect(wrongWith('', '---\ntitel: Words\n---\n')).toMatchInlineSnapshot(`
      "content/glossary.md:2:1: \`title\` is missing.
      content/glossary.md:2:8: Unknown key \`titel\`.
        Did you mean \`title\`?"
    `);
    expect(wrongWith('', '---\ntitle: "Words\n---\n')).toMatchInlineSnapshot(
      `"content/glossary.md:2:14: Missing closing "quote"`,
    );
  });

  test('wrong front matter does not hide what is wrong below it', () => {
    expect(wrongWith('Stray.\n', '---\ntitle: ""\n---\n')).toMatchInlineSnapshot(`
      "content/glossary.md:2:8: \`title\`: Too small: expected string to have >=1 characters.
      content/glossary.md:4:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`."
    `);
  });
});

describe('in the tour', () => {
  const compile = async (body: string) =>
    compileTour(smallContent({ [file]: front + body }), 'v0.1', await memoryRelease());

  test('terms have an address, their forms and their prose', async () => {
    const { tour, problems } = await compile(
      ':::term[Work queue]{also="work queues"}\nKeeps keys for [the loop](stop:run).\n:::\n\n:::term[DeltaFIFO]\nX.\n:::\n',
    );
    expect(report(problems)).toBe('');
    expect(
      tour.glossary.map(({ slug, term, also, prose }) => [
        slug,
        term,
        also,
        plainText(prose).trim(),
      ]),
    ).toEqual([
      ['work-queue', 'Work queue', ['work queues'], 'Keeps keys for the loop.'],
      ['deltafifo', 'DeltaFIFO', [], 'X.'],
    ]);
  });

  test('without a glossary there are no terms', async () => {
    expect(compileTour(smallContent(), 'v0.1', await memoryRelease()).tour.glossary).toEqual([]);
  });

  test('prose of a term is checked like any other: links, names, HTML', async () => {
    const { problems } = await compile(
      ':::term[key]\nSee [the queue](stop:the-queu),\n`NewQueu` and <b>this</b>.\n:::\n',
    );
    expect(report(problems)).toMatchInlineSnapshot(`
      "content/glossary.md:6:5: The link \`stop:the-queu\` names no stop.
        Did you mean \`the-queue\`?
      content/glossary.md:7:1: Prose names \`NewQueu\`, which the packages that the tour shows do not have.
        If it is declared elsewhere, add its file to \`mentions:\` in the front matter.
      content/glossary.md:7:15: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/glossary.md:7:22: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks."
    `);
  });

  test('its problems stand among those of the content', async () => {
    const { problems } = await compile('Stray.\n');
    expect(report(problems)).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`."
    `);
  });
});
