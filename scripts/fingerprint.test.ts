import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('any change of bytes, paths or words changes the name, and nothing else does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a/one'), '1');
  writeFileSync(join(folder, 'two'), '2');
  const first = fingerprint([folder], ['x']);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprint([folder], ['x'])).toBe(first);
  expect(fingerprint([folder, join(folder, 'absent')], ['x'])).toBe(first);

  const seen = new Set([first, fingerprint([folder], ['y']), fingerprint([folder])]);
  writeFileSync(join(folder, 'a/one'), '3');
  seen.add(fingerprint([folder], ['x']));
  writeFileSync(join(folder, 'three'), '');
  seen.add(fingerprint([folder], ['x']));
  expect(seen.size).toBe(5);
});
