import { parseArgs } from 'node:util';
import { callPort } from '../src/record/call-port.ts';
import { formatAccount } from '../src/record/format-account.ts';
import { kebab } from '../src/record/kebab.ts';
import { readModules, scriptsOf } from '../src/record/read-scripts.ts';
import { inputsOf, loadRun, recordRun, runFiles } from '../src/record/record-scenario.ts';
import { ProblemError, reasonOf } from '../src/problem.ts';
import { hasFailed } from '../src/runs/recording.ts';
import { parseInputs } from '../src/runs/parse-inputs.ts';
import type { Run } from '../src/runs/run.ts';
import { suggest } from '../src/suggest.ts';
import { main } from './main.ts';

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `npm run port -- <name> [--input value ...] [--scenario id] [--order n] [--steps] [--json]` */
await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  const { json, steps, scenario, order, ...typed } = readTyped(args);
  const modules = readModules(process.cwd());
  const scripts = scriptsOf(modules);
  const runs = runFiles(scripts).map((file) => ({ file, run: loadRun(scripts, file) }));
  if (name === undefined) {
    for (const { run } of runs) console.log(`${run.id.padEnd(34)}${run.title}`);
    console.log(
      '\nAny other port is called with its arguments as JSON: is-pod-active --p \'{"metadata": ...}\'',
    );
    return;
  }
  const chosen = runs.find(({ run }) => run.id === name);
  if (!chosen) {
    const answer = await callPort(modules, name, typed, (file) => import(`../${file}`));
    if ('problem' in answer) {
      const names = [...runs.map(({ run }) => run.id), ...answer.names];
      throw new ProblemError({
        message: answer.problem,
        hint: answer.hint ?? suggest(name, names),
      });
    }
    console.log(JSON.stringify(answer.value, null, json === undefined ? 2 : 0));
    return;
  }
  const { run, file } = chosen;
  const inputs = readInputs(run, scenario, typed);
  const recording = recordRun(scripts, file, inputs, { order: Number(order ?? 0) });
  if (json === undefined) console.log(formatAccount(run, inputs, recording, steps !== undefined));
  else console.log(JSON.stringify({ run: run.id, inputs, ...recording }));
  if (hasFailed(recording.end)) process.exitCode = 1;
});

/** Options by name; every one but --json and --steps has a value. */
function readTyped(args: string[]): Record<string, string> {
  const { tokens } = parseArgs({ args, strict: false, tokens: true });
  const options = Object.fromEntries(
    tokens.flatMap((token) =>
      token.kind === 'option'
        ? [[token.name, { type: ['json', 'steps'].includes(token.name) ? 'boolean' : 'string' }]]
        : [],
    ),
  ) as Record<string, { type: 'string' | 'boolean' }>;
  try {
    const { values } = parseArgs({ args, options });
    return Object.fromEntries(
      Object.entries(values).map(([option, value]) => [camel(option), String(value)]),
    );
  } catch (error) {
    throw new ProblemError({ message: reasonOf(error) }, { cause: error });
  }
}

function readInputs(run: Run, scenarioId: string | undefined, typed: Record<string, string>) {
  const scenario = run.scenarios.find(({ id }) => id === scenarioId);
  if (scenarioId !== undefined && !scenario) {
    const ids = run.scenarios.map(({ id }) => id);
    throw new ProblemError({
      message: `${run.id} has no scenario ${scenarioId}.`,
      hint: `Scenarios: ${ids.join(', ')}.`,
    });
  }
  const known = Object.keys(run.fields);
  const unknown = Object.keys(typed).filter((name) => !known.includes(name));
  const { inputs, problems } = parseInputs(run.fields, typed, inputsOf(run, scenario));
  const all = [
    ...unknown.map((name) => ({
      message: `${run.id} has no input --${kebab(name)}.`,
      hint: `Inputs: ${known.map((other) => `--${kebab(other)}`).join(', ')}.`,
    })),
    ...problems.map(({ field, message }) => ({ message: `--${kebab(field)}: ${message}` })),
  ];
  if (all.length > 0) throw new ProblemError(all);
  return inputs;
}
