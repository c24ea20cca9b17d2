import { resolve } from 'node:path';
import { reportRelease } from '../src/drift/report-release.ts';
import { ProblemError } from '../src/problem.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { readCommand } from './arguments.ts';
import { chooseReviewed } from './release/decide.ts';
import { formatPullRequest } from './release/format-pull-request.ts';
import { main } from './main.ts';

/** `npm run pull-request-text -- ID --build success|failure`: what the pull request says. */
await main(async () => {
  const { values, words } = readCommand({
    build: { type: 'string' },
    root: { type: 'string', default: process.cwd() },
  });
  const { build } = values;
  if (build !== 'success' && build !== 'failure') {
    throw new ProblemError({
      message: `--build ${build ?? ''}: what became of the build?`,
      hint: 'Say `--build success` or `--build failure`.',
    });
  }
  const workspace = workspaceAt(resolve(values.root));
  const report = await reportRelease(workspace, chooseReviewed(workspace, words[0]));
  process.stdout.write(formatPullRequest(report, { build }));
});
