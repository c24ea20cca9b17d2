import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ProblemError } from '../src/problem.ts';
import { takenSlugs } from '../src/tour/parse-tour.ts';

/** Limits of a stop's page: bytes are gzipped. */
const limits = { html: 25_000, elements: 3500, css: 12_000, js: 10_000 } as const;

interface Weight {
  readonly page: string;
  readonly html: number;
  readonly elements: number;
  readonly css: number;
  readonly js: number;
}

/**
 * Weighs every stop of a built site and prints the heaviest.
 *
 * @throws ProblemError that names every stop over a limit.
 */
export function checkBudgets(dist: string): void {
  const weights = stopPages(dist).map((page) => weigh(dist, page));
  const problems = weights.flatMap((weight) =>
    (Object.keys(limits) as (keyof typeof limits)[])
      .filter((key) => weight[key] > limits[key])
      .map((key) => ({
        message: `${weight.page} is over its budget: ${key} ${weight[key]} of ${limits[key]}.`,
        hint: 'Show less code in one stop: narrow an excerpt, or let its long stretches fold.',
      })),
  );
  const heaviest = (key: keyof typeof limits): string => {
    const [first] = [...weights].sort((a, b) => b[key] - a[key]);
    return `${key} ${first?.[key] ?? 0} of ${limits[key]} (${first?.page ?? 'no stop'})`;
  };
  console.log('Budgets of a stop, the heaviest of each (bytes are gzipped):');
  for (const key of Object.keys(limits) as (keyof typeof limits)[])
    console.log(`  ${heaviest(key)}`);
  if (problems.length > 0) throw new ProblemError(problems);
}

/** Addresses `<release>/<stop>` of all stops in dist/. */
function stopPages(dist: string): string[] {
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^v\d+\.\d+$/.test(entry.name))
    .flatMap(({ name }) =>
      readdirSync(join(dist, name), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !takenSlugs.includes(entry.name))
        .map((entry) => `${name}/${entry.name}`),
    )
    .sort();
}

function weigh(dist: string, page: string): Weight {
  const html = readFileSync(join(dist, page, 'index.html'), 'utf8');
  const assets = (pattern: RegExp): string[] =>
    [...html.matchAll(pattern)].map((match) => join(dist, assetPath(match[1] ?? '')));
  const scripts = withImports(assets(/<script[^>]* src="([^"]+)"/g));
  return {
    page,
    html: gzipSync(html, { level: 9 }).byteLength,
    elements: html.match(/<[a-z]/g)?.length ?? 0,
    css: sum(assets(/<link rel="stylesheet" href="([^"]+)"/g)),
    js: sum(scripts),
  };
}

/** The path below dist/ of an address that may begin with the site's base. */
const assetPath = (address: string): string => /(_astro\/.+|[^/]+)$/.exec(address)?.[1] ?? address;

/** Scripts with all that they import before anything is asked for. */
function withImports(scripts: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import)\s*["'](\.[^"']+)["']/g,
    )) {
      visit(join(dirname(file), path ?? ''));
    }
  };
  for (const script of scripts) visit(script);
  return [...seen];
}

const sum = (files: readonly string[]): number =>
  files.reduce((total, file) => total + gzipSync(readFileSync(file), { level: 9 }).byteLength, 0);
