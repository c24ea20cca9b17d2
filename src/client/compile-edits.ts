import { diffArrays } from 'diff';
import { instrument } from '../instrument/instrument.ts';
import { toScript } from '../instrument/to-script.ts';
import type { CodeFile } from '../runs/run-file.ts';
import type { LineMap } from './line-map.ts';

/** Compiles the modules that a reader edited or took guards out of. */
export function compileEdits(
  { sources, breaks }: CodeFile,
  edits: Readonly<Record<string, string>>,
  broken: readonly string[],
): { scripts: Map<string, string>; lines: LineMap } | { error: string } {
  const scripts = new Map<string, string>();
  const maps = new Map<string, readonly (number | undefined)[]>();
  for (const [path, original] of sources) {
    let text = edits[path] ?? original;
    for (const { id, edits } of breaks) {
      if (!broken.includes(id)) continue;
      for (const { file, find, replace } of edits) {
        if (file !== path) continue;
        if (!text.includes(find)) {
          return {
            error: `The guard cannot be taken out of ${path}, for the edit has changed it.`,
          };
        }
        text = text.replace(find, () => replace);
      }
    }
    if (text === original) continue;
    try {
      scripts.set(path, instrument(toScript(text, path)));
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
    maps.set(path, originalLines(original, text));
  }
  return {
    scripts,
    lines: (file, line) => {
      const map = maps.get(file);
      return map ? map[line - 1] : line;
    },
  };
}

/** For each line of the edited text, the line that it was. */
function originalLines(before: string, after: string): (number | undefined)[] {
  const lines: (number | undefined)[] = [];
  let number = 1;
  for (const { count, added, removed } of diffArrays(before.split('\n'), after.split('\n'))) {
    for (let at = 0; at < count; at++) {
      if (added) lines.push(undefined);
      else if (removed) number++;
      else lines.push(number++);
    }
  }
  return lines;
}
