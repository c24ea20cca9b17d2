import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const files = readdirSync('src/cluster', { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
);

test.each(files)('%s imports only ports and the cluster', (path) => {
  const text = readFileSync(`src/cluster/${path}`, 'utf8');
  for (const [, name = ''] of text.matchAll(/from '([^']+)'/g)) {
    expect(name).toMatch(/^\.\.?\//);
    const target = relative('src', join('src/cluster', path, '..', name)).replaceAll('\\', '/');
    expect(target).toMatch(/^(cluster|ports)\//);
  }
});
