import { resolveAnchor } from '../../anchor/resolve-anchor.ts';
import { isResolved } from '../../anchor/resolved.ts';
import type { GoFile, Span } from '../../go/go-file.ts';
import type { GoParser } from '../../go/go-parser.ts';
import type { AnchorToCarry } from '../carried-anchor.ts';
import type { DriftRelease } from '../drift-release.ts';
import { functionMutators } from './function-mutators.ts';
import { functionsOf, type FunctionSyntax } from './function-syntax.ts';
import type { PlacedAnchor, Subject } from './subject.ts';

/** The functions that anchors speak of; those with notes are preferred. */
export function functionSubjects(
  parser: GoParser,
  base: DriftRelease,
  anchors: readonly AnchorToCarry[],
): Subject[] {
  const syntax = new Map<GoFile, ReadonlyMap<string, FunctionSyntax>>();
  const groups = Map.groupBy(anchors, ({ anchor: { path, symbol } }) => `${path}#${symbol}`);
  return [...groups.values()].flatMap((group): Subject[] => {
    const { path, symbol } = group[0]?.anchor ?? { path: '', symbol: '' };
    const file = base.go.file(path);
    const functions = syntax.get(file) ?? functionsOf(parser, file);
    syntax.set(file, functions);
    const target = functions.get(symbol);
    if (!target || file.declarations.filter(({ name }) => name === symbol).length !== 1) return [];
    const placed = placedAnchors(base, group, { whole: target.whole });
    const ranges = placed.filter(({ isWhole }) => !isWhole).map(({ span }) => span);
    return [
      {
        file,
        anchors: placed,
        isPreferred: ranges.length > 0,
        mutate: (kind, random) =>
          functionMutators[kind]?.({ file, functions, target, ranges, random }),
      },
    ];
  });
}

/** Anchors of one declaration with what they show, each stretch once. */
export function placedAnchors(
  base: DriftRelease,
  anchors: readonly AnchorToCarry[],
  { whole, name }: { readonly whole: Span; readonly name?: Span | undefined },
): PlacedAnchor[] {
  const placed = anchors.flatMap((anchor): PlacedAnchor[] => {
    const found = resolveAnchor(base.go, anchor.anchor);
    if (!isResolved(found)) return [];
    const isWhole = anchor.anchor.within === undefined;
    return [{ anchor, span: isWhole ? whole : found.span, isWhole, name }];
  });
  return [...Map.groupBy(placed, ({ span: { start, end } }) => `${start} ${end}`).values()].flatMap(
    ([first]) => first ?? [],
  );
}
