import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeSmallRepo, makeSmallWorkspace } from './small-repo.ts';

let server: ChildProcess | undefined;

afterEach(() => server?.kill('SIGKILL'));

/** How long a server on a busy machine may take, and how often it is asked. */
const patience = { timeout: 90_000, interval: 200 };

/** Starts `npm run dev` at any free port, and gives what it says, as it says it. */
function startDev(root: string, from: string): { child: ChildProcess; said: () => string } {
  const args = ['scripts/build.ts', '--dev', '--port', '0', '--root', root, '--from', from];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => text };
}

test('dev serves a stop, follows edits of its Markdown, and ends when it is told to', async () => {
  const repo = makeSmallRepo();
  const root = makeSmallWorkspace(repo);
  const { child, said } = startDev(root, repo.clone);
  server = child;
  const ended = once(child, 'close');
  const address = await vi.waitFor(() => {
    if (child.exitCode !== null) return `it ended: ${said()}`;
    const [found] = /http:\/\/localhost:\d+/.exec(said()) ?? [];
    if (found === undefined) throw new Error(`It does not serve yet: ${said()}`);
    return found;
  }, patience);
  const stop = async (): Promise<string> => {
    const response = await fetch(`${address}/v0.1/run/`);
    return response.text();
  };
  expect(await stop()).toContain('It caps the workers.');

  const file = join(root, 'content/tour/10-the-loop/10-run.md');
  const written = readFileSync(file, 'utf8');
  const edited = written.replace('It caps the workers.', 'It caps them early.');
  writeFileSync(file, edited);
  await vi.waitFor(async () => {
    expect(await stop()).toContain('It caps them early.');
  }, patience);

  writeFileSync(file, edited.replace('#Loop.Run"', '#Loop.Rum"'));
  await vi.waitFor(() => {
    expect(said()).toContain('Did you mean `Loop.Run`?');
  }, patience);
  expect(await stop()).toContain('It caps them early.');

  writeFileSync(file, written);
  await vi.waitFor(async () => {
    expect(await stop()).toContain('It caps the workers.');
  }, patience);

  child.kill('SIGTERM');
  await ended;
  await expect(stop()).rejects.toThrow('fetch failed');
});
