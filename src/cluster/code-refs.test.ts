import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CodeRef } from './cluster-recording.ts';
import { codeRefs } from './code-refs.ts';

const folder = 'content/tour';

/** Slug of a stop -> its text. */
const stops = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.endsWith('chapter.md'))
    .map((path) => [
      path.replace(/^.*[\\/]/, '').replace(/^\d+-|\.md$/g, ''),
      readFileSync(`${folder}/${path}`, 'utf8'),
    ]),
);

/** Code of parts that are not ported and that no stop shows: the stop is the nearest one. */
const shownNowhere: ReadonlySet<string> = new Set<keyof typeof codeRefs>([
  'collectGarbage',
  'monitorNodes',
]);

test.each(Object.entries<CodeRef>(codeRefs))(
  '%s names a stop that shows it',
  (name, { anchor, stop }) => {
    const text = stops.get(stop);
    expect(text, `There is no stop ${stop}`).toBeDefined();
    if (shownNowhere.has(name)) return;
    expect(anchor).toMatch(/^[\w./-]+\.go#[\w.]+$/);
    expect(text).toContain(anchor);
  },
);
