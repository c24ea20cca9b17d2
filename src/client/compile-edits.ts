import { diffArrays } from 'diff';
import { distance } from 'fastest-levenshtein';
import { instrument } from '../instrument/instrument.ts';
import { portTag } from '../instrument/port-tag.ts';
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
      scripts.set(path, instrument(toScript(text, path), portTag));
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

/** For each line of the edited text, the line that it was; nothing for a new one. */
function originalLines(before: string, after: string): (number | undefined)[] {
  const lines: (number | undefined)[] = [];
  let number = 1;
  let taken: { readonly text: string; readonly number: number }[] = [];
  for (const { value, added, removed } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (removed) taken = value.map((text) => ({ text, number: number++ }));
    else if (added) {
      for (const text of value) {
        const at = taken.findIndex((line) => isAlike(line.text, text));
        lines.push(at === -1 ? undefined : taken[at]?.number);
        taken.splice(0, at + 1);
      }
    } else {
      taken = [];
      for (let at = 0; at < value.length; at++) lines.push(number++);
    }
  }
  return lines;
}

/** Whether a line is likely to be another one with something changed in it. */
const isAlike = (a: string, b: string): boolean =>
  distance(a, b) <= Math.max(a.length, b.length) * 0.4;
