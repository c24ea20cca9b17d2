import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.github/workflows');
const names = readdirSync(folder);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  permissions: z.strictObject({}),
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.object({
      permissions,
      'timeout-minutes': z.number().optional(),
      uses: z.string().optional(),
      steps: z.array(step).optional(),
    }),
  ),
});
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const parsed = (name: string) => workflow.parse(parse(read(name)));
const stepsOf = (name: string) =>
  Object.values(parsed(name).jobs).flatMap(({ steps = [] }) => steps);

/** What GitHub's own parser says, with its schema of workflows and of expressions. */
async function mistakesIn(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const template = value && (await convertWorkflowTemplate(context, value));
  const errors = [
    ...context.errors.getErrors().map(({ message }) => message),
    ...(template?.errors ?? []).map(({ Message }) => Message),
  ];
  return [...new Set(errors)];
}

test('there are workflows that test, publish and look for releases', () => {
  expect(names.sort()).toEqual(['new-release.yml', 'publish.yml', 'test.yml']);
});

test.each([
  ['a key that there is not', '      - run: npm test\n        shall: bash', /shall/],
  [
    'a permission that there is not',
    '      - run: npm test\n    permissions: { content: read }',
    /content/,
  ],
  ['an expression over nothing', '      - run: echo ${{ stepss.x }}', /stepss/],
  ['a job that waits for itself', '      - run: npm test\n    needs: test', /no dependencies/],
])('the schema finds %s', async (_, lines, mistake) => {
  const content = `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n${lines}\n`;
  expect((await mistakesIn('wrong.yml', content)).join('\n')).toMatch(mistake);
});

describe.each(names)('%s', (name) => {
  test('is valid by GitHub’s schema', async () => {
    expect(await mistakesIn(name, read(name))).toEqual([]);
  });

  test('allows nothing but what each job names, and each job ends', () => {
    for (const job of Object.values(parsed(name).jobs)) {
      expect(Object.keys(job.permissions).length).toBeGreaterThan(0);
      if (!job.uses) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    }
  });

  test('pins every action to a commit, with its version beside it', () => {
    const uses = read(name)
      .split('\n')
      .filter((line) => /\buses:/.test(line) && !/uses: \.\//.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) {
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('puts nothing into a shell but through its environment', () => {
    for (const { run } of stepsOf(name)) expect(run ?? '').not.toContain('${{');
  });

  test('runs scripts that there are', () => {
    for (const { run = '' } of stepsOf(name)) {
      for (const [, script = ''] of run.matchAll(/npm run (?:--silent )?([\w-]+)/g)) {
        expect(Object.keys(scripts)).toContain(script);
      }
    }
  });

  test('leaves no credentials on the disk of a job that runs npm', () => {
    for (const { steps = [] } of Object.values(parsed(name).jobs)) {
      if (!steps.some(({ run = '' }) => run.includes('npm '))) continue;
      const checkout = steps.find(({ uses = '' }) => uses.startsWith('actions/checkout@'));
      expect(checkout?.with).toMatchObject({ 'persist-credentials': false });
    }
  });
});

test('one action has one commit in all workflows', () => {
  const uses = names.flatMap(stepsOf).flatMap(({ uses = '' }) => uses || []);
  const actions = new Set(uses.map((action) => action.replace(/@.*/, '')));
  expect(new Set(uses).size).toBe(actions.size);
});

test('a job that may write runs nothing from npm', () => {
  for (const name of names) {
    for (const { permissions, steps = [] } of Object.values(parsed(name).jobs)) {
      if (!Object.values(permissions).includes('write')) continue;
      expect(steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/\b(npm|npx|node) /);
    }
  }
});
