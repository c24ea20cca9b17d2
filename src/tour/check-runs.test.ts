import { expect, test } from 'vitest';
import { memoryRelease, report, smallContent } from '../../test/small-release.ts';
import { loadRuns } from '../record/load-runs.ts';
import { checkRuns } from './check-runs.ts';
import { compileTour } from './compile-tour.ts';

const go = await memoryRelease();
const runs = loadRuns(process.cwd());
const front = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\n';

/** The blocks of a stop with this body, and what is wrong with it and its runs. */
function stopWith(body: string) {
  const files = smallContent({ 'content/tour/10-the-loop/30-new.md': front + body });
  const { tour, problems } = compileTour(files, 'v0.1', go);
  const stop = tour.chapters.flatMap(({ stops }) => stops).find(({ slug }) => slug === 'new');
  return {
    blocks: stop?.blocks ?? [],
    words: stop?.words,
    said: report([...problems, ...checkRuns(tour, runs)]),
  };
}

const attributes = 'run="slow-start-batch" scenario="third-fails" fact="created"';
const predict = (given = attributes, choices = '- 2\n- 3'): string =>
  `:::predict{${given}}\nHow many?\n\n${choices}\n\nBecause of this.\n:::\n`;

test('a run stands where it is named, and a prediction before it', () => {
  const { blocks, words, said } = stopWith(`${predict()}\n::run{of="slow-start-batch"}\n`);
  expect(said).toBe('');
  expect(blocks).toMatchObject([
    {
      kind: 'predict',
      run: 'slow-start-batch',
      scenario: 'third-fails',
      fact: 'created',
      choices: ['2', '3'],
    },
    { kind: 'run', name: 'slow-start-batch' },
  ]);
  expect(words).toBe(5);
});

test('a run that there is not', () => {
  const { said } = stopWith('::run{of="slow-start-bach"}\n');
  expect(said).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: There is no run \`slow-start-bach\`.
      Did you mean \`slow-start-batch\`?"
  `);
  expect(stopWith('::run{of="cook-dinner"}\n').said).toContain('Runs: ');
});

test('a prediction that lacks its parts', () => {
  expect(stopWith(`:::predict{${attributes}}\nHow many?\n:::\n`).said).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: A prediction needs its run, a question, choices and the reason.
      Write \`:::predict{run="slow-start-batch" scenario="third-fails" fact="created"}\`, the question, a list of choices, why, and \`:::\`."
  `);
  expect(stopWith(predict('run="slow-start-batch"')).said).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: A prediction needs its run, a question, choices and the reason.
      Write \`:::predict{run="slow-start-batch" scenario="third-fails" fact="created"}\`, the question, a list of choices, why, and \`:::\`."
  `);
});

test('a prediction of a run, a scenario or a figure that there is not', () => {
  expect(stopWith(predict('run="slow" scenario="a" fact="b"')).said).toContain(
    'There is no run `slow`.',
  );
  expect(stopWith(predict(attributes.replace('third-fails', 'third'))).said).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: The run \`slow-start-batch\` has no scenario \`third\`.
      Scenarios: all-succeed, third-fails, quota, first-fails, none."
  `);
  expect(stopWith(predict(attributes.replace('created', 'create'))).said).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: The run \`slow-start-batch\` ends without a figure \`create\`.
      Did you mean \`created\`?"
  `);
});

test('a prediction whose choices do not hold what the run answers', () => {
  expect(stopWith(predict(attributes, '- 3\n- 4')).said).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: The run answers 2, which is not one of the choices: 3, 4.
      Write the choice \`- 2\` once."
  `);
});
