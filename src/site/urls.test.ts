import { describe, expect, test } from 'vitest';
import { urlsAt } from './urls.ts';

describe('urlsAt', () => {
  test('every address of a site at the root', () => {
    const urls = urlsAt('/');
    expect([
      urls.home,
      urls.licence,
      urls.release('v1.20'),
      urls.words('v1.20'),
      urls.chapter('v1.20', 'the-loop'),
      urls.stop('v1.20', 'run'),
      urls.source('v1.20', 'pkg/loop/loop.go'),
      urls.source('v1.20', 'pkg/loop/loop.go', 12),
    ]).toEqual([
      '/',
      '/licence/',
      '/v1.20/',
      '/v1.20/words/',
      '/v1.20/chapter/the-loop/',
      '/v1.20/run/',
      '/v1.20/source/pkg/loop/loop.go/',
      '/v1.20/source/pkg/loop/loop.go/#L12',
    ]);
  });

  test('a site below a folder, given with a slash at the end or without', () => {
    for (const base of ['/tour', '/tour/']) {
      const urls = urlsAt(base);
      expect(urls.home).toBe('/tour/');
      expect(urls.stop('v1.20', 'run')).toBe('/tour/v1.20/run/');
      expect(urls.licence).toBe('/tour/licence/');
    }
  });
});
