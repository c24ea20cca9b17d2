import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../src/problem.ts';

export interface RecordRequest {
  /** The folder with our recorders, each in the folder that its package has in Kubernetes. */
  readonly recorders: string;
  /** The package's folder. */
  readonly folder: string;
  /** The unpacked source of the release. */
  readonly tree: string;
  readonly release: string;
  /** Compiles and runs the recorders that are in the package. */
  readonly go: () => { readonly passed: boolean; readonly output: string };
}

/**
 * Runs the recorders of a package. One that does not compile there is left out and the others run,
 * as long as they compile without it.
 *
 * @returns A problem with Go's message for each recorder that could not run to its end.
 */
export function recordPackage(request: RecordRequest): Problem[] {
  const { recorders, folder, tree, release, go } = request;
  const here = join(tree, folder);
  if (!existsSync(here)) {
    return [{ message: `${release} has no folder \`${folder}\` for its recorders.` }];
  }
  const nameThere = (name: string): string => join(here, `zz_${name}`);
  for (const name of readdirSync(here).filter(isOurs)) rmSync(join(here, name));
  const names = readdirSync(join(recorders, folder)).filter((name) => name.endsWith('_test.go'));
  for (const name of names) copyFileSync(join(recorders, folder, name), nameThere(name));
  const problems: Problem[] = [];
  for (let left = names.length; left > 0;) {
    const { passed, output } = go();
    if (passed) break;
    const broken = compileErrors(output);
    if (broken.size === 0) {
      problems.push({ message: `The recorders in ${folder} failed in ${release}.`, hint: output });
      break;
    }
    for (const [name, [first, ...others]] of broken) {
      rmSync(nameThere(name));
      left--;
      problems.push({
        message: `The recorder does not compile in ${release}: ${first?.message ?? ''}`,
        hint: others.map(({ line, message }) => `line ${line}: ${message}`).join('\n'),
        place: {
          file: join(recorders, folder, name),
          line: first?.line ?? 1,
          column: first?.column ?? 1,
        },
      });
    }
  }
  return problems;
}

const isOurs = (name: string): boolean => /^zz_.*_test\.go$/.test(name);

interface CompileError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What Go says of our files, by their names: `pkg/a/zz_record_test.go:7:2: undefined: b`. */
function compileErrors(output: string): Map<string, CompileError[]> {
  const errors = new Map<string, CompileError[]>();
  // A test that fails says `    zz_record_test.go:7: ...`, and a panic's stack ends with the line.
  for (const match of output.matchAll(/^(?:vet: )?\S*\bzz_(\w+_test\.go):(\d+):(\d+): (.+)$/gm)) {
    const [, name = '', line, column, message = ''] = match;
    const list = errors.get(name) ?? [];
    list.push({ line: Number(line), column: Number(column), message });
    errors.set(name, list);
  }
  return errors;
}
