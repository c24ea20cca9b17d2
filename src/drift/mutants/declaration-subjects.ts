import { formatAnchor, type Anchor } from '../../anchor/anchor.ts';
import type { GoFile, Span } from '../../go/go-file.ts';
import type { GoParser } from '../../go/go-parser.ts';
import type { AnchorToCarry } from '../carried-anchor.ts';
import type { DriftRelease } from '../drift-release.ts';
import { writeAnchor } from '../write-anchor.ts';
import { typeMutators, valueMutators } from './declaration-mutators.ts';
import { declarationSyntaxOf, type DeclarationSyntax } from './declaration-syntax.ts';
import { placedAnchors } from './function-subjects.ts';
import type { PlacedAnchor, Subject } from './subject.ts';

/**
 * The types, constants and variables of the files that anchors speak of. A tour has few anchors of
 * them, so that each is given those that it could have: of itself, its doc comment and its body,
 * its members, and the lines of those.
 */
export function declarationSubjects(
  parser: GoParser,
  base: DriftRelease,
  anchors: readonly AnchorToCarry[],
): { types: Subject[]; values: Subject[] } {
  const told = Map.groupBy(anchors, ({ anchor: { path, symbol } }) => `${path}#${symbol}`);
  const types: Subject[] = [];
  const values: Subject[] = [];
  for (const path of new Set(anchors.map(({ anchor }) => anchor.path))) {
    if (!base.go.has(path)) continue;
    const file = base.go.file(path);
    const declarations = declarationSyntaxOf(parser, file);
    for (const target of declarations.values()) {
      if (target.symbol === '_') continue;
      const mutators = target.kind === 'type' ? typeMutators : valueMutators;
      const own = told.get(`${path}#${target.symbol}`) ?? [];
      let placed: readonly PlacedAnchor[] | undefined;
      (target.kind === 'type' ? types : values).push({
        file,
        get anchors() {
          return (placed ??= anchorsFor(base, file, target, own));
        },
        isPreferred: own.length > 0,
        mutate: (kind, random) => mutators[kind]?.({ file, declarations, target, random }),
      });
    }
  }
  return { types, values };
}

function anchorsFor(
  base: DriftRelease,
  file: GoFile,
  target: DeclarationSyntax,
  told: readonly AnchorToCarry[],
): PlacedAnchor[] {
  const { path } = file;
  const { symbol } = target;
  const members = spread(target.members, 4);
  const keyed = base.go
    .inside(file, target.declaration)
    .pieces.filter(({ type }) => type === 'keyed_element');
  const quotes = [...members, ...spread(keyed, 2)].flatMap(
    (span) => writeAnchor(base.go, path, symbol, span, undefined) ?? [],
  );
  const own: Anchor[] = [
    { path, symbol },
    { path, symbol, within: { kind: 'part', part: 'doc' } },
    { path, symbol, within: { kind: 'part', part: 'body' } },
    ...quotes,
  ];
  return [
    ...placedAnchors(base, [...told, ...own.map(asNote)], target),
    ...members.flatMap((member) =>
      placedAnchors(base, [asNote({ path, symbol: member.symbol })], member),
    ),
  ];
}

const asNote = (anchor: Anchor): AnchorToCarry => {
  const text = formatAnchor(anchor);
  return { key: `mutants ${text}`, kind: 'note', owner: 'mutants', anchor };
};

/** Some of a list, from its first to its last. */
function spread<T extends Span>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return list.filter((_, at) => (at * count) % list.length < count);
}
