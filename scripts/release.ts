import { resolve } from 'node:path';
import { formatReport, leftText } from '../src/drift/format-report.ts';
import { reportRelease } from '../src/drift/report-release.ts';
import type { Report } from '../src/drift/report.ts';
import { ProblemError } from '../src/problem.ts';
import { leftOf } from '../src/release/review.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { suggest } from '../src/suggest.ts';
import { addRelease } from './release/add-release.ts';
import { readCommand } from './arguments.ts';
import { accept, chooseReviewed, waive } from './release/decide.ts';
import { main } from './main.ts';

const verbs = ['add', 'report', 'status', 'accept', 'waive'] as const;

const usage = `npm run release -- add REF [--from PATH] [--via] [--dry-run]
npm run release -- report [ID] [--json]
npm run release -- status [ID] [--json]
npm run release -- accept STOP[/NOTE] --note "..."
npm run release -- waive STOP[/NOTE] --reason "..."`;

/**
 * `npm run release`: from a new tag to a tour that is right, and what is left on the way.
 *
 * Exit codes: 0 all is well; 1 it did not work; of `status` 2 something waits to be read, and 3
 * orphans stop the build.
 */
await main(async () => {
  const { values, words } = readCommand({
    // add
    id: { type: 'string' },
    label: { type: 'string' },
    after: { type: 'string' },
    repository: { type: 'string', multiple: true },
    from: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    debian: { type: 'string' },
    declared: { type: 'boolean', default: false },
    via: { type: 'boolean', default: false },
    replace: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    offline: { type: 'boolean', default: false },
    // accept and waive
    release: { type: 'string' },
    note: { type: 'string' },
    reason: { type: 'string' },
    anchor: { type: 'string' },
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    // all
    json: { type: 'boolean', default: false },
    root: { type: 'string', default: process.cwd() },
  });
  const workspace = workspaceAt(resolve(values.root));
  const [verb = '', word, ...more] = words;
  const known = verbs.find((name) => name === verb);
  if (!known) {
    const meant = verb === '' ? undefined : suggest(verb, verbs);
    throw new ProblemError({
      message: verb === '' ? 'What shall be done?' : `There is no \`release ${verb}\`.`,
      hint: meant ? `${meant}\n${usage}` : usage,
    });
  }
  if (more.length > 0) {
    throw new ProblemError({
      message: `\`release ${known}\` takes one name, and was given ${more.length + 1}.`,
      hint:
        known === 'accept'
          ? 'Each is read, and accepted, by itself. A stop stands for its notes too.'
          : usage,
    });
  }
  const say = (report: Report): void => {
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report),
    );
  };

  switch (known) {
    case 'add': {
      const { 'dry-run': dryRun, ...options } = values;
      const ref = required(word, 'Which release?', 'npm run release -- add v1.21.0');
      const started = performance.now();
      const added = await addRelease(workspace, { ...options, ref, dryRun });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const { release, lock, review } = added;
      const ported = Object.values(review.ports).filter(({ status }) => status !== 'absent');
      console.error(
        `${release.id}: ${lock.files.size} files, ${Object.keys(review.anchors).length} anchors and ${ported.length} ported symbols carried over from ${review.from} in ${seconds} s${dryRun ? '; nothing was written (--dry-run)' : ''}.`,
      );
      for (const warning of added.warnings) console.error(warning);
      say(await reportRelease(workspace, added));
      return;
    }
    case 'report':
      say(await reportRelease(workspace, chooseReviewed(workspace, word)));
      return;
    case 'status': {
      const { release, review } = chooseReviewed(workspace, word);
      const rows = Object.entries(review.anchors).map(([key, row]) => ({
        key,
        status: row.status,
        left: leftOf(row),
      }));
      const read = rows.filter(({ left }) => left === 'read');
      const decide = rows.filter(({ left }) => left === 'decide');
      const left = { read: read.length, decide: decide.length };
      if (values.json) {
        console.log(JSON.stringify({ release: release.id, left, rows: [...decide, ...read] }));
      } else {
        console.log(`${release.id}, carried over from ${review.from}: ${leftText(left)}`);
        for (const { key, status } of [...decide, ...read]) console.log(`  ${status} ${key}`);
      }
      process.exitCode = decide.length > 0 ? 3 : read.length > 0 ? 2 : 0;
      return;
    }
    case 'accept': {
      const key = required(
        word,
        'Which stop?',
        'npm run release -- accept slow-start --note "..."',
      );
      const note = required(
        values.note,
        'What did you find when you read it?',
        `npm run release -- accept ${key} --note "..."`,
      );
      const chosen = chooseReviewed(workspace, values.release);
      const { anchor, date } = values;
      const { accepted, orphans } = await accept(workspace, chosen, { key, note, anchor, date });
      console.log(`Read in ${chosen.release.id}: ${accepted.join(', ')}.`);
      if (orphans.length > 0) console.log(`Still to decide: ${orphans.join(', ')}.`);
      return;
    }
    case 'waive': {
      const key = required(
        word,
        'Which orphan?',
        'npm run release -- waive slow-start --reason "..."',
      );
      const reason = required(
        values.reason,
        'Why is it gone? Readers see the reason.',
        `npm run release -- waive ${key} --reason "..."`,
      );
      const chosen = chooseReviewed(workspace, values.release);
      const keys = waive(workspace, chosen, { key, reason, date: values.date });
      console.log(`Waived in ${chosen.release.id}: ${keys.join(', ')}.`);
      return;
    }
  }
});

function required(value: string | undefined, question: string, example: string): string {
  if (value?.trim()) return value;
  throw new ProblemError({ message: question, hint: `Type it: ${example}` });
}
