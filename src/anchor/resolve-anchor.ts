import { ProblemError } from '../problem.ts';
import type { Declaration, GoFile, Span } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';
import { suggest } from '../suggest.ts';
import type { Anchor, Part } from './anchor.ts';
import { findQuote } from './find-quote.ts';
import type { Resolved, Unresolved } from './resolved.ts';

/**
 * Finds an anchor on the syntax tree. Exactly one place fits, or none is given: the first of
 * several matches would be a guess, and a wrong place is worse than none.
 */
export function resolveAnchor(release: GoRelease, anchor: Anchor): Resolved | Unresolved {
  const found = findDeclaration(release, anchor);
  if (!('declaration' in found)) return found;
  const { file, declaration } = found;
  const span = resolveWithin(release, file, declaration, anchor);
  if (!('start' in span)) return span;
  return {
    path: file.path,
    blob: file.blob,
    symbol: declaration.name,
    span,
    lines: release.lines(file).of(span),
  };
}

/** The file and declaration that an anchor names, whatever place inside it is meant. */
export function findDeclaration(
  release: GoRelease,
  { path, symbol }: Pick<Anchor, 'path' | 'symbol'>,
): { readonly file: GoFile; readonly declaration: Declaration } | Unresolved {
  if (!release.has(path)) {
    return {
      message: `There is no file \`${path}\` in this release.`,
      hint: suggestPath(release, path),
    };
  }
  let file: GoFile;
  try {
    file = release.file(path);
  } catch (error) {
    const problem = error instanceof ProblemError ? error.problems[0] : undefined;
    if (!problem) throw error;
    return problem;
  }
  const [declaration, twin] = file.declarations.filter(({ name }) => name === symbol);
  if (!declaration) {
    const names = file.declarations.map(({ name }) => name);
    return {
      message: `\`${path}\` declares no \`${symbol}\`.`,
      hint:
        suggest(symbol, names) ?? 'Methods and fields are named after their type: `Type.Method`.',
    };
  }
  if (twin) {
    const lines = release.lines(file);
    return {
      message: `\`${path}\` declares \`${symbol}\` more than once (lines ${lines.at(declaration.span.start)} and ${lines.at(twin.span.start)}).`,
      hint: 'Name another symbol: an anchor must have one meaning.',
    };
  }
  return { file, declaration };
}

function resolveWithin(
  release: GoRelease,
  file: GoFile,
  declaration: Declaration,
  { within }: Anchor,
): Span | Unresolved {
  switch (within?.kind) {
    case undefined:
      return declaration.span;
    case 'part':
      return resolvePart(declaration, within.part);
    case 'quote':
      return findQuote(release, file, declaration, within.quote);
    case 'from-to': {
      const from = findQuote(release, file, declaration, within.from);
      if (!('start' in from)) return from;
      const to = findQuote(release, file, declaration, within.to);
      if (!('start' in to)) return to;
      if (to.end <= from.start) {
        return {
          message: `In \`${declaration.name}\`, "${within.to}" comes before "${within.from}".`,
          hint: 'Exchange the two quotes.',
        };
      }
      return { start: from.start, end: Math.max(from.end, to.end) };
    }
  }
}

function resolvePart(declaration: Declaration, part: Part): Span | Unresolved {
  return (
    declaration[part] ?? {
      message: `\`${declaration.name}\` has no ${part === 'doc' ? 'doc comment' : part}.`,
      hint: 'Leave the part out to mean the whole declaration.',
    }
  );
}

function suggestPath(release: GoRelease, path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const paths = [...release.paths()];
  const sameName = paths.filter((known) => known.endsWith(`/${name}`));
  return suggest(path, sameName.length > 0 && sameName.length < 50 ? sameName : paths);
}
