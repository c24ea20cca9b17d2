import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryReader } from '../../test/small-release.ts';
import type { Declaration, GoFile, Span } from './go-file.ts';
import { loadGoParser } from './go-parser.ts';
import { indexGoFile } from './index-go-file.ts';
import { linesOf } from './lines.ts';

/**
 * Golden test with the expectation inside the fixture. Every line of `fixtures/*.go` on which a
 * declaration begins says so in a comment:
 *
 *     // want: method Loop.Run lines=9 doc=2 body
 *
 * `lines` is how many lines the declaration has (1 when it is not said), `doc` how many its doc
 * comment has, `body` that it has a body. Several declarations of one line stand between commas. A
 * declaration without `want` fails the test, so a new case is a new file.
 */
const folder = join(import.meta.dirname, 'fixtures');
const parser = await loadGoParser();
const wanted = /(?:\/\/|\/\*) want: (.*?)(?: \*\/.*)?$/;

const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.go'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const index = (text: string): GoFile =>
  indexGoFile(parser, memoryReader({ 'a.go': text }).read('a.go'));

/** `3: method Loop.Run lines=9 doc=2 body` for every `want` of the text. */
function expectations(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    const wants = wanted.exec(line)?.[1]?.split(', ') ?? [];
    return wants.map((want) => `${at + 1}: ${want}`);
  });
}

/** The same of what the index found. */
function findings({ text, packageName, declarations }: GoFile): string[] {
  const lines = linesOf(text);
  const countOf = (span: Span): number => lines.of(span).to - lines.of(span).from + 1;
  const found = declarations.map(({ kind, name, span, doc, body }) => {
    const count = countOf(span);
    return [
      `${lines.at(span.start)}: ${kind} ${name}`,
      ...(count > 1 ? [`lines=${count}`] : []),
      ...(doc ? [`doc=${countOf(doc)}`] : []),
      ...(body ? ['body'] : []),
    ].join(' ');
  });
  const packageLine = text.split('\n').findIndex((line) => line.startsWith('package ')) + 1;
  return packageName === '' ? found : [`${packageLine}: package ${packageName}`, ...found];
}

/** Offsets are wrong in ways that lines do not show: the text around and inside a span must fit. */
function checkSpans(text: string, { name, span, doc, signature, body }: Declaration): void {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const [rest = ''] = text.slice(span.end).split('\n', 1);
  const own = text.slice(span.start, span.end);
  expect(own).toBe(own.trim());
  expect(text.slice(lineStart, span.start), `before ${name}`).toMatch(
    /^(\s*|.*; *|.*[({] *|.*\*\/ *)$/,
  );
  expect(rest, `after ${name}`).toMatch(/^\s*([;)}].*)?(\/\/.*|\/\*.*)?\r?$/);
  expect(own).toContain(name.replace(/^.*\./, ''));
  expect(signature.start).toBe(span.start);
  if (body) {
    expect(text.slice(body.start, body.end)).toMatch(/^\{.*\}$/s);
    expect(signature.end).toBe(body.start);
    expect(body.end).toBeLessThanOrEqual(span.end);
  } else {
    expect(signature).toEqual(span);
  }
  if (doc) {
    expect(text.slice(doc.start, doc.end)).toMatch(/^(\/\/|\/\*)/);
    expect(text.slice(doc.end, span.start)).toMatch(/^\r?\n[ \t]*$/);
  }
}

describe.each(fixtures)('$name', ({ text }) => {
  test('the declarations are those that the comments want', () => {
    expect(findings(index(text))).toEqual(expectations(text));
  });

  test('Windows line ends change nothing', () => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(findings(index(windows))).toEqual(expectations(text));
  });

  test.each([
    ['with newlines', text],
    ['with Windows line ends', text.replaceAll('\n', '\r\n')],
    ['behind letters of several bytes', `/* 📦 größer 世界 */ ${text}`],
  ])('spans hold exactly the declaration, %s', (_, variant) => {
    const { declarations } = index(variant);
    for (const declaration of declarations) checkSpans(variant, declaration);
  });

  test('a file that is cut off anywhere is indexed as far as it goes', () => {
    for (let end = 1; end < text.length; end += 17) {
      const { declarations } = index(text.slice(0, end));
      expect(declarations.every(({ span }) => span.start < span.end && span.end <= end)).toBe(true);
    }
  });

  test('a byte order mark is no part of the text', () => {
    const marked = index(`\uFEFF${text}`);
    expect(marked.text).toBe(text);
    expect(findings(marked)).toEqual(expectations(text));
  });
});
