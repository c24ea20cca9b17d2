import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatAccount } from '../src/cluster/format-account.ts';
import type { Scenario } from '../src/cluster/scenario.ts';
import { scenarios } from '../src/cluster/scenarios.ts';
import { applyManifests } from '../src/cluster/scenarios/apply-manifests.ts';
import { simulate } from '../src/cluster/simulate.ts';
import { ProblemError, reasonOf } from '../src/problem.ts';
import { suggest } from '../src/suggest.ts';
import { main } from './main.ts';
import { readManifests } from './read-manifests.ts';

const options = {
  scenario: { type: 'string' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
} as const;

/**
 * `npm run cluster -- apply.yaml`: applies a manifest to the small cluster and prints what happens
 * until it is quiet. With `--scenario <id>` it plays one of the stories, which `--list` names.
 */
await main(() => {
  const { values, positionals } = readCommandLine();
  if (values.list) {
    const width = Math.max(...scenarios.map(({ id }) => id.length));
    for (const { id, title } of scenarios) console.log(`${id.padEnd(width)}  ${title}`);
    return;
  }
  const recording = simulate(chosen(values.scenario, positionals), { seed: seedOf(values.seed) });
  console.log(values.json ? JSON.stringify(recording) : formatAccount(recording));
  if (
    recording.account.some(({ lane, text }) => lane === 'kubectl' && text.startsWith('error: '))
  ) {
    process.exitCode = 1;
  }
});

function readCommandLine() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    const typed = /'(-[^' =]+)/.exec(reasonOf(error))?.[1] ?? '';
    throw new ProblemError(
      {
        message: reasonOf(error).replace(/\. To specify .*$/s, '.'),
        hint: suggest(typed, known) ?? `Options: ${known.join(', ')}.`,
      },
      { cause: error },
    );
  }
}

function chosen(id: string | undefined, files: readonly string[]): Scenario {
  if (id !== undefined) {
    if (files.length > 0) {
      throw new ProblemError({
        message: `\`${files.join(' ')}\` has no meaning beside --scenario.`,
        hint: 'Give a manifest or a scenario.',
      });
    }
    const scenario = scenarios.find((one) => one.id === id);
    if (scenario) return scenario;
    const ids = scenarios.map((one) => one.id);
    throw new ProblemError({
      message: `There is no scenario \`${id}\`.`,
      hint: suggest(id, ids) ?? `Scenarios: ${ids.join(', ')}.`,
    });
  }
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) {
    throw new ProblemError({
      message: file === undefined ? 'There is nothing to apply.' : 'One manifest at a time.',
      hint: 'Type `npm run cluster -- rs.yaml`, `npm run cluster -- --scenario apply-three` or `npm run cluster -- --list`.',
    });
  }
  if (!existsSync(file)) {
    throw new ProblemError({
      message: `There is no file \`${file}\`.`,
      hint: 'Give the path of a manifest, as rs.yaml.',
    });
  }
  return applyManifests(readManifests(file, readFileSync(file, 'utf8')), file);
}

function seedOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ProblemError({
    message: `\`${text}\` is no seed.`,
    hint: 'A seed is a whole number from 0 on, as --seed 7.',
  });
}
