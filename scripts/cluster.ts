import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareWithReal, comparisonTable } from '../src/cluster/compare-with-real.ts';
import { formatAccount } from '../src/cluster/format-account.ts';
import {
  realRunOf,
  simulatedRunOf,
  type RequestLine,
  type WatchLine,
} from '../src/cluster/observable-run.ts';
import type { Scenario } from '../src/cluster/scenario.ts';
import { scenarios } from '../src/cluster/scenarios.ts';
import { applyManifests } from '../src/cluster/scenarios/apply-manifests.ts';
import { realRun } from '../src/cluster/scenarios/real-run.ts';
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
  compare: { type: 'boolean', default: false },
} as const;

/**
 * `npm run cluster -- apply.yaml`: applies a manifest to the small cluster and prints what happens
 * until it is quiet. With `--scenario <id>` it plays one of the stories, which `--list` names. With
 * `--compare` it does what was recorded of a real cluster, and compares.
 */
await main(() => {
  const { values, positionals } = readCommandLine();
  if (values.list) {
    const width = Math.max(...scenarios.map(({ id }) => id.length));
    for (const { id, title } of scenarios) console.log(`${id.padEnd(width)}  ${title}`);
    return;
  }
  const seed = seedOf(values.seed);
  if (values.compare) {
    compare(seed);
    return;
  }
  const recording = simulate(chosen(values.scenario, positionals), { seed });
  console.log(values.json ? JSON.stringify(recording) : formatAccount(recording));
  if (
    recording.account.some(({ lane, text }) => lane === 'kubectl' && text.startsWith('error: '))
  ) {
    process.exitCode = 1;
  }
});

/** Prints what is the same as in the real cluster, object by object. */
function compare(seed: number): void {
  const folder = 'conformance/real-cluster/v1.20.2/apply-scale-delete';
  const linesOf = <T>(name: string): T[] =>
    readFileSync(`${folder}/${name}`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as T);
  const real = realRunOf(linesOf<WatchLine>('watch.jsonl'), linesOf<RequestLine>('requests.jsonl'));
  const rows = compareWithReal(real, simulatedRunOf(simulate(realRun, { seed })));
  console.log(comparisonTable(rows));
  if (rows.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}

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
