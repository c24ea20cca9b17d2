import { formatReport } from '../../src/drift/format-report.ts';
import type { Report } from '../../src/drift/report.ts';

export interface PullRequestFacts {
  /** What became of `npm run build`. */
  readonly build: 'success' | 'failure';
  /** GitHub takes 65,536 characters. */
  readonly limit?: number;
}

/** The report as the text of a pull request: what to do first, and no more than GitHub takes. */
export function formatPullRequest(
  report: Report,
  { build, limit = 60_000 }: PullRequestFacts,
): string {
  const { release } = report;
  const built =
    build === 'success'
      ? 'The site builds with it.'
      : 'The site does not build with it: see the log of the workflow that opened this.';
  const intro = `${built} A person reads what is below, on this branch, and says so: \`npm run release -- accept STOP --note "..." --release ${release}\`.`;
  // A section ends where the next heading stands; a diff has no heading at the start of a line.
  const sections = formatReport(report)
    .trimEnd()
    .split(/\n\n(?=#{2,3} )/);
  const kept: string[] = [intro];
  let room = limit - intro.length;
  for (const section of sections) {
    room -= section.length + 2;
    if (room < 0) break;
    kept.push(section);
  }
  const more = sections.length - (kept.length - 1);
  if (more > 0) {
    kept.push(`${more} more sections: \`npm run release -- report ${release}\` has them all.`);
  }
  return `${kept.join('\n\n')}\n`;
}
