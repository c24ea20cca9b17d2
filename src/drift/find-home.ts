import { findDeclaration } from '../anchor/resolve-anchor.ts';
import { isProblemError } from '../problem.ts';
import type { DriftRelease } from './drift-release.ts';
import { counterpart } from './search-changed.ts';
import { versionOf, type Version } from './version.ts';

/**
 * The declaration that has the old one's name: in the same file, or else in another file of its
 * package, where Go allows the name once.
 *
 * @returns Or why there is none, in words.
 */
export function findHome(before: Version, from: DriftRelease, to: DriftRelease): Version | string {
  const { path } = before.file;
  const symbol = before.declaration.name;
  const found = findDeclaration(to.go, { path, symbol });
  if ('declaration' in found) return versionOf(to.go, found.file, found.declaration);
  const [only, twin] = inPackage(before, from, to);
  return only && !twin ? only : found.message;
}

/** Declarations of that name which came into other files of the package. */
function inPackage(before: Version, from: DriftRelease, to: DriftRelease): Version[] {
  const { file, declaration } = before;
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const bare = declaration.name.replace(/^.*\./, '');
  return [...to.files].flatMap(([path, { blob }]) => {
    const isSibling =
      path.startsWith(folder) && path.endsWith('.go') && !path.includes('/', folder.length);
    if (!isSibling || path === file.path || from.files.get(path)?.blob === blob) return [];
    if (path.endsWith('_test.go') !== file.path.endsWith('_test.go')) return [];
    if (!textOf(to, path).includes(bare)) return [];
    const sibling = to.go.file(path);
    if (sibling.packageName !== file.packageName) return [];
    return sibling.declarations
      .filter(({ name, kind }) => name === declaration.name && kind === declaration.kind)
      .map((found) => versionOf(to.go, sibling, found))
      .filter((version) => !counterpart(from, version));
  });
}

/** Read bytes are checked against their blob id each time, and a package is asked often. */
const texts = new WeakMap<DriftRelease, Map<string, string>>();

function textOf(release: DriftRelease, path: string): string {
  const known = texts.get(release) ?? new Map<string, string>();
  texts.set(release, known);
  const text = known.get(path) ?? readText(release, path);
  known.set(path, text);
  return text;
}

function readText(release: DriftRelease, path: string): string {
  try {
    return release.read(path).text;
  } catch (error) {
    // A partial release lists files that nobody fetched.
    if (isProblemError(error)) return '';
    throw error;
  }
}
