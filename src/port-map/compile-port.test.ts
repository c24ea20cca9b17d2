import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallSource } from '../../test/small-release.ts';
import { compilePorts } from './read-ports.ts';

/** A port of `Loop.step` of the small repository, its body as given. */
const portOf = (body: string, symbol = 'pkg/loop/loop.go#Loop.step'): string =>
  `/**\n * Takes one key.\n *\n * @ports ${symbol}\n */\nexport function step(queue: Queue): Error | undefined {\n${body}\n}\n`;

async function compile(text: string) {
  const { ports, problems } = compilePorts(
    new Map([['src/ports/step.ts', text]]),
    await memoryRelease(smallSource),
  );
  return { port: ports[0], said: report(problems) };
}

const whole = `  const [key, ok] = queue.get(); // go: key, ok := l.queue.Get()
  if (!ok) return closed; // go+: if !ok {
  // go: if err := l.sync(key); err != nil {
  if (error) {
    queue.add(key); // go: l.queue.Add(key)
    return error; // go: return err
  }
  return undefined; // go: return nil`;

describe('a port', () => {
  test('is tied to its Go statement by statement', async () => {
    const { port, said } = await compile(portOf(whole));
    expect(said).toBe('');
    expect(port).toMatchObject({
      name: 'step',
      file: 'src/ports/step.ts',
      lines: { from: 6, to: 15 },
      path: 'pkg/loop/loop.go',
      symbol: 'Loop.step',
      coverage: { statements: 7, ported: 7, leftOut: 0 },
    });
    expect(
      port?.pairs.map(({ typescript, go }) => [typescript.from, typescript.to, go.from, go.to]),
    ).toEqual([
      [7, 7, 57, 57],
      [8, 8, 58, 60],
      [10, 10, 61, 61],
      [11, 11, 64, 64],
      [12, 12, 65, 65],
      [14, 14, 67, 67],
    ]);
  });

  test('may leave statements out for a reason, with all that is inside them', async () => {
    const body = whole.replace(
      '  if (!ok) return closed; // go+: if !ok {',
      '  // left out (never closed here): if !ok {',
    );
    const { port, said } = await compile(portOf(body));
    expect(said).toBe('');
    expect(port?.coverage).toEqual({ statements: 7, ported: 5, leftOut: 2 });
    expect(port?.leftOut).toEqual([{ reason: 'never closed here', go: { from: 58, to: 60 } }]);
  });
});

test('of statements that begin alike, one is counted out', async () => {
  const run = 'pkg/loop/loop.go#Loop.Run';
  const { port, said } = await compile(portOf('  work(); // go: return @3', run));
  expect(port?.pairs).toEqual([{ typescript: { from: 7, to: 7 }, go: { from: 53, to: 53 } }]);
  const wrong = await compile(portOf('  work(); // go: return @4', run));
  expect(said).not.toContain('begin with');
  expect(wrong.said).toContain('3 statements of `Loop.Run` begin with "return".');
});

test('strings and templates hold no comments, and hide none', async () => {
  const run = 'pkg/loop/loop.go#Loop.Run';
  const body = "  log(`${'// go: nothing'} ${key}`, '// go: nothing');\n  work(); // go: return @3";
  const { port } = await compile(portOf(body, run));
  expect(port?.pairs).toEqual([{ typescript: { from: 8, to: 8 }, go: { from: 53, to: 53 } }]);
});

describe('what is wrong with a port', () => {
  test('a Go statement that is neither ported nor explained', async () => {
    const { said } = await compile(portOf(whole.replace(' // go: return err', '')));
    expect(said).toMatchInlineSnapshot(`
      "src/ports/step.ts:6:1: \`step\` neither ports line 65 of \`Loop.step\` nor says why not: return err
        Write \`// go: <quote>\` at the statement that stands for it, or \`// left out (<reason>): <quote>\`."
    `);
  });

  test('the head of a statement does not stand for its body', async () => {
    const { said } = await compile(portOf(whole.replace('go+: if !ok', 'go: if !ok')));
    expect(said).toContain(
      'neither ports line 59 of `Loop.step` nor says why not: return ErrClosed',
    );
  });

  test('a statement that is ported and left out', async () => {
    const { said } = await compile(portOf(`${whole}\n  // left out (unused): return err`));
    expect(said).toMatchInlineSnapshot(`
      "src/ports/step.ts:15:3: Line 65 of \`Loop.step\` is ported and left out at once.
        Take one of the two comments away."
    `);
  });

  test('a quote that is not in the symbol', async () => {
    const { said } = await compile(portOf(whole.replace('go: return nil', 'go: return nothing')));
    expect(said).toMatchInlineSnapshot(`
      "src/ports/step.ts:6:1: \`step\` neither ports line 67 of \`Loop.step\` nor says why not: return nil
        Write \`// go: <quote>\` at the statement that stands for it, or \`// left out (<reason>): <quote>\`.
      src/ports/step.ts:14:21: "return nothing" does not occur in \`Loop.step\`.
        Did you mean \`return nil\`?"
    `);
  });

  test('a comment beside no statement', async () => {
    const { said } = await compile(portOf(`${whole}\n  // go: return nil`));
    expect(said).toContain(
      'src/ports/step.ts:15:3: No statement stands beside `// go: return nil`.',
    );
  });

  test('a symbol that is not in the release', async () => {
    const { port, said } = await compile(portOf(whole, 'pkg/loop/loop.go#Loop.stop'));
    expect(port).toBeUndefined();
    expect(said).toMatchInlineSnapshot(`
      "src/ports/step.ts:6:1: \`pkg/loop/loop.go\` declares no \`Loop.stop\`.
        Did you mean \`Loop.step\`?"
    `);
  });
});

test('a Go symbol that two functions port is a problem that names both', async () => {
  const { ports, problems } = compilePorts(
    new Map([
      ['src/ports/a/step.ts', portOf(whole)],
      ['src/ports/b/step.ts', `// Again.\n${portOf(whole).replace('step(', 'stepOnce(')}`],
    ]),
    await memoryRelease(smallSource),
  );
  expect(ports).toHaveLength(2);
  expect(report(problems)).toBe(
    'src/ports/b/step.ts:7:1: `stepOnce` ports pkg/loop/loop.go#Loop.step, and so does `step` at src/ports/a/step.ts:6.\n  Keep one of them where both callers may import it.',
  );
});
