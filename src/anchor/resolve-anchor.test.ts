import { describe, expect, test } from 'vitest';
import { memoryRelease, smallSource } from '../../test/small-release.ts';
import type { GoRelease } from '../go/go-release.ts';
import { blobIdOf } from '../release/blob-id.ts';
import { parseAnchor, type Anchor, type Within } from './anchor.ts';
import { resolveAnchor } from './resolve-anchor.ts';
import { isResolved, type Resolved } from './resolved.ts';

const loop = 'pkg/loop/loop.go';
const small = await memoryRelease();

function anchorOf(text: string): Anchor {
  const anchor = parseAnchor(text);
  if (!('path' in anchor)) throw new Error(anchor.message);
  return anchor;
}

function resolved(text: string, release: GoRelease = small): Resolved {
  const outcome = resolveAnchor(release, anchorOf(text));
  if (!isResolved(outcome)) throw new Error(outcome.message);
  return outcome;
}

/** The source that an anchor stands for. */
function textOf(text: string, release: GoRelease = small): string {
  const { path, span } = resolved(text, release);
  return release.file(path).text.slice(span.start, span.end);
}

/** The message and the hint of an anchor that is nowhere. */
function refusal(anchor: Anchor | string, release: GoRelease = small): string {
  const outcome = resolveAnchor(release, typeof anchor === 'string' ? anchorOf(anchor) : anchor);
  if (isResolved(outcome)) throw new Error('It is resolved');
  return [outcome.message, ...(outcome.hint ? [outcome.hint] : [])].join('\n');
}

describe('a whole symbol', () => {
  test('it is the declaration without its doc, with the file that it is in', () => {
    expect(resolved(`${loop}#Loop.step`)).toEqual({
      path: loop,
      blob: blobIdOf(Buffer.from(smallSource[loop] ?? '')),
      symbol: 'Loop.step',
      span: {
        start: smallSource[loop]?.indexOf('func (l *Loop) step()'),
        end: smallSource[loop]?.indexOf('\n\nfunc init()'),
      },
      lines: { from: 56, to: 68 },
    });
  });

  test.each([
    ['ErrClosed', 'var ErrClosed = errors.New("closed")'],
    ['Retries', 'Retries = 3'],
    ['Loop.queue', 'queue *Queue'],
    ['Loop.fallback', 'sync, fallback func(key string) error'],
    ['Loop.Stringer', 'fmt.Stringer'],
    ['Handler.OnKey', 'OnKey(key string) (done bool)'],
  ])('%s', (symbol, text) => {
    expect(textOf(`${loop}#${symbol}`)).toBe(text);
  });

  test('a symbol is found in the file that is named, and nowhere else', () => {
    expect(textOf('pkg/loop/queue.go#Stack.Push')).toBe(
      'func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }',
    );
  });
});

describe('a part', () => {
  test('the doc, the signature and the body of a method', () => {
    expect(textOf(`${loop}#Loop.Run > doc`)).toBe(
      '// Run works until the queue is closed.\n//\n// It never gives up on a key.',
    );
    expect(textOf(`${loop}#Loop.Run > signature`)).toBe('func (l *Loop) Run(workers int) error ');
    expect(resolved(`${loop}#Loop.Run > signature`).lines).toEqual({ from: 37, to: 37 });
    expect(resolved(`${loop}#Loop.Run > body`).lines).toEqual({ from: 37, to: 54 });
  });

  test('a signature of several lines', () => {
    expect(resolved(`${loop}#helper > signature`).lines).toEqual({ from: 74, to: 76 });
  });

  test('the body of a type is what is between its braces', () => {
    expect(textOf('pkg/loop/queue.go#Queue > body')).toBe(
      '{\n\tkeys []string\n\tseen map[string]bool\n}',
    );
  });

  test('no doc comment', () => {
    expect(refusal(`${loop}#Loop.step > doc`)).toMatchInlineSnapshot(`
      "\`Loop.step\` has no doc comment.
      Leave the part out to mean the whole declaration."
    `);
  });

  test('no body', () => {
    expect(refusal(`${loop}#ErrClosed > body`)).toMatchInlineSnapshot(`
      "\`ErrClosed\` has no body.
      Leave the part out to mean the whole declaration."
    `);
  });
});

describe('a quote', () => {
  test('it stands for the outermost piece that begins in it', () => {
    expect(textOf(`${loop}#Loop.Run > "for i := 0; i < workers; i++ {"`)).toMatch(
      /^for i := 0; .*\n\t}$/s,
    );
    expect(resolved(`${loop}#Loop.Run > "for i := 0"`).lines).toEqual({ from: 38, to: 46 });
  });

  test('a few letters of a statement stand for the whole statement', () => {
    expect(resolved(`${loop}#Loop.Run > "switch wor"`).lines).toEqual({ from: 47, to: 52 });
  });

  test('without a piece that begins in it, it stands for the smallest around it', () => {
    expect(textOf(`${loop}#Loop.Run > "= burst"`)).toBe('workers = burst');
    expect(resolved(`${loop}#Loop.Run > "0; i < workers"`).lines).toEqual({ from: 38, to: 46 });
  });

  test('an else-if is the if below else, not the whole chain', () => {
    expect(textOf(`${loop}#Loop.Run > "} else if workers > burst {"`)).toBe(
      'if workers > burst {\n\t\t\tworkers = burst\n\t\t} else {\n\t\t\tcontinue\n\t\t}',
    );
  });

  test('the last else is its block', () => {
    expect(textOf(`${loop}#Loop.Run > "} else {"`)).toBe('{\n\t\t\tcontinue\n\t\t}');
  });

  test('a case is the case with its statements', () => {
    expect(textOf(`${loop}#Loop.Run > "case 0:"`)).toBe('case 0:\n\t\treturn ErrClosed\n');
    expect(resolved(`${loop}#Loop.Run > "case 0:"`).lines).toEqual({ from: 48, to: 49 });
    expect(textOf(`${loop}#Loop.Run > "default:"`)).toBe('default:\n\t\tl.queue.Add("last")\n');
  });

  test('a comment is itself with the lines of the comment below', () => {
    expect(textOf(`${loop}#Loop.step > "// The key comes back,"`)).toBe(
      '// The key comes back,\n\t\t// and is tried again.',
    );
    expect(textOf(`${loop}#Loop.step > "// and is tried again."`)).toBe('// and is tried again.');
  });

  test('words inside a comment stand for the comment', () => {
    expect(textOf(`${loop}#Loop.step > "is tried"`)).toBe('// and is tried again.');
  });

  test('the doc comment can be quoted as well', () => {
    expect(resolved(`${loop}#Loop.Run > "It never gives up"`).lines).toEqual({ from: 36, to: 36 });
  });

  test('an argument of a call that has a line of its own', () => {
    expect(textOf(`${loop}#helper > "Retries"`)).toBe('Retries');
    expect(resolved(`${loop}#helper > "Retries"`).lines).toEqual({ from: 80, to: 80 });
  });

  test('a field of a type', () => {
    expect(textOf(`${loop}#Loop > "fmt.Stringer"`)).toBe('fmt.Stringer');
  });

  test('the first line of a function stands for the function', () => {
    expect(resolved(`${loop}#Loop.step > "func (l *Loop) step() error {"`).lines).toEqual({
      from: 56,
      to: 68,
    });
  });

  test('of pieces that begin together the smallest that holds the quote is meant', async () => {
    const release = await memoryRelease({
      'a.go': 'package a\n\nfunc f() {\n\trun(func() {\n\t\twork()\n\t}, last)\n}\n',
    });
    expect(textOf('a.go#f > "run(func() {"', release)).toBe('run(func() {\n\t\twork()\n\t}, last)');
    expect(textOf('a.go#f > "func() {"', release)).toBe('func() {\n\t\twork()\n\t}');
  });

  test('a piece that begins in the quote and ends before it does not hold it', async () => {
    const release = await memoryRelease({
      'a.go': 'package a\n\nvar v = T{\n\tkey: "value",\n\tother: "key",\n}\n',
    });
    expect(textOf('a.go#v > "key: "value""', release)).toBe('key: "value"');
    expect(textOf('a.go#v > "other"', release)).toBe('other');
  });

  test('offsets are right behind letters of several bytes', async () => {
    const release = await memoryRelease({
      'a.go': 'package a\n\n// 📦 世界\nfunc f() {\n\tprint("📦📦"); return // größer\n}\n',
    });
    expect(textOf('a.go#f > "return"', release)).toBe('return');
    expect(textOf('a.go#f > "größer"', release)).toBe('// größer');
  });
});

describe('a quote that fails', () => {
  test('it does not occur: a line that is near is suggested', () => {
    expect(refusal(`${loop}#Loop.Run > "for i := 0; i < worker; i++ {"`)).toMatchInlineSnapshot(`
      ""for i := 0; i < worker; i++ {" does not occur in \`Loop.Run\`.
      Did you mean \`for i := 0; i < workers; i++ {\`?"
    `);
  });

  test('it does not occur, and nothing is near', () => {
    expect(refusal(`${loop}#Loop.Run > "something quite different"`)).toMatchInlineSnapshot(
      `""something quite different" does not occur in \`Loop.Run\`."`,
    );
  });

  test('it occurs in another symbol', () => {
    expect(refusal(`${loop}#Loop.Run > "if !ok {"`)).toMatchInlineSnapshot(`
      ""if !ok {" does not occur in \`Loop.Run\`.
      It occurs in \`Loop.step\`."
    `);
  });

  test('it occurs twice', () => {
    expect(refusal(`${loop}#Loop.step > "return"`)).toMatchInlineSnapshot(`
      ""return" occurs 3 times in \`Loop.step\` (lines 59, 65, 67).
      Quote more of the line that you mean:
      return ErrClosed
      return err
      return nil"
    `);
  });

  test('twice on one line is twice', () => {
    expect(refusal('pkg/loop/queue.go#Stack.Push > "item T) {" .. "s.items"'))
      .toMatchInlineSnapshot(`
      ""s.items" occurs 2 times in \`Stack.Push\` (lines 32, 32).
      Quote more of the line that you mean:
      func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }
      func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }"
    `);
  });

  test('it runs over more than one line', () => {
    const within: Within = { kind: 'quote', quote: 'if !ok {\n\t\treturn ErrClosed' };
    expect(refusal({ path: loop, symbol: 'Loop.step', within })).toMatchInlineSnapshot(`
      "The quote "if !ok {..." runs over more than one line.
      Quote a piece of one line, or use two quotes: from and to."
    `);
  });
});

describe('from one quote to another', () => {
  test('it begins with the first piece and ends with the last', () => {
    expect(textOf(`${loop}#Loop.step > "key, ok :=" .. "if !ok {"`)).toBe(
      'key, ok := l.queue.Get()\n\tif !ok {\n\t\treturn ErrClosed\n\t}',
    );
  });

  test('the second quote may lie inside the piece of the first', () => {
    expect(resolved(`${loop}#Loop.Run > "for i := 0" .. "continue"`).lines).toEqual({
      from: 38,
      to: 46,
    });
  });

  test('reversed', () => {
    expect(refusal(`${loop}#Loop.step > "if !ok {" .. "key, ok :="`)).toMatchInlineSnapshot(`
      "In \`Loop.step\`, "key, ok :=" comes before "if !ok {".
      Exchange the two quotes."
    `);
  });

  test('either quote may be missing', () => {
    expect(refusal(`${loop}#Loop.step > "nowhere to be found" .. "if !ok {"`)).toContain(
      '"nowhere to be found" does not occur in `Loop.step`.',
    );
    expect(refusal(`${loop}#Loop.step > "if !ok {" .. "nowhere to be found"`)).toContain(
      '"nowhere to be found" does not occur in `Loop.step`.',
    );
  });
});

describe('a symbol or a file that fails', () => {
  test('an unknown file, with the path that was meant', () => {
    expect(refusal('pkg/lop/loop.go#helper')).toMatchInlineSnapshot(`
      "There is no file \`pkg/lop/loop.go\` in this release.
      Did you mean \`pkg/loop/loop.go\`?"
    `);
  });

  test('a file name alone', () => {
    expect(refusal('queue.go#Queue')).toMatchInlineSnapshot(`
      "There is no file \`queue.go\` in this release.
      Did you mean \`pkg/loop/queue.go\`?"
    `);
  });

  test('an unknown file like no other', () => {
    expect(refusal('staging/somewhere/else.go#X')).toMatchInlineSnapshot(
      `"There is no file \`staging/somewhere/else.go\` in this release."`,
    );
  });

  test('an unknown symbol, misspelled', () => {
    expect(refusal(`${loop}#Loop.Rum`)).toMatchInlineSnapshot(`
      "\`pkg/loop/loop.go\` declares no \`Loop.Rum\`.
      Did you mean \`Loop.Run\`?"
    `);
  });

  test('a method without its receiver', () => {
    expect(refusal(`${loop}#step`)).toMatchInlineSnapshot(`
      "\`pkg/loop/loop.go\` declares no \`step\`.
      Did you mean \`Loop.step\`?"
    `);
  });

  test('an unknown symbol like no other', () => {
    expect(refusal(`${loop}#SomethingElseAltogether`)).toMatchInlineSnapshot(`
      "\`pkg/loop/loop.go\` declares no \`SomethingElseAltogether\`.
      Methods and fields are named after their type: \`Type.Method\`."
    `);
  });

  test('a symbol that the file declares twice', () => {
    expect(refusal(`${loop}#init`)).toMatchInlineSnapshot(`
      "\`pkg/loop/loop.go\` declares \`init\` more than once (lines 70 and 72).
      Name another symbol: an anchor must have one meaning."
    `);
  });

  test('an empty file', async () => {
    const release = await memoryRelease({ 'a.go': '' });
    expect(refusal('a.go#X', release)).toMatchInlineSnapshot(`"\`a.go\` is empty."`);
  });

  test('a binary file', async () => {
    const release = await memoryRelease({ 'a.go': Uint8Array.of(112, 0, 1) });
    expect(refusal('a.go#X', release)).toMatchInlineSnapshot(`"\`a.go\` is binary, not text."`);
  });

  test('a file in another encoding', async () => {
    const release = await memoryRelease({ 'a.go': Uint8Array.of(112, 0xe9, 10) });
    expect(refusal('a.go#X', release)).toMatchInlineSnapshot(`"\`a.go\` is not UTF-8 text."`);
  });

  test('a file without declarations', async () => {
    const release = await memoryRelease({ 'a.go': 'package a\n' });
    expect(refusal('a.go#X', release)).toMatchInlineSnapshot(`
      "\`a.go\` declares no \`X\`.
      Methods and fields are named after their type: \`Type.Method\`."
    `);
  });
});
