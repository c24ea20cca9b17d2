import type { Declaration, GoFile } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';
import { dice } from './dice.ts';
import { versionOf, type Version } from './version.ts';
import { leastWords, tellingWords, wordsOf } from './words-of.ts';

/** A field or a method of a type; `a, b T` is one. */
export interface Member {
  /** What Go allows once a type; of several names all. */
  readonly name: string;
  readonly declaration: Declaration;
  /** The words of the doc comment, the type and the tag: all but the name. */
  readonly rest: readonly string[];
}

/**
 * Finds for the members of a type what they became: by name, which Go allows once a type, wherever
 * they stand. One whose name is gone is known by its comment, type and tag, when they tell; one
 * whose comment, type and tag went to another name is left out.
 *
 * @returns By where the old member begins.
 */
export function matchMembers(before: Version, after: Version): ReadonlyMap<number, Member> {
  const old = membersOf(before);
  const now = membersOf(after);
  const matches = new Map<number, Member>();
  for (const member of old.values()) {
    const match = now.get(member.name);
    const found = match
      ? hasGivenItsName(member, match, old, now)
        ? undefined
        : match
      : renamed(member, old, now);
    if (found) matches.set(member.declaration.span.start, found);
  }
  return matches;
}

/** Whether another member has word for word what this one had, and this name something else. */
function hasGivenItsName(
  member: Member,
  match: Member,
  old: ReadonlyMap<string, Member>,
  now: ReadonlyMap<string, Member>,
): boolean {
  if (member.rest.length < tellingWords || isEqual(member.rest, match.rest)) return false;
  return [...now.values()].some((other) => {
    const self = old.get(other.name);
    return isEqual(member.rest, other.rest) && !(self && isEqual(self.rest, other.rest));
  });
}

function renamed(
  member: Member,
  old: ReadonlyMap<string, Member>,
  now: ReadonlyMap<string, Member>,
): Member | undefined {
  if (member.rest.length < tellingWords) return undefined;
  const like = (a: Member, b: Member): boolean => dice(a.rest, b.rest) >= leastWords;
  const heirs = [...now.values()].filter(({ name }) => !old.has(name));
  const [heir, other] = heirs.filter((candidate) => like(member, candidate));
  if (!heir || other) return undefined;
  const twins = [...old.values()].filter(({ name }) => name !== member.name);
  return twins.some((twin) => like(twin, heir)) ? undefined : heir;
}

/** The type that a field or an interface's method belongs to. */
export function ownerOf(go: GoRelease, file: GoFile, member: Declaration): Version | undefined {
  if (!isMember(member)) return undefined;
  const name = member.name.slice(0, member.name.lastIndexOf('.'));
  const owner = file.declarations.find(
    (declaration) => declaration.kind === 'type' && declaration.name === name,
  );
  return owner && versionOf(go, file, owner);
}

export const isMember = ({ kind }: Declaration): boolean =>
  kind === 'field' || kind === 'interface method';

const known = new WeakMap<Version, ReadonlyMap<string, Member>>();

/** The members of a type by name. */
export function membersOf(type: Version): ReadonlyMap<string, Member> {
  const members = known.get(type) ?? listMembers(type);
  known.set(type, members);
  return members;
}

function listMembers({ file, declaration: type }: Version): ReadonlyMap<string, Member> {
  const inside = file.declarations.filter(
    (declaration) =>
      isMember(declaration) &&
      declaration.span.start >= type.span.start &&
      declaration.span.end <= type.span.end,
  );
  const lines = Map.groupBy(inside, ({ span }) => span.start);
  return new Map(
    [...lines.values()].flatMap((together): [string, Member][] => {
      const [declaration] = together;
      if (!declaration) return [];
      const names = together.map(({ name }) => name.slice(name.lastIndexOf('.') + 1));
      const start = declaration.doc?.start ?? declaration.span.start;
      const rest = wordsOf(file.text, { start, end: declaration.span.end }, names);
      const name = names.join(', ');
      return [[name, { name, declaration, rest }]];
    }),
  );
}

const isEqual = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, at) => text === b[at]);
