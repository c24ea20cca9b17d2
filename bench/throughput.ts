import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { goEnvironment, goTree, packageOf, requireGo } from '../scripts/go-tree.ts';
import { DeltaFIFO } from '../src/ports/cache/delta-fifo.ts';
import { Type } from '../src/ports/workqueue/type.ts';

/** So many times an item goes through; bench/go has the same number. */
const rounds = 200_000;

/** Ports beside the Go that they port, on this machine, one after the other. */
export async function throughput(): Promise<void> {
  const pairs = [
    ['work queue: add, get, done', workQueue, 'staging/src/k8s.io/client-go/util/workqueue'],
    ['DeltaFIFO: add, pop', deltaFIFO, 'staging/src/k8s.io/client-go/tools/cache'],
  ] as const;
  requireGo();
  const tree = await goTree();
  for (const [what, port, folder] of pairs) {
    const ours = Math.max(port(), port(), port());
    const theirs = measureGo(tree, folder);
    console.log(
      `${what}: port ${thousands(ours)} a second, Go ${thousands(theirs)}: ratio ${(ours / theirs).toFixed(2)}`,
    );
  }
}

function workQueue(): number {
  const keys = Array.from({ length: 100 }, (_, at) => `default/web-${at}`);
  const queue = new Type<string>();
  return perSecond(() => {
    for (let i = 0; i < rounds; i++) {
      queue.add(keys[i % keys.length] ?? '');
      const [item] = finished(queue.get());
      if (item !== undefined) queue.done(item);
    }
  });
}

function deltaFIFO(): number {
  const pods = Array.from({ length: 100 }, (_, at) => ({
    metadata: { namespace: 'default', name: `web-${at}` },
  }));
  const fifo = new DeltaFIFO<(typeof pods)[number]>();
  return perSecond(() => {
    for (let i = 0; i < rounds; i++) {
      const pod = pods[i % pods.length];
      if (pod) fifo.add(pod);
      finished(fifo.pop(() => undefined));
    }
  });
}

/** What a task returns that has nothing to wait for. */
function finished<T>(task: Iterator<unknown, T>): T {
  const step = task.next();
  if (!step.done) throw new Error('The task waits');
  return step.value;
}

function perSecond(run: () => void): number {
  const start = performance.now();
  run();
  return rounds / ((performance.now() - start) / 1000);
}

/** The best of three runs of the Go test of a package. */
function measureGo(tree: string, folder: string): number {
  const files = globSync(`bench/go/${folder}/*_test.go`).map(
    (file) => [file, join(tree, folder, `zz_${file.split('/').at(-1) ?? ''}`)] as const,
  );
  for (const [from, to] of files) cpSync(from, to);
  try {
    const { stdout, stderr, status } = spawnSync(
      'go',
      ['test', '-count=3', '-v', '-run', '^TestThroughput$', packageOf(folder)],
      { cwd: tree, encoding: 'utf8', env: goEnvironment() },
    );
    const speeds = [...stdout.matchAll(/per second: (\d+)/g)].map(([, speed]) => Number(speed));
    if (status !== 0 || speeds.length === 0) throw new Error(stdout + stderr);
    return Math.max(...speeds);
  } finally {
    for (const [, to] of files) rmSync(to);
  }
}

const thousands = (speed: number): string => (Math.round(speed / 1000) * 1000).toLocaleString('en');

if (import.meta.main) await throughput();
