import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallContent, smallSource } from '../../test/small-release.ts';
import { compileTour } from './compile-tour.ts';

const go = await memoryRelease();
const folder = 'content/tour/10-the-loop';
const file = `${folder}/30-new.md`;
const front = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\n';
const excerpt = '::excerpt{of="pkg/loop/loop.go#Loop.step"}\n\n';

/** What is wrong with the small tour after some of its files were changed. */
const problems = (changes: Record<string, string | undefined>): string =>
  report(compileTour(smallContent(changes), 'v0.1', go).problems);

/** What is wrong with a new stop: its front matter first, its body below. */
const inStop = (text: string): string => problems({ [file]: text });
const inBody = (body: string): string => inStop(front + body);

describe('front matter', () => {
  test('there is none', () => {
    expect(inStop('Words.\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:1:1: The stop has no front matter.
        Begin the file with \`---\`, \`title:\`, \`lane:\`, \`summary:\` and \`---\`."
    `);
  });

  test('the file is empty', () => {
    expect(inStop('')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:1:1: The stop has no front matter.
        Begin the file with \`---\`, \`title:\`, \`lane:\`, \`summary:\` and \`---\`."
    `);
  });

  test('it is empty', () => {
    expect(inStop('---\n---\n\nWords.\n')).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:2:1: Invalid input: expected object, received null."`,
    );
  });

  test('it is malformed YAML', () => {
    expect(inStop('---\ntitle: "New\nlane: etcd\n---\n')).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:3:11: Missing closing "quote"`,
    );
    expect(inStop('---\ntitle: New: again\nlane: etcd\nsummary: S\n---\n')).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:2:8: Nested mappings are not allowed in compact mappings"`,
    );
  });

  test('an unknown key', () => {
    expect(inStop(front.replace('summary', 'sumary'))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:2:1: \`summary\` is missing.
      content/tour/10-the-loop/30-new.md:4:9: Unknown key \`sumary\`.
        Did you mean \`summary\`?"
    `);
  });

  test('an unknown lane', () => {
    expect(inStop(front.replace('etcd', 'kublet'))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:3:7: \`lane\` is \`kublet\`, which is not one of its values.
        Did you mean \`kubelet\`?"
    `);
  });

  test('a missing title', () => {
    expect(inStop(front.replace('title: New\n', ''))).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:2:1: \`title\` is missing."`,
    );
  });

  test('a missing lane', () => {
    expect(inStop(front.replace('lane: etcd\n', ''))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:2:1: \`lane\` is missing.
        Values: kubectl, kube-apiserver, etcd, client-go, kube-controller-manager, kube-scheduler, kubelet."
    `);
  });

  test('leads-to names no stop, or a wrong kind', () => {
    const edges =
      'leads-to:\n  - to: the-queu\n    kind: call\n    label: a\n  - to: nowhere-at-all\n    kind: data\n    label: b\n';
    expect(inStop(front.replace('---\n\n', `${edges}---\n`))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:6:9: \`leads-to\` names the stop \`the-queu\`, which does not exist.
        Did you mean \`the-queue\`?
      content/tour/10-the-loop/30-new.md:9:9: \`leads-to\` names the stop \`nowhere-at-all\`, which does not exist."
    `);
    const kind = 'leads-to:\n  - to: the-queue\n    kind: calls\n    label: a\n';
    expect(inStop(front.replace('---\n\n', `${kind}---\n`))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:11: \`leads-to.0.kind\` is \`calls\`, which is not one of its values.
        Did you mean \`call\`?"
    `);
  });

  test('needs names no stop', () => {
    expect(inStop(front.replace('---\n\n', 'needs: [run, runn]\n---\n'))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:5:14: \`needs\` names the stop \`runn\`, which does not exist.
        Did you mean \`run\`?"
    `);
  });

  test('the label of an edge has a link to no stop: the place is the label', () => {
    const edge = 'leads-to:\n  - to: run\n    kind: call\n    label: by [it](stop:rum)\n';
    expect(inStop(front.replace('---\n\n', `${edge}---\n`))).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:8:12: The link \`stop:rum\` names no stop.
        Did you mean \`run\`?"
    `);
  });
});

describe('directives', () => {
  test('an unknown directive', () => {
    expect(inBody(':::nota[x]{at="y"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The directive \`nota\` cannot stand here.
        Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
    `);
    expect(inBody('::excerp{of="a.go#X"}\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The directive \`excerp\` cannot stand here.
        Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
    `);
  });

  test('an unknown attribute', () => {
    expect(inBody('::excerpt{of="pkg/loop/loop.go#Loop.step" folds="none"}\n'))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The directive \`excerpt\` has no attribute \`folds\`.
        Did you mean \`fold\`?"
    `);
    expect(inBody(`${excerpt}:::note[N]{at="if !ok {" title="x"}\nWords.\n:::\n`))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The directive \`note\` has no attribute \`title\`.
        Its attributes: at, from, to, part."
    `);
  });

  test('a release directive without a release, with both, with an unknown attribute', () => {
    expect(inBody(':::release\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: A \`release\` directive says for which releases it is meant.
        Write \`:::release{since="v1.20"}\`, \`:::release{until="v1.16"}\`, or both."
    `);
    expect(inBody(':::release{since="0.1"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: A \`release\` directive says for which releases it is meant.
        Write \`:::release{since="v1.20"}\`, \`:::release{until="v1.16"}\`, or both."
    `);
    expect(inBody(':::release{sinse="v0.1"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The directive \`release\` has no attribute \`sinse\`.
        Did you mean \`since\`?"
    `);
  });

  test('a directive inside a note', () => {
    expect(inBody(`${excerpt}::::note[N]{at="if !ok {"}\n:::trace[x]\nWords.\n:::\n::::\n`))
      .toMatchInlineSnapshot(`
        "content/tour/10-the-loop/30-new.md:10:1: The directive \`trace\` cannot stand here.
          Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
      `);
  });

  test('a question outside chapter.md', () => {
    expect(inBody(':::question[Why?]\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The directive \`question\` cannot stand here.
        Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
    `);
  });

  test('a note in chapter.md', () => {
    const text = '---\ntitle: T\nsummary: S\n---\n\n:::note[N]{at="x"}\nWords.\n:::\n';
    expect(problems({ [`${folder}/chapter.md`]: text })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/chapter.md:6:1: The directive \`note\` cannot stand here.
        Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
    `);
  });
});

describe('excerpts', () => {
  test('of nothing', () => {
    expect(inBody('::excerpt\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The excerpt does not say of what.
        Write \`::excerpt{of="path/to/file.go#Symbol"}\`."
    `);
    expect(inBody('::excerpt{of=""}\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: \`\` is not an anchor.
        Write \`path/to/file.go#Symbol\`, \`#Receiver.Method\`, or \`#Symbol > "a quoted piece of one line"\`."
    `);
  });

  test('of what is not an anchor', () => {
    expect(inBody('::excerpt{of="pkg/loop/loop.go:56"}\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: \`pkg/loop/loop.go:56\` is not an anchor.
        Write \`path/to/file.go#Symbol\`, \`#Receiver.Method\`, or \`#Symbol > "a quoted piece of one line"\`."
    `);
  });

  test('of a symbol that is not there, in one alternative or in all', () => {
    expect(inBody('::excerpt{of="pkg/loop/loop.go#Loop.stop"}\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: \`pkg/loop/loop.go\` declares no \`Loop.stop\`.
        Did you mean \`Loop.step\`?"
    `);
    expect(inBody('::excerpt{of="pkg/loop/gone.go#X | pkg/loop/loop.go#Loop.stop"}\n'))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: There is no file \`pkg/loop/gone.go\` in this release. \`pkg/loop/loop.go\` declares no \`Loop.stop\`.
        Did you mean \`pkg/loop/loop.go\`?"
    `);
  });

  test('one alternative is not an anchor, and the other is there', () => {
    expect(inBody('::excerpt{of="nonsense | pkg/loop/loop.go#Loop.step"}\n'))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: \`nonsense\` is not an anchor.
        Write \`path/to/file.go#Symbol\`, \`#Receiver.Method\`, or \`#Symbol > "a quoted piece of one line"\`."
    `);
  });
});

describe('notes', () => {
  const note = (text: string): string => inBody(excerpt + text);

  test('before any excerpt', () => {
    expect(inBody(':::note[N]{at="if !ok {"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The note stands before any excerpt, so it has no code to speak of.
        Put \`::excerpt{of="path#Symbol"}\` above it."
    `);
  });

  test('without a place', () => {
    expect(note(':::note[N]\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note does not say which lines it speaks of.
        Write \`:::note[Label]{at="quote"}\`, \`{from="quote" to="quote"}\` or \`{part="signature"}\`."
    `);
    expect(note(':::note[N]{from="if !ok {"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note does not say which lines it speaks of.
        Write \`:::note[Label]{at="quote"}\`, \`{from="quote" to="quote"}\` or \`{part="signature"}\`."
    `);
    expect(note(':::note[N]{part="bodies"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note does not say which lines it speaks of.
        Write \`:::note[Label]{at="quote"}\`, \`{from="quote" to="quote"}\` or \`{part="signature"}\`."
    `);
  });

  test('with an empty quote', () => {
    expect(note(':::note[N]{at=""}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note does not say which lines it speaks of.
        Write \`:::note[Label]{at="quote"}\`, \`{from="quote" to="quote"}\` or \`{part="signature"}\`."
    `);
    expect(note(':::note[N]{from="" to=""}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note does not say which lines it speaks of.
        Write \`:::note[Label]{at="quote"}\`, \`{from="quote" to="quote"}\` or \`{part="signature"}\`."
    `);
  });

  test('without words', () => {
    expect(note(':::note[N]{at="if !ok {"}\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note is empty.
        Write \`:::note[A short label]{at="quote"}\`, the note, and \`:::\`."
    `);
  });

  test('without a label', () => {
    expect(note(':::note{at="if !ok {"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note has no label.
        Write \`:::note[A short label]{at="quote"}\`, the note, and \`:::\`."
    `);
  });

  test('with a quote that is not there, or there twice', () => {
    expect(note(':::note[N]{at="if not ok {"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: "if not ok {" does not occur in \`Loop.step\`.
        Did you mean \`if !ok {\`?"
    `);
    expect(note(':::note[N]{at="return"}\nWords.\n:::\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: "return" occurs 3 times in \`Loop.step\` (lines 59, 65, 67).
        Quote more of the line that you mean:
        return ErrClosed
        return err
        return nil"
    `);
  });

  test('outside a narrowed excerpt, below it or above', () => {
    const narrow = '::excerpt{of=\'pkg/loop/loop.go#Loop.step > "if !ok {"\'}\n\n';
    expect(inBody(`${narrow}:::note[N]{at="return nil"}\nWords.\n:::\n`)).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note speaks of lines 67 to 67, and its excerpt shows 58 to 60.
        Quote a line of the excerpt, or let the excerpt show the whole symbol."
    `);
    expect(inBody(`${narrow}:::note[N]{at="key, ok"}\nWords.\n:::\n`)).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note speaks of lines 57 to 57, and its excerpt shows 58 to 60.
        Quote a line of the excerpt, or let the excerpt show the whole symbol."
    `);
    expect(inBody(`${narrow}:::note[N]{part="body"}\nWords.\n:::\n`)).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The note speaks of lines 56 to 68, and its excerpt shows 58 to 60.
        Quote a line of the excerpt, or let the excerpt show the whole symbol."
    `);
  });
});

describe('prose', () => {
  test('raw HTML, a comment as well', () => {
    expect(inBody('Words with <b>HTML</b>.\n\n<!-- a comment -->\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:12: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/30-new.md:7:19: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/30-new.md:9:1: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks."
    `);
  });

  test('a picture', () => {
    expect(inBody('![A picture](https://example.com/a.png)\n')).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:7:1: Pictures are drawn by the site, not linked from content."`,
    );
  });

  test('a link that is not https', () => {
    expect(
      inBody(
        '[a](http://example.com) [b](../run.md)\n[c](javascript:alert%281%29) www.example.com\n',
      ),
    ).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: The link \`http://example.com\` is neither a stop nor an https address.
        Write \`stop:<slug>\` or \`https://...\`.
      content/tour/10-the-loop/30-new.md:7:25: The link \`../run.md\` is neither a stop nor an https address.
        Write \`stop:<slug>\` or \`https://...\`.
      content/tour/10-the-loop/30-new.md:8:1: The link \`javascript:alert%281%29\` is neither a stop nor an https address.
        Write \`stop:<slug>\` or \`https://...\`.
      content/tour/10-the-loop/30-new.md:8:30: The link \`http://www.example.com\` is neither a stop nor an https address.
        Write \`stop:<slug>\` or \`https://...\`."
    `);
  });

  test('a link by reference is checked like any other', () => {
    expect(inBody('[a] and [b]\n\n[a]: http://example.com\n[b]: stop:rum\n'))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:1: The link \`http://example.com\` is neither a stop nor an https address.
        Write \`stop:<slug>\` or \`https://...\`.
      content/tour/10-the-loop/30-new.md:10:1: The link \`stop:rum\` names no stop.
        Did you mean \`run\`?"
    `);
  });

  test('a link to an unknown stop', () => {
    expect(inBody('See [the queue](stop:the-queu).\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:5: The link \`stop:the-queu\` names no stop.
        Did you mean \`the-queue\`?"
    `);
    expect(inBody('See [nothing](stop:).\n')).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:7:5: The link \`stop:\` names no stop."`,
    );
  });

  test('problems inside notes, labels, traces and questions have their own places', () => {
    expect(
      inBody(
        `${excerpt}:::note[<i>N</i>]{at="if !ok {"}\nWords and <b>\n:::\n\n:::trace[x <u>]\n- <s>\n:::\n`,
      ),
    ).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:9: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/30-new.md:9:13: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/30-new.md:10:11: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/30-new.md:13:12: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/30-new.md:14:3: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks."
    `);
    const text = '---\ntitle: T\nsummary: S\n---\n\nWords.\n\n:::question[A <b>?]\n<i>\n:::\n';
    expect(problems({ [`${folder}/chapter.md`]: text })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/chapter.md:8:15: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks.
      content/tour/10-the-loop/chapter.md:9:1: Raw HTML is not allowed in content.
        Write Markdown, or put code between backticks."
    `);
  });
});

describe('pictures', () => {
  test('of what the site cannot draw', () => {
    expect(inBody('::picture{of="six-arows"}\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: There is no picture of \`six-arows\`.
        Did you mean \`six-arrows\`?"
    `);
    expect(inBody('::picture\n')).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:1: There is no picture of \`\`.
        Pictures: six-arrows."
    `);
  });
});

describe('names', () => {
  test('a Go name in prose that the packages shown do not have', () => {
    expect(inBody(`${excerpt}The \`fooBarBaz\` and \`Loop.stepp\`, and \`Queue.Get()\`.\n`))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:5: Prose names \`fooBarBaz\`, which the packages that the tour shows do not have.
        If it is declared elsewhere, add its file to \`mentions:\` in the front matter.
      content/tour/10-the-loop/30-new.md:9:21: Prose names \`Loop.stepp\`, which the packages that the tour shows do not have.
        Did you mean \`step\`? If it is declared elsewhere, add its file to \`mentions:\` in the front matter."
    `);
  });

  test('in notes and labels, too', () => {
    expect(inBody(`${excerpt}:::note[On \`ErrClosd\`]{at="if !ok {"}\nSee \`NewLoop\`.\n:::\n`))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:9:12: Prose names \`ErrClosd\`, which the packages that the tour shows do not have.
        Did you mean \`ErrClosed\`? If it is declared elsewhere, add its file to \`mentions:\` in the front matter.
      content/tour/10-the-loop/30-new.md:10:5: Prose names \`NewLoop\`, which the packages that the tour shows do not have.
        If it is declared elsewhere, add its file to \`mentions:\` in the front matter."
    `);
  });

  test('a file that is mentioned makes its names known', async () => {
    const more = await memoryRelease({
      ...smallSource,
      'far/away.go': 'package away\n\nfunc NewLoop() {}\n',
    });
    const namesOf = (mentions: string): string =>
      report(
        compileTour(
          smallContent({ [file]: `${front.replace('---\n\n', mentions)}\`NewLoop\`\n` }),
          'v0.1',
          more,
        ).problems,
      );
    expect(namesOf('mentions: [far/away.go]\n---\n\n')).toBe('');
    expect(namesOf('---\n\n')).toContain('Prose names `NewLoop`');
  });

  test("a file beside those shown that is empty or no text is in nobody's way", async () => {
    const more = await memoryRelease({
      ...smallSource,
      'pkg/loop/empty.go': '',
      'pkg/loop/binary.go': Uint8Array.of(0, 1),
    });
    expect(report(compileTour(smallContent(), 'v0.1', more).problems)).toBe('');
    const shown = smallContent({ [file]: `${front}::excerpt{of="pkg/loop/empty.go#X"}\n` });
    expect(report(compileTour(shown, 'v0.1', more).problems)).toBe(
      `${file}:7:1: \`pkg/loop/empty.go\` is empty.`,
    );
  });
});

describe('the glossary', () => {
  const glossary = (text: string): string => problems({ 'content/glossary.md': text });

  test('without its title', () => {
    expect(glossary('---\n---\n')).toMatchInlineSnapshot(
      `"content/glossary.md:2:1: Invalid input: expected object, received null."`,
    );
  });

  test('with text outside a term, and terms without name or explanation', () => {
    expect(
      glossary(
        '---\ntitle: Words\n---\n\nText.\n\n:::term\nWords.\n:::\n\n:::term[key]\n:::\n\n:::term[queue]{alos="queues"}\nWords.\n:::\n',
      ),
    ).toMatchInlineSnapshot(`
      "content/glossary.md:5:1: The glossary holds terms only.
        Write \`:::term[work queue]{also="work queues"}\`, the explanation, and \`:::\`.
      content/glossary.md:7:1: The term has no name.
        Write \`:::term[work queue]\`, the explanation, and \`:::\`.
      content/glossary.md:11:1: \`key\` has no explanation.
        Write \`:::term[work queue]\`, the explanation, and \`:::\`.
      content/glossary.md:14:1: The directive \`term\` has no attribute \`alos\`.
        Did you mean \`also\`?"
    `);
  });

  test('with a term that is there twice, whatever its case and form', () => {
    expect(
      glossary(
        '---\ntitle: Words\n---\n\n:::term[key]{also="keys"}\nWords.\n:::\n\n:::term[Keys]\nWords.\n:::\n',
      ),
    ).toMatchInlineSnapshot(
      `"content/glossary.md:9:1: \`Keys\` is explained twice: also on line 5."`,
    );
  });

  test('with a link to no stop', () => {
    expect(glossary('---\ntitle: Words\n---\n\n:::term[key]\n[x](stop:rum)\n:::\n'))
      .toMatchInlineSnapshot(`
      "content/glossary.md:6:1: The link \`stop:rum\` names no stop.
        Did you mean \`run\`?"
    `);
  });
});

describe('the references', () => {
  const references = (rows: unknown): string =>
    problems({ 'content/references.json': JSON.stringify(rows, undefined, 1) });
  const row = { row: 3, about: 'the loop' };

  test('what the tour has is no problem', () => {
    const expects = { release: 'v0.1', path: 'pkg/loop/loop.go', line: 42 };
    expect(
      references([
        { ...row, covers: [{ stop: 'the-queue' }] },
        { ...row, covers: [{ stop: 'run', note: 'else if' }], expects },
        { ...row, covers: [{ stop: 'run' }], expects: { ...expects, release: 'v9.9', line: 999 } },
      ]),
    ).toBe('');
  });

  test('of a stop or a note that is not there', () => {
    expect(
      references([{ ...row, covers: [{ stop: 'runn' }, { stop: 'run', note: 'no such quote' }] }]),
    ).toMatchInlineSnapshot(`
      "content/references.json:7:13: Row 3 names the stop \`runn\`, which does not exist.
        Did you mean \`run\`?
      content/references.json:11:13: Row 3: the stop \`run\` has no note on \`no such quote\`."
    `);
  });

  test('of a line that the note does not hold', () => {
    expect(
      references([
        {
          ...row,
          covers: [{ stop: 'run', note: 'else if' }],
          expects: { release: 'v0.1', path: 'pkg/loop/loop.go', line: 46 },
        },
      ]),
    ).toMatchInlineSnapshot(`
      "content/references.json:14:12: Row 3: in v0.1 the range must hold pkg/loop/loop.go:46, and it is pkg/loop/loop.go:41-45.
        The anchor found another place than the one that is known to be right."
    `);
  });

  test('that are malformed', () => {
    expect(references([{ ...row, covers: [] }])).toMatchInlineSnapshot(
      `"content/references.json:5:13: \`0.covers\`: must name at least one stop."`,
    );
    expect(references([{ ...row, cover: [{ stop: 'run' }] }])).toMatchInlineSnapshot(`
      "content/references.json:2:2: \`0.covers\` is missing.
      content/references.json:5:12: Unknown key \`cover\` in \`0\`.
        Did you mean \`covers\`?"
    `);
  });
});

describe('files', () => {
  test('a stop that is there twice', () => {
    expect(problems({ [`${folder}/40-run.md`]: front })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/40-run.md:1:1: The stop \`run\` is there twice: the other is \`content/tour/10-the-loop/10-run.md\`.
        Rename one of the files. The number in front does not make a slug unique."
    `);
    expect(
      problems({
        'content/tour/20-more/chapter.md': '---\ntitle: T\nsummary: S\n---\n',
        'content/tour/20-more/10-run.md': front,
      }),
    ).toMatchInlineSnapshot(`
      "content/tour/20-more/10-run.md:1:1: The stop \`run\` is there twice: the other is \`content/tour/10-the-loop/10-run.md\`.
        Rename one of the files. The number in front does not make a slug unique."
    `);
  });

  test('a chapter that is there twice', () => {
    expect(problems({ 'content/tour/20-the-loop/chapter.md': '---\ntitle: T\nsummary: S\n---\n' }))
      .toMatchInlineSnapshot(`
      "content/tour/20-the-loop/chapter.md:1:1: The chapter \`the-loop\` is there twice: the other is \`10-the-loop\`.
        Rename one of the folders. The number in front does not make a slug unique."
    `);
  });

  test('a chapter without chapter.md: links to its stops are no further problems', () => {
    expect(problems({ [`${folder}/chapter.md`]: undefined })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/chapter.md:1:1: The chapter \`10-the-loop\` has no chapter.md.
        Add one with \`title:\` and \`summary:\` in its front matter."
    `);
    expect(
      problems({
        'content/tour/20-more/10-new.md': front,
        [`${folder}/30-old.md`]: `${front}[new](stop:new)\n`,
      }),
    ).toMatchInlineSnapshot(`
      "content/tour/20-more/chapter.md:1:1: The chapter \`20-more\` has no chapter.md.
        Add one with \`title:\` and \`summary:\` in its front matter."
    `);
  });

  test('a chapter without front matter', () => {
    expect(problems({ [`${folder}/chapter.md`]: 'Words.\n' })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/chapter.md:1:1: \`title\` is missing.
      content/tour/10-the-loop/chapter.md:1:1: \`summary\` is missing."
    `);
  });

  test('a chapter with a key of a stop', () => {
    expect(problems({ [`${folder}/chapter.md`]: '---\ntitle: T\nsummary: S\nlane: etcd\n---\n' }))
      .toMatchInlineSnapshot(`
        "content/tour/10-the-loop/chapter.md:4:7: Unknown key \`lane\`.
          Known keys: title, summary, mentions."
      `);
  });

  test('a file outside a chapter', () => {
    expect(problems({ 'content/tour/notes.md': front })).toMatchInlineSnapshot(`
      "content/tour/notes.md:1:1: \`content/tour/notes.md\` is in no chapter.
        Stops are \`content/tour/<NN-chapter>/<NN-stop>.md\`."
    `);
    expect(problems({ 'content/tour/10-the-loop/deep/10-a.md': front })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/deep/10-a.md:1:1: \`content/tour/10-the-loop/deep/10-a.md\` is in no chapter.
        Stops are \`content/tour/<NN-chapter>/<NN-stop>.md\`."
    `);
  });
});

test('all problems of all files come at once, in the order of files and lines', () => {
  expect(
    problems({
      'content/tour/20-more/10-more.md': 'No front matter.\n',
      [`${folder}/chapter.md`]: '---\ntitle: T\nsummary: S\n---\n\n<b>\n',
      [`${folder}/20-the-queue.md`]: `${front}<i>\n\n::excerpt{of="pkg/loop/queue.go#Queue.Take"}\n\n[x](stop:rnu)\n`,
      [`${folder}/10-run.md`]: front
        .replace('---\n\n', 'needs: [nowhere-at-all]\n---\n')
        .concat('\n::excerpt{off="x"}\n\n![x](y)\n'),
    }),
  ).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/10-run.md:5:9: \`needs\` names the stop \`nowhere-at-all\`, which does not exist.
    content/tour/10-the-loop/10-run.md:8:1: The directive \`excerpt\` has no attribute \`off\`.
      Did you mean \`of\`?
    content/tour/10-the-loop/10-run.md:8:1: The excerpt does not say of what.
      Write \`::excerpt{of="path/to/file.go#Symbol"}\`.
    content/tour/10-the-loop/10-run.md:10:1: Pictures are drawn by the site, not linked from content.
    content/tour/10-the-loop/20-the-queue.md:7:1: Raw HTML is not allowed in content.
      Write Markdown, or put code between backticks.
    content/tour/10-the-loop/20-the-queue.md:9:1: \`pkg/loop/queue.go\` declares no \`Queue.Take\`.
      Did you mean \`Queue.Add\`?
    content/tour/10-the-loop/20-the-queue.md:11:1: The link \`stop:rnu\` names no stop.
      Did you mean \`run\`?
    content/tour/10-the-loop/chapter.md:6:1: Raw HTML is not allowed in content.
      Write Markdown, or put code between backticks.
    content/tour/20-more/10-more.md:1:1: The stop has no front matter.
      Begin the file with \`---\`, \`title:\`, \`lane:\`, \`summary:\` and \`---\`.
    content/tour/20-more/chapter.md:1:1: The chapter \`20-more\` has no chapter.md.
      Add one with \`title:\` and \`summary:\` in its front matter."
  `);
});
