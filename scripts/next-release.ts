import { resolve } from 'node:path';
import { ProblemError } from '../src/problem.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { readCommand } from './arguments.ts';
import { findNextRelease } from './release/find-next-release.ts';
import { main } from './main.ts';

/**
 * `npm run next-release`: the tag of the next release to add, or nothing when none is out.
 *
 * A tag that is given is checked and said back: it comes from a person, and goes on to a shell.
 */
await main(async () => {
  const { values, words } = readCommand({
    json: { type: 'boolean', default: false },
    root: { type: 'string', default: process.cwd() },
  });
  const [given = ''] = words;
  if (given !== '') {
    const [tag, id] = /^(v\d+\.\d+)\.\d+$/.exec(given) ?? [];
    if (!tag) {
      throw new ProblemError({
        message: `\`${given}\` is no tag of a release.`,
        hint: 'A tag looks like v1.21.0; of a release that is not out yet there is nothing to add.',
      });
    }
    console.log(values.json ? JSON.stringify({ id, tag }) : tag);
    return;
  }
  const { GITHUB_API_URL: baseUrl, GITHUB_TOKEN: token } = process.env;
  const next = await findNextRelease(workspaceAt(resolve(values.root)), {
    token,
    ...(baseUrl ? { baseUrl } : {}),
  });
  if (values.json) console.log(JSON.stringify(next ?? null));
  else if (next) console.log(next.tag);
});
