import { LineCounter, isMap, isScalar, isSeq, parseAllDocuments, type Node } from 'yaml';
import { pathText } from '../src/cluster/check-shape.ts';
import { manifestErrors } from '../src/cluster/manifest-errors.ts';
import { ProblemError, type Place, type Problem } from '../src/problem.ts';
import { suggest } from '../src/suggest.ts';

/**
 * The objects that a manifest file holds.
 *
 * @throws ProblemError with the place of each mistake that kubectl would find.
 */
export function readManifests(file: string, text: string): unknown[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: Problem[] = [];
  const manifests: unknown[] = [];
  for (const document of documents) {
    for (const error of document.errors) {
      const [message = ''] = error.message.split(/ at line |\n/);
      problems.push({ message: `${message}.`, place: placeAt(error.pos[0]) });
    }
    if (document.errors.length > 0) continue;
    const manifest: unknown = document.toJS();
    if (manifest === null || manifest === undefined) continue;
    for (const { path, message, known } of manifestErrors(manifest)) {
      const name = typeof path.at(-1) === 'string' ? String(path.at(-1)) : '';
      const given = path.length === 1 ? String((manifest as Record<string, unknown>)[name]) : name;
      problems.push({
        message: `${path.length > 0 && !known ? `${pathText(path)}: ` : ''}${message}.`,
        hint: known && (suggest(given, known) ?? `Known: ${known.join(', ')}.`),
        place: placeAt(offsetOf(document.contents, path)),
      });
    }
    manifests.push(manifest);
  }
  if (problems.length === 0 && manifests.length === 0) {
    problems.push({
      message: 'There is no manifest in this file.',
      hint: 'Write a ReplicaSet or a Deployment of apps/v1.',
      place: placeAt(0),
    });
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return manifests;
}

/** Where the last key, or the element, of a path stands; the nearest that is there. */
function offsetOf(contents: unknown, path: readonly (string | number)[]): number {
  let node = contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(part)] ?? null) as Node | null;
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
