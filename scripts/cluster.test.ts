import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

function cluster(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/cluster.ts', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function manifest(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'cluster-')), 'rs.yaml');
  writeFileSync(file, text);
  return file;
}

const right = `apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx}]}
`;

test('it says what happens when a manifest is applied', { timeout: 60_000 }, () => {
  const { status, stdout } = cluster(manifest(right));
  expect(status).toBe(0);
  expect(stdout).toContain('replicaset.apps/web created');
  expect(stdout).toContain('writes the status of ReplicaSet web: 2 replicas, 2 ready');
});

test('a manifest that breaks a rule gets the answer of the API server', { timeout: 60_000 }, () => {
  const { status, stdout } = cluster(
    manifest(right.replace('{app: web}}\n    spec', '{a: b}}\n    spec')),
  );
  expect(status).toBe(1);
  expect(stdout).toContain('422 Unprocessable Entity');
  expect(stdout).toContain('`selector` does not match template `labels`');
});

test('wrong input is answered with what to type', { timeout: 60_000 }, () => {
  const file = manifest(right.replace('replicas', 'replica'));
  expect(cluster(file)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`${file}:5:3: `) as string,
  });
  expect(cluster('--scenario', 'quotas').stderr).toContain('Did you mean `quota`?');
  expect(cluster('--seed', 'x').stderr).toContain('`x` is no seed.');
  expect(cluster('nothing.yaml').stderr).toContain('There is no file `nothing.yaml`.');
  expect(cluster('--list').stdout).toContain('node-lost');
});
