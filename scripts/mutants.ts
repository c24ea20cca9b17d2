import { loadGoParser } from '../src/go/go-parser.ts';
import { ProblemError } from '../src/problem.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { loadBase } from '../src/drift/mutants/load-base.ts';
import { formatMutants } from '../src/drift/mutants/format-mutants.ts';
import { runMutants } from '../src/drift/mutants/mutant-suite.ts';
import { readArguments } from './arguments.ts';
import { main } from './main.ts';

/**
 * `npm run mutants`: makes next releases out of the real one by edits whose outcome is known,
 * carries the tour's anchors over, and counts. It fails when one is placed on wrong code.
 */
await main(async () => {
  const {
    kind,
    seed,
    count,
    json,
    'show-wrong': showWrong,
    root,
    release,
  } = readArguments({
    kind: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '3200' },
    json: { type: 'boolean', default: false },
    'show-wrong': { type: 'boolean', default: false },
    release: { type: 'string', default: 'v1.20' },
    root: { type: 'string', default: process.cwd() },
  });
  const parser = await loadGoParser();
  const base = await loadBase(workspaceAt(root), parser, release);
  if (!base) {
    throw new ProblemError({
      message: `The source of ${release} is not all here.`,
      hint: `Run \`npm run fetch -- --release ${release}\`.`,
    });
  }
  const run = runMutants(parser, base.release, base.anchors, {
    kinds: kind,
    seed: Number(seed),
    count: Number(count),
  });
  if (json) {
    console.log(
      JSON.stringify({ kinds: Object.fromEntries(run.kinds), notRight: run.notRight }, null, 2),
    );
  } else {
    console.log(formatMutants(run, showWrong));
  }
  const wrong = run.notRight.filter(({ verdict }) => verdict.startsWith('wrong'));
  if (wrong.length > 0) {
    throw new ProblemError({
      message: `${wrong.length} anchors were placed wrongly.`,
      hint: 'See them with --show-wrong.',
    });
  }
});
