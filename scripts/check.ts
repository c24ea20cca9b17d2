import { ProblemError } from '../src/problem.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { loadTours } from '../src/tour/load-tours.ts';
import { readArguments } from './arguments.ts';
import { main } from './main.ts';

/**
 * `npm run check`: compiles the content against every release that is here and the ports against theirs,
 * and says what is wrong.
 */
await main(async () => {
  const { root } = readArguments({ root: { type: 'string', default: process.cwd() } });
  const { tours, leftOut } = await loadTours(workspaceAt(root));
  for (const { release, tour, problems, names } of tours) {
    const stops = tour.chapters.flatMap((chapter) => chapter.stops);
    const excerpts = stops
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt] : []));
    const notes = excerpts.flatMap((excerpt) => excerpt.notes).length;
    console.log(
      `${release.id}: ${stops.length} stops, ${excerpts.length} excerpts and ${notes} notes resolved, ${names} Go names in prose found, ${problems.length} problems`,
    );
  }
  for (const { symbol, coverage } of tours.flatMap(({ ports }) => ports)) {
    const { statements, ported, leftOut } = coverage;
    console.log(
      `  port of ${symbol}: ${ported} of ${statements} statements ported, ${leftOut} left out, ${statements === ported + leftOut ? 'all explained' : 'NOT all explained'}`,
    );
  }
  for (const { release } of leftOut) {
    console.log(`${release.id}: not checked, its source is not here (npm run fetch)`);
  }
  const problems = tours.flatMap((tour) => tour.problems);
  if (problems.length > 0) throw new ProblemError(problems);
  if (tours.length === 0) {
    throw new ProblemError({
      message: 'No release is here to check against.',
      hint: 'Run `npm run fetch`.',
    });
  }
});
