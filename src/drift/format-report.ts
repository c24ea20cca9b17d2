import { statuses } from '../release/review.ts';
import { noExcerpt } from './review-of.ts';
import type { PortItem, Report, ReportItem, Urgency } from './report.ts';

/** Why a person should look, as a heading. */
export const urgencyHeadings: Readonly<Record<Urgency, string>> = {
  orphan: 'Orphans: they stop the build until somebody decides',
  uncertain: 'Placed with little confidence: read these first',
  'says-what-is-gone': 'Edited, and the prose says what the code no longer says',
  relocated: 'In another place',
  edited: 'Edited',
  done: 'Read or waived',
};

/** Above notes whose own lines are as they were. */
export const unchangedHeading = 'Unchanged, in code that was edited: look whether they still hold';

/** A report as a person reads it, in a terminal or as the text of a pull request (Markdown). */
export function formatReport(report: Report): string {
  const { release, from, via, summary, left, items, absent, ports, unchanged, problems } = report;
  const counted = statuses
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${status}`);
  const hops = via.length > 0 ? ` by way of ${via.join(', ')}` : '';
  const sections = [
    `# ${release}, carried over from ${from}${hops}`,
    `${counted.join(', ') || 'No anchors'}. ${leftText(left)}`,
  ];
  for (const [urgency, list] of Map.groupBy(items, (item) => item.urgency)) {
    sections.push(`## ${urgencyHeadings[urgency]} (${list.length})`);
    if (urgency === 'done') sections.push(list.map(doneText).join('\n'));
    else sections.push(...list.filter(isOwn).map((item) => itemText(item, report)));
    const beside = list.filter((item) => !isOwn(item) && urgency !== 'done');
    if (beside.length > 0) {
      const keys = beside.map(({ key }) => `\`${key}\``).join(', ');
      sections.push(`Notes of excerpts without a place: ${keys}`);
    }
  }
  if (ports.length > 0) {
    sections.push(
      `## Ports behind ${release}: to port anew (${ports.length})`,
      ...ports.map((port) => portText(port, from)),
    );
  }
  if (absent.length > 0) {
    sections.push(
      `## Without source in this release (${absent.length})`,
      `${absent.map((key) => `\`${key}\``).join(', ')}. Readers are told so and led on.`,
    );
  }
  if (problems.length > 0) {
    sections.push(
      `## What the build says (${problems.length})`,
      fenced('text', problems.join('\n')),
    );
  }
  if (unchanged.length > 0) {
    sections.push(
      `## ${unchangedHeading} (${unchanged.length})`,
      unchanged.map((key) => `\`${key}\``).join(', '),
    );
  }
  return `${sections.join('\n\n')}\n`;
}

/** Whether an item is told by itself: the note of an orphan excerpt is decided with it. */
const isOwn = ({ reasons }: ReportItem): boolean => reasons[0] !== noExcerpt;

/** What is left, in one sentence. */
export function leftText({ read, decide }: Report['left']): string {
  if (read + decide === 0) return 'Nothing is left to read.';
  const parts = [
    ...(decide > 0 ? [`${decide} ${decide === 1 ? 'orphan' : 'orphans'} to decide`] : []),
    ...(read > 0 ? [`${read} to read`] : []),
  ];
  return `Left: ${parts.join(', ')}.`;
}

const where = (seen: ReportItem['is']): string =>
  seen ? `${seen.path}:${seen.from}-${seen.to}` : 'nowhere';

/** What a place is of, where that is not the release that was carried over from. */
const since = (wasIn: string, from: string): string => (wasIn === from ? '' : ` (${wasIn})`);

function itemText(item: ReportItem, { release, from }: Report): string {
  const { key, title, label, status, confidence, was, is, reasons, sentences, diff, ports } = item;
  const sure = status === 'orphan' ? '' : `, confidence ${confidence.toFixed(2)}`;
  const command = status === 'orphan' ? 'waive' : 'accept';
  const flag = status === 'orphan' ? '--reason "..."' : '--note "..."';
  return [
    `### ${key}: ${status}${sure}`,
    [
      `${label ? `"${label}" in ` : ''}"${title}" (${item.file})`,
      `${where(was)}${since(item.wasIn, from)} -> ${where(is)}`,
      ...(item.anchor ? [`now \`${item.anchor}\``] : []),
    ].join('\n'),
    ...(reasons.length > 0 ? [reasons.map((reason) => `- ${reason}`).join('\n')] : []),
    ...(sentences.length > 0
      ? [
          `Sentences to read again:\n${sentences
            .map(
              ({ text, words }) =>
                `- ${text} (gone: ${words.map((word) => `\`${word}\``).join(', ')})`,
            )
            .join('\n')}`,
        ]
      : []),
    ...(diff ? [fenced('diff', cut(diff))] : []),
    ...(ports.length > 0
      ? [`Its port is behind: ${ports.map((symbol) => `\`${symbol}\``).join(', ')}`]
      : []),
    `\`npm run release -- ${command} ${key} ${flag} --release ${release}\``,
  ].join('\n\n');
}

function doneText({ key, decision }: ReportItem): string {
  if (decision?.state === 'waived') return `- ${key}: waived ${decision.date}: ${decision.reason}`;
  return `- ${key}: read ${decision?.date ?? ''}: ${decision?.note ?? ''}`;
}

function portText(port: PortItem, from: string): string {
  const { symbol, ports, status, badge, wasIn, diff } = port;
  return [
    `### ${symbol}: ${status}${wasIn === from ? '' : ` since ${wasIn}`}, ${badge}`,
    ports.map((port) => `- ${port}`).join('\n'),
    ...(diff ? [fenced('diff', cut(diff))] : []),
  ].join('\n\n');
}

/** GitHub takes no text of more than 65,536 characters, and nobody reads it. */
function cut(diff: string): string {
  const lines = diff.trimEnd().split('\n');
  if (lines.length <= 60) return diff;
  return [...lines.slice(0, 50), `... ${lines.length - 50} more lines (--json has them)`].join(
    '\n',
  );
}

/** A fence longer than any inside, so that no text of a source can end it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
