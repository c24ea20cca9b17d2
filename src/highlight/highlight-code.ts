import type { HighlighterCore, ThemedToken, ThemeRegistrationRaw } from 'shiki/core';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import go from 'shiki/langs/go.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import type { HighlightedLines, Token, TokenKind } from './token.ts';

/**
 * Shiki asks a theme for colours. This one answers with kinds: each colour stands for one, so that
 * a file is tokenized once and the stylesheet decides how it looks in light and in dark.
 */
const kindOfColor: Readonly<Record<string, TokenKind>> = {
  '#000001': 'k',
  '#000002': 's',
  '#000003': 'c',
  '#000004': 'f',
  '#000005': 't',
  '#000006': 'n',
};

const scopes: Readonly<Record<Exclude<TokenKind, ''>, string[]>> = {
  k: [
    'keyword',
    'storage',
    'keyword.operator.address',
    'keyword.operator.channel',
    // What TypeScript's grammar calls a storage type is a word such as const or function.
    'storage.type.ts',
    'storage.type.function.ts',
    'storage.type.class.ts',
    'storage.type.type.ts',
    'keyword.operator.new.ts',
    'keyword.operator.expression',
  ],
  s: ['string', 'constant.character.escape', 'constant.other.placeholder'],
  c: ['comment'],
  f: ['entity.name.function', 'support.function'],
  t: ['entity.name.type', 'storage.type', 'support.type'],
  n: ['constant.numeric', 'constant.language', 'constant.other'],
};

const theme: ThemeRegistrationRaw = {
  name: 'kinds',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    ...Object.entries(kindOfColor).map(([foreground, kind]) => ({
      scope: kind === '' ? [] : scopes[kind],
      settings: { foreground },
    })),
    // Operators such as := and && are read as words of the language only by tokenizers.
    {
      scope: ['keyword.operator', 'punctuation'],
      settings: { foreground: '#000000' },
    },
    // The quotes belong to their string, and // to its comment.
    { scope: ['punctuation.definition.string'], settings: { foreground: '#000002' } },
    { scope: ['punctuation.definition.comment'], settings: { foreground: '#000003' } },
  ],
};

let loading: Promise<HighlighterCore> | undefined;

/** The languages of the pages: the source, and the ports. */
export type Language = 'go' | 'typescript';

/** Highlights a whole file, so that the grammar knows where it is on every line. */
export async function highlightCode(
  text: string,
  language: Language = 'go',
): Promise<HighlightedLines> {
  loading ??= createHighlighterCore({
    themes: [theme],
    langs: [go, typescript],
    engine: createJavaScriptRegexEngine(),
  });
  const highlighter = await loading;
  const lines = highlighter.codeToTokensBase(text.replace(/\r?\n$/, ''), {
    lang: language,
    theme: 'kinds',
    // Shiki gives up on a line after half a second; a slow machine must not change the output.
    tokenizeTimeLimit: 0,
  });
  return lines.map(mergeTokens);
}

/** Joins neighbours of one kind; blanks take the kind of what stands before them. */
function mergeTokens(tokens: readonly ThemedToken[]): Token[] {
  const merged: { kind: TokenKind; text: string }[] = [];
  for (const { content, color } of tokens) {
    const last = merged.at(-1);
    const kind = kindOfColor[color ?? ''] ?? '';
    if (last && (last.kind === kind || content.trim() === '')) last.text += content;
    else if (content !== '')
      merged.push({ kind: content.trim() === '' ? '' : kind, text: content });
  }
  return merged;
}
