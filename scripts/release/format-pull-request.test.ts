import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { Report, ReportItem } from '../../src/drift/report.ts';
import { makeNextRepo } from '../../test/next-repo.ts';
import { runScript } from '../../test/run-build.ts';
import { makeSmallRepo, makeSmallWorkspace } from '../../test/small-repo.ts';
import { formatPullRequest } from './format-pull-request.ts';

function item(key: string): ReportItem {
  const place = { path: 'pkg/a.go', from: 1, to: 2 } as ReportItem['is'];
  return {
    key,
    stop: key,
    title: key,
    label: undefined,
    file: `content/tour/${key}.md`,
    urgency: 'edited',
    left: 'read',
    status: 'edited',
    confidence: 1,
    reasons: [],
    was: place,
    wasIn: 'v1.20',
    is: place,
    anchor: undefined,
    diff: '@@ -1 +1 @@\n-a\n+b\n',
    sentences: [],
    ports: [],
    decision: undefined,
  };
}

const report = (count: number): Report => ({
  release: 'v1.21',
  from: 'v1.20',
  via: [],
  summary: { same: 3, moved: 0, edited: count, relocated: 0, orphan: 0, absent: 0 },
  left: { read: count, decide: 0 },
  items: Array.from({ length: count }, (_, i) => item(`stop-${i}`)),
  absent: [],
  ports: [],
  unchanged: [],
  problems: [],
});

test('a pull request says what became of the build, what to do, and the report', () => {
  expect(formatPullRequest(report(1), { build: 'success' })).toMatchInlineSnapshot(`
    "The site builds with it. A person reads what is below, on this branch, and says so: \`npm run release -- accept STOP --note "..." --release v1.21\`.

    # v1.21, carried over from v1.20

    3 same, 1 edited. Left: 1 to read.

    ## Edited (1)

    ### stop-0: edited, confidence 1.00

    "stop-0" (content/tour/stop-0.md)
    pkg/a.go:1-2 -> pkg/a.go:1-2

    \`\`\`diff
    @@ -1 +1 @@
    -a
    +b
    \`\`\`

    \`npm run release -- accept stop-0 --note "..." --release v1.21\`
    "
  `);
  expect(formatPullRequest(report(1), { build: 'failure' })).toMatch(
    /^The site does not build with it: see the log/,
  );
});

test('it is never longer than GitHub takes, ends between sections, and counts the rest', () => {
  const text = formatPullRequest(report(2000), { build: 'success' });
  expect(text.length).toBeLessThan(65_536);
  expect(text.length).toBeGreaterThan(55_000);
  expect(text.match(/```/g)?.length).toSatisfy((fences: number) => fences % 2 === 0);
  const shown = text.match(/^### /gm)?.length ?? 0;
  expect(text).toMatch(`${2000 - shown} more sections: \`npm run release -- report v1.21\``);
});

test(
  'npm run pull-request-text tells of the release that was added',
  { timeout: 60_000 },
  async () => {
    const repo = makeSmallRepo();
    const root = makeSmallWorkspace(repo);
    const run = (script: 'fetch' | 'release' | 'pull-request-text', ...args: string[]) =>
      runScript(script, [...args, '--root', root], { GITHUB_API_URL: 'http://127.0.0.1:59998' });
    expect((await run('fetch', '--from', repo.clone)).errors).toBe('');
    makeNextRepo(repo);
    const added = await run('release', 'add', 'v0.2.0', '--from', repo.clone, '--offline');
    expect(added.code, added.errors).toBe(0);
    const { code, output } = await run('pull-request-text', 'v0.2', '--build', 'failure');
    expect(code).toBe(0);
    expect(output).toContain('The site does not build with it');
    expect(output).toContain(added.output.trim().split('\n')[0]);
    const wrong = await run('pull-request-text', 'v0.2', '--build', 'cancelled');
    expect([wrong.code, wrong.output]).toEqual([1, '']);
    for (const folder of [root, dirname(repo.tree)]) rmSync(folder, { recursive: true });
  },
);
