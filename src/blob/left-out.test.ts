import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Release } from '../release/release.ts';
import { workspaceAt, type Workspace } from '../release/workspace.ts';
import { forgetLeftOut, recallLeftOut, rememberLeftOut } from './left-out.ts';

let workspace: Workspace;
beforeEach(() => {
  workspace = workspaceAt(mkdtempSync(join(tmpdir(), 'left-out-')));
});
afterEach(() => rmSync(workspace.root, { recursive: true }));

const pin = { mount: '', repository: 'a/main', commit: '1'.repeat(40), ref: 'v1.0.0' };
const release: Release = { id: 'v1.0', label: 'One', pins: [pin] };
const failures = [
  { source: 'GitHub', reason: 'cannot be reached', hint: 'Give a local copy.' },
  { source: 'Debian', reason: 'ships no source package of this commit' },
];

describe('a release that was left out', () => {
  test('is remembered with every reason, in order', () => {
    const record = rememberLeftOut(workspace, release, failures);
    expect(record).toEqual({ release: 'v1.0', commits: ['1'.repeat(40)], failures });
    expect(recallLeftOut(workspace, release)).toEqual(record);
  });

  test('is told apart from others', () => {
    rememberLeftOut(workspace, release, failures);
    expect(recallLeftOut(workspace, { ...release, id: 'v1.1' })).toBeUndefined();
  });

  test('is asked for again when it pins another commit', () => {
    rememberLeftOut(workspace, release, failures);
    const moved = { ...release, pins: [{ ...pin, commit: '2'.repeat(40) }] };
    expect(recallLeftOut(workspace, moved)).toBeUndefined();
    const grown = { ...release, pins: [pin, { ...pin, mount: 'lib' }] };
    expect(recallLeftOut(workspace, grown)).toBeUndefined();
  });

  test('is remembered by its last reasons only', () => {
    rememberLeftOut(workspace, release, failures);
    rememberLeftOut(workspace, release, failures.slice(1));
    expect(recallLeftOut(workspace, release)?.failures).toEqual(failures.slice(1));
  });

  test('is forgotten once it can be had', () => {
    rememberLeftOut(workspace, release, failures);
    forgetLeftOut(workspace, release);
    expect(recallLeftOut(workspace, release)).toBeUndefined();
    expect(readdirSync(workspace.leftOut)).toEqual([]);
  });

  test('may be forgotten before it was ever remembered', () => {
    forgetLeftOut(workspace, release);
    expect(recallLeftOut(workspace, release)).toBeUndefined();
  });

  test.each(['', '{"release": "v1.0", "comm', 'null', '{}'])(
    'is asked for again when the record is torn: `%s`',
    (torn) => {
      rememberLeftOut(workspace, release, failures);
      writeFileSync(join(workspace.leftOut, 'v1.0.json'), torn);
      expect(recallLeftOut(workspace, release)).toBeUndefined();
    },
  );
});
