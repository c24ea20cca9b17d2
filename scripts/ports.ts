import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  portEvidence,
  type Evidence,
  type PortEvidence,
  type TestRun,
} from '../src/port-map/port-evidence.ts';
import { compareVectors } from '../src/port-map/compare-vectors.ts';
import { parsePort } from '../src/port-map/parse-port.ts';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { readAnswerPaths } from '../src/port-map/read-answer-paths.ts';
import { readPorts } from '../src/port-map/read-ports.ts';
import { readVectorFiles, type VectorFile } from '../src/port-map/read-vector-files.ts';
import { vectorsFolder } from '../src/port-map/vectors-folder.ts';
import { ProblemError } from '../src/problem.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { loadTours } from '../src/tour/load-tours.ts';
import { readArguments } from './arguments.ts';
import { formatComparison } from './format-comparison.ts';
import { main } from './main.ts';
import { prepareReleases } from './prepare-releases.ts';

const root = process.cwd();

/**
 * `npm run ports`: runs the tests of the ports and says what each port is proved by. It fails when
 * a test fails, a Go statement is unexplained, or a test names a case that the Go test has not.
 * With `--against RELEASE` it runs none of them, and says what that release's Go answers otherwise.
 */
await main(async () => {
  const { against, json, totals } = readArguments({
    against: { type: 'string' },
    json: { type: 'boolean', default: false },
    totals: { type: 'boolean', default: false },
  });
  if (against !== undefined) return compareWith(against);
  const workspace = workspaceAt(root);
  const { ready } = await quietly(() =>
    prepareReleases(workspace, {
      release: [portsRelease],
      strict: true,
      offline: false,
      extent: 'all',
    }),
  );
  if (ready.length === 0) throw new ProblemError({ message: `${portsRelease} is not here.` });
  const { tours } = await loadTours(workspace, [portsRelease]);
  const [tour] = tours;
  if (!tour) throw new ProblemError({ message: `${portsRelease} is not here.` });
  const evidence = portEvidence({
    ports: tour.ports,
    go: tour.go,
    runs: runTests(),
    // The helpers of conformance/ call the ports that a test replays vectors on.
    modules: new Map([...readTexts('src/ports'), ...readTexts('conformance')]),
    vectors: new Map(
      [...vectorsOf(portsRelease)].map(([name, { symbol, cases }]) => [
        name,
        { symbol, cases: cases.length },
      ]),
    ),
  });
  const { ports } = evidence;
  if (json) console.log(JSON.stringify(evidence, null, 1));
  else {
    if (!totals) printTable(evidence);
    printTotals(evidence);
  }
  const failed = new Set(ports.filter(({ passed }) => !passed).map(({ port }) => port.file));
  const problems = [
    ...tour.problems,
    ...evidence.problems,
    ...[...failed].map((file) => ({
      message: `Of ${file} a test does not pass, or there is none.`,
    })),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
});

function printTable({ ports }: Evidence): void {
  console.log(
    'statements: ported + left out with a reason, of all; vectors: own + of ports that use it\n',
  );
  const width = Math.max(...ports.map(({ port }) => port.symbol.length));
  console.log(
    `${'Go symbol'.padEnd(width)}  statements       vectors        upstream cases  tests`,
  );
  for (const { port, vectors, vectorsOfCallers, upstreamCases, passed } of ports) {
    const { statements, ported, leftOut } = port.coverage;
    console.log(
      [
        port.symbol.padEnd(width),
        `${ported}+${leftOut} of ${statements}`.padEnd(15),
        `${vectors}+${vectorsOfCallers}`.padEnd(13),
        String(upstreamCases).padEnd(14),
        passed ? 'pass' : 'FAIL',
      ].join('  '),
    );
  }
  console.log();
}

function printTotals({ ports, vectors, upstream }: Evidence): void {
  const total = (of: (coverage: PortEvidence['port']['coverage']) => number): number =>
    ports.reduce((sum, { port }) => sum + of(port.coverage), 0);
  const [statements, ported, leftOut] = [
    total((coverage) => coverage.statements),
    total((coverage) => coverage.ported),
    total((coverage) => coverage.leftOut),
  ];
  console.log(
    `${ports.length} functions and methods; ${ported} of ${statements} Go statements ported, ${leftOut} left out with a reason; ${vectors} vectors and ${upstream.length} upstream cases pass.`,
  );
}

/** Runs the ports' tests and reads what passed. */
function runTests(): TestRun[] {
  const out = join(mkdtempSync(join(tmpdir(), 'ports-')), 'tests.json');
  spawnSync('vitest', ['run', '--project', 'ports', '--reporter=json', `--outputFile=${out}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { testResults } = JSON.parse(readFileSync(out, 'utf8')) as {
    testResults: {
      name: string;
      status: string;
      message: string;
      assertionResults: {
        ancestorTitles: string[];
        title: string;
        status: string;
        failureMessages: string[];
      }[];
    }[];
  };
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name).replaceAll('\\', '/');
    if (message !== '') console.error(`${file}: ${message}`);
    for (const { title, failureMessages } of assertionResults) {
      for (const failure of failureMessages) console.error(`${file}: ${title}\n${failure}`);
    }
    if (assertionResults.length === 0) return [{ file, titles: [], passed: status === 'passed' }];
    return assertionResults.map(({ ancestorTitles, title, status }) => ({
      file,
      titles: [...ancestorTitles.filter((other) => other !== ''), title],
      passed: status === 'passed',
    }));
  });
}

function readTexts(folder: string): Map<string, string> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [
        `${folder}/${path.replaceAll('\\', '/')}`,
        readFileSync(join(root, folder, path), 'utf8'),
      ]),
  );
}

async function compareWith(release: string): Promise<void> {
  const ours = vectorsOf(portsRelease);
  const compared = compareVectors(ours, vectorsOf(release), readAnswerPaths(root));
  const files = await readPorts(root);
  const ports = [...files].flatMap(([file, text]) => parsePort(text, file, []));
  console.log(formatComparison(compared, ports, [portsRelease, release]));
  const symbols = new Set([...ours.values()].map(({ symbol }) => symbol));
  const unknown = [...symbols].filter((symbol) => !compared.has(symbol)).sort();
  if (unknown.length > 0) console.log(`Not recorded from ${release}:\n  ${unknown.join('\n  ')}`);
}

function vectorsOf(release: string): ReadonlyMap<string, VectorFile> {
  const files = readVectorFiles(root, release);
  if (files) return files;
  throw new ProblemError({
    message: `There are no vectors in ${vectorsFolder(release)}/.`,
    hint: `Record them: npm run vectors -- --release ${release} --from PATH`,
  });
}

/** Does something without what it would say on standard output, where the table goes. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => undefined;
  try {
    return await run();
  } finally {
    console.log = log;
  }
}
