import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ProblemError, reasonOf } from '../src/problem.ts';
import { suggest } from '../src/suggest.ts';

/** The options that choose releases and where their source comes from. */
export const sourceOptions = {
  release: { type: 'string', multiple: true },
  from: { type: 'string' },
  strict: { type: 'boolean', default: false },
  offline: { type: 'boolean', default: false },
  root: { type: 'string', default: process.cwd() },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Reads a script's arguments.
 *
 * @throws ProblemError that names the option that was meant.
 */
export function readArguments<Options extends ParseArgsOptionsConfig>(options: Options) {
  return read(options, false).values;
}

/** The same of a script with verbs: what is no option comes in `words`. */
export function readCommand<Options extends ParseArgsOptionsConfig>(options: Options) {
  const { values, positionals } = read(options, true);
  return { values, words: positionals };
}

function read<Options extends ParseArgsOptionsConfig>(options: Options, allowPositionals: boolean) {
  try {
    return parseArgs({ options, allowPositionals });
  } catch (error) {
    const typed = /'(-[^' =]+)/.exec(reasonOf(error))?.[1];
    const known = Object.keys(options).map((name) => `--${name}`);
    // An option that we have is named by other mistakes, such as a missing value.
    const isKnown = known.some((name) => name === typed);
    const all = `Options: ${known.join(', ')}.`;
    throw new ProblemError(
      {
        message: reasonOf(error).replace(/\. To specify .*$/s, '.'),
        hint: isKnown ? undefined : ((typed && suggest(typed, known)) ?? all),
      },
      { cause: error },
    );
  }
}
