import ts from 'typescript';
import { Scheduler } from '../ports/runtime/scheduler.ts';
import type { Task } from '../ports/runtime/task.ts';
import { kebab } from './kebab.ts';

interface PortFunction {
  readonly file: string;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly isOptional: boolean }[];
}

type Answer =
  | { readonly value: unknown }
  | { readonly problem: string; readonly hint?: string; readonly names: readonly string[] };

/**
 * Calls a ported function with arguments that were typed as JSON. A parameter `runtime` is a
 * scheduler of its own.
 *
 * @param modules Path -> TypeScript of the ports.
 * @param name The function's name with hyphens: `is-pod-active`.
 * @param given Parameter -> JSON.
 * @param load Imports a module by its path.
 */
export async function callPort(
  modules: ReadonlyMap<string, string>,
  name: string,
  given: Readonly<Record<string, string>>,
  load: (file: string) => Promise<unknown>,
): Promise<Answer> {
  const all = [...modules].flatMap(([file, text]) =>
    file.startsWith('src/ports/') ? exportedFunctions(file, text) : [],
  );
  const names = all.map((port) => kebab(port.name));
  const port = all.find((other) => kebab(other.name) === name);
  if (!port) return { problem: `There is no port ${name}.`, names };
  const usage = `npm run port -- ${name}${port.parameters
    .filter(({ name }) => name !== 'runtime')
    .map(({ name, isOptional }) => (isOptional ? ` [--${name} JSON]` : ` --${name} JSON`))
    .join('')}`;
  const known = port.parameters.map(({ name }) => name);
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    return { problem: `${name} has no parameter ${unknown}.`, hint: usage, names };
  }
  const scheduler = new Scheduler();
  const args: unknown[] = [];
  for (const { name: parameter, isOptional } of port.parameters) {
    const json = given[parameter];
    if (parameter === 'runtime') args.push(scheduler);
    else if (json !== undefined) {
      try {
        args.push(JSON.parse(json));
      } catch (error) {
        return {
          problem: `--${parameter} is not JSON: ${(error as Error).message}`,
          hint: usage,
          names,
        };
      }
    } else if (isOptional) args.push(undefined);
    else return { problem: `${name} needs --${parameter}.`, hint: usage, names };
  }
  const exports = (await load(port.file)) as Record<string, (...args: unknown[]) => unknown>;
  const answer = exports[port.name]?.(...args);
  const value = isTask(answer) ? scheduler.run(() => answer) : answer;
  return { value: readable(value) };
}

function exportedFunctions(file: string, text: string): PortFunction[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  return source.statements.flatMap((node) => {
    if (!ts.isFunctionDeclaration(node) || !node.name) return [];
    if (!node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    return [
      {
        file,
        name: node.name.text,
        parameters: node.parameters.map((parameter) => ({
          name: parameter.name.getText(source),
          isOptional: !!parameter.questionToken || !!parameter.initializer,
        })),
      },
    ];
  });
}

const isTask = (value: unknown): value is Task<unknown> =>
  typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value;

/** Sets, maps and errors, which JSON has no form for, as lists and messages. */
function readable(value: unknown): unknown {
  if (value instanceof Error) return { error: value.message };
  if (value instanceof Set) return [...(value as Set<unknown>)].map(readable);
  if (value instanceof Map) {
    return Object.fromEntries(
      [...(value as Map<unknown, unknown>)].map(([key, field]) => [String(key), readable(field)]),
    );
  }
  if (Array.isArray(value)) return value.map(readable);
  return value === undefined ? null : value;
}
