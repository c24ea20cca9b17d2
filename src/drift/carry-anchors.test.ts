import { describe, expect, test } from 'vitest';
import { memoryReader, smallSource } from '../../test/small-release.ts';
import { parseAnchor } from '../anchor/anchor.ts';
import { loadGoParser } from '../go/go-parser.ts';
import { goRelease } from '../go/go-release.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { AnchorToCarry, CarriedAnchor } from './carried-anchor.ts';
import type { DriftRelease } from './drift-release.ts';
import { carryAnchors } from './carry-anchors.ts';

const parser = await loadGoParser();

/** A release of the small repository's files, some of them changed, added or taken away. */
function release(changes: Record<string, string | undefined> = {}): DriftRelease {
  const texts = Object.fromEntries(
    Object.entries({ ...smallSource, ...changes }).flatMap(([path, text]) =>
      text === undefined ? [] : [[path, text]],
    ),
  );
  const reader = memoryReader(texts);
  const files = new Map(
    Object.entries(texts).map(([path, text]) => {
      const bytes = Buffer.from(text);
      return [path, { blob: blobIdOf(bytes), size: bytes.byteLength }];
    }),
  );
  return { go: goRelease(parser, reader), files, read: (path) => reader.read(path) };
}

function toCarry(text: string): AnchorToCarry {
  const anchor = parseAnchor(text);
  if (!('path' in anchor)) throw new Error(anchor.message);
  return { key: `stop ${text}`, kind: 'note', owner: 'stop', anchor };
}

const loop = 'pkg/loop/loop.go';
const queue = 'pkg/loop/queue.go';
const loopText = smallSource[loop] ?? '';
const queueText = smallSource[queue] ?? '';

function edit(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`"${from}" must occur once`);
  return text.replace(from, () => to);
}

function carry(anchor: string, changes: Record<string, string | undefined>): CarriedAnchor {
  const [carried] = carryAnchors([toCarry(anchor)], release(), release(changes));
  if (!carried) throw new Error('nothing was carried');
  return carried;
}

const step = `${loop}#Loop.step`;
const inStep = `${step} > "if err := l.sync(key)"`;

describe('in its own symbol', () => {
  test('nothing changed', () => {
    expect(carry(inStep, {})).toMatchObject({
      status: 'same',
      edited: false,
      confidence: 1,
      layer: 'same-text',
      newAnchor: undefined,
    });
  });

  test('lines above moved it', () => {
    const carried = carry(inStep, {
      [loop]: edit(loopText, 'package loop\n', 'package loop\n\n// More.\n'),
    });
    expect(carried).toMatchObject({ status: 'moved', layer: 'same-text', edited: false });
    expect(carried.to?.lines.from).toBe((carried.from?.lines.from ?? 0) + 2);
  });

  test('another part of its symbol was edited', () => {
    const text = edit(
      loopText,
      '\tkey, ok := l.queue.Get()\n',
      '\tl.count++\n\tkey, ok := l.queue.Get()\n',
    );
    expect(carry(inStep, { [loop]: text })).toMatchObject({
      status: 'moved',
      layer: 'same-quote',
      edited: false,
      newAnchor: undefined,
    });
  });

  test('a line more inside of it', () => {
    const text = edit(loopText, '\t\tl.queue.Add(key)\n', '\t\tl.count++\n\t\tl.queue.Add(key)\n');
    const carried = carry(inStep, { [loop]: text });
    expect(carried).toMatchObject({ status: 'edited', edited: true });
    expect(carried.to?.lines).toEqual({ from: 61, to: 67 });
  });

  test('its quote changed: the anchor to write instead', () => {
    const text = edit(
      loopText,
      'if err := l.sync(key); err != nil {',
      'if err := l.sync(ctx, key); err != nil {',
    );
    expect(carry(inStep, { [loop]: text })).toMatchObject({
      status: 'edited',
      layer: 'aligned',
      newAnchor: `${step} > "if err := l.sync(ctx, key); err != nil {"`,
    });
  });

  test('its receiver was renamed', () => {
    const text = loopText.replace(/func \(l \*Loop\) step[\s\S]*?\n}\n/, (body) =>
      body.replace(/\bl\b/g, 'loop'),
    );
    expect(carry(inStep, { [loop]: text })).toMatchObject({
      status: 'edited',
      newAnchor: `${step} > "if err := loop.sync(key); err != nil {"`,
    });
  });

  test('a long comment came into its block, and its code was edited a little', () => {
    const comment = '\t\t// Nobody has asked for this key since, and nobody will.\n'.repeat(9);
    const text = edit(loopText, '\t\tl.queue.Add(key)\n', `${comment}\t\tl.queue.AddLast(key)\n`);
    expect(carry(inStep, { [loop]: text })).toMatchObject({
      status: 'edited',
      newAnchor: undefined,
      to: { lines: { from: 61, to: 75 } },
    });
  });

  test('its body was written anew: a head that stands once in both is enough', () => {
    const text = edit(
      loopText,
      '\t\t// The key comes back,\n\t\t// and is tried again.\n\t\tl.queue.Add(key)\n\t\treturn err\n',
      '\t\tlog.Printf("lost %s", key)\n\t\tpanic("nothing comes back")\n',
    );
    const carried = carry(inStep, { [loop]: text });
    expect(carried).toMatchObject({ status: 'edited', newAnchor: undefined });
    expect(carried.to?.lines).toEqual({ from: 61, to: 64 });
  });

  test('its head stands twice, over bodies that are new: none is sure', () => {
    const head = '\tif err := l.sync(key); err != nil {\n';
    const text = loopText.replace(
      /\tif err := l\.sync[\s\S]*?\n\t}\n/,
      `${head}\t\tlog.Printf("lost %s", key)\n\t}\n${head}\t\tpanic("nothing comes back")\n\t}\n`,
    );
    expect(carry(inStep, { [loop]: text }).status).toBe('orphan');
  });

  test('an empty case got a body', () => {
    const head = '\tcase burst + Retries:\n';
    const empty = edit(loopText, '\tcase 0:\n', `${head}\tcase 0:\n`);
    const body = '\t\tif l.queue.IsIdle() {\n\t\t\tl.queue.Add("idle")\n\t\t}\n';
    const [carried] = carryAnchors(
      [toCarry(`${loop}#Loop.Run > "case burst + Retries:"`)],
      release({ [loop]: empty }),
      release({ [loop]: edit(empty, head, head + body) }),
    );
    expect(carried).toMatchObject({ status: 'edited', newAnchor: undefined });
    const { from = 0, to = 0 } = carried?.to?.lines ?? {};
    expect(to - from).toBe(3);
  });

  test('it was deleted', () => {
    const text = loopText.replace(/\tif err := l\.sync[\s\S]*?\n\t}\n/, '');
    const carried = carry(inStep, { [loop]: text });
    expect(carried).toMatchObject({
      status: 'orphan',
      confidence: 0,
      layer: 'none',
      to: undefined,
    });
    expect(carried.reasons).toContain(
      'its if statement is not found again, or not in one place only',
    );
  });
});

describe('in another symbol', () => {
  const body = /\/\/ Run works[\s\S]*?\n}\n\n/.exec(loopText)?.[0] ?? '';
  const inRun = `${loop}#Loop.Run > "l.queue.Add("`;

  test('its symbol moved to another package', () => {
    const changes = {
      [loop]: loopText.replace(body, () => ''),
      'pkg/other/run.go': `package other\n\n${body}`,
    };
    expect(carry(`${loop}#Loop.Run`, changes)).toMatchObject({
      status: 'relocated',
      layer: 'symbol',
      edited: false,
      newAnchor: 'pkg/other/run.go#Loop.Run',
    });
    expect(carry(inRun, changes)).toMatchObject({
      status: 'relocated',
      newAnchor: 'pkg/other/run.go#Loop.Run > "l.queue.Add("',
    });
  });

  test('its symbol was renamed', () => {
    const text = edit(loopText, 'func (l *Loop) Run(', 'func (l *Loop) Work(');
    expect(carry(inRun, { [loop]: text })).toMatchObject({
      status: 'relocated',
      layer: 'symbol',
      newAnchor: `${loop}#Loop.Work > "l.queue.Add("`,
    });
  });

  test('its method became a function', () => {
    const text = edit(
      edit(loopText, 'func (l *Loop) step(', 'func step(l *Loop'),
      '\tif !ok {\n',
      '\tif !ok && l.queue.IsIdle() {\n',
    );
    expect(carry(`${step} > "if !ok {"`, { [loop]: text })).toMatchObject({
      status: 'relocated',
      edited: true,
      newAnchor: `${loop}#step > "if !ok && l.queue.IsIdle() {"`,
    });
  });

  test('a near twin beside it does not win', () => {
    const twin = body.replace('Run(', 'RunTwice(').replace('"last"', '"first"');
    const carried = carry(inRun, { [loop]: loopText.replace(body, () => twin + body) });
    expect(carried).toMatchObject({ status: 'moved', to: { symbol: 'Loop.Run' } });
  });

  test('two that are equally like it are none', () => {
    const one = body.replace('Run(', 'RunOnce(').replace('"last"', '"one"');
    const two = body.replace('Run(', 'RunTwice(').replace('"last"', '"two"');
    const carried = carry(`${loop}#Loop.Run`, { [loop]: loopText.replace(body, () => one + two) });
    expect(carried.status).toBe('orphan');
    expect(carried.reasons.join()).toContain('about equally like it');
    expect(carried.proposals.map(({ symbol }) => symbol).sort()).toEqual([
      'Loop.RunOnce',
      'Loop.RunTwice',
    ]);
  });

  test('a part of it went into a helper', () => {
    const part = /\tswitch workers \{[\s\S]*?\n\t}\n/.exec(loopText)?.[0] ?? '';
    const text = `${loopText.replace(part, () => '\tl.finish(workers)\n')}\nfunc (l *Loop) finish(workers int) error {\n${part}\treturn nil\n}\n`;
    expect(carry(`${loop}#Loop.Run > "switch workers {"`, { [loop]: text })).toMatchObject({
      status: 'relocated',
      layer: 'lines',
      newAnchor: `${loop}#Loop.finish > "switch workers {"`,
    });
  });

  test('its name stays with a wrapper, and its code goes to what that calls', () => {
    const text = edit(
      loopText,
      'func (l *Loop) Run(workers int) error {\n',
      'func (l *Loop) Run(workers int) error {\n\treturn l.runLocked(workers)\n}\n\nfunc (l *Loop) runLocked(workers int) error {\n',
    );
    expect(carry(inRun, { [loop]: text })).toMatchObject({
      status: 'relocated',
      to: { symbol: 'Loop.runLocked' },
    });
  });

  test('its name stays with a wrapper, and so does its signature', () => {
    const text = edit(
      loopText,
      'func (l *Loop) Run(workers int) error {\n',
      'func (l *Loop) Run(workers int) error {\n\treturn l.runLocked(workers)\n}\n\nfunc (l *Loop) runLocked(workers int) error {\n',
    );
    for (const head of ['signature', 'doc', '"// Run works until"']) {
      expect(carry(`${loop}#Loop.Run > ${head}`, { [loop]: text }).to?.symbol).toBe('Loop.Run');
    }
  });

  test('a short statement goes where what is around it went', () => {
    const part = /\tfor i := 0; [\s\S]*?\n\t}\n/.exec(loopText)?.[0] ?? '';
    const text = `${loopText.replace(part, () => '\tl.start(workers)\n')}\nfunc (l *Loop) start(workers int) {\n${part}}\n`;
    expect(carry(`${loop}#Loop.Run > "continue"`, { [loop]: text })).toMatchObject({
      layer: 'lines',
      newAnchor: `${loop}#Loop.start > "continue"`,
    });
  });

  test('its symbol moved to another file of the package: one name is one symbol there', () => {
    const errors = /\/\/ ErrClosed[\s\S]*?\n\n/.exec(loopText)?.[0] ?? '';
    const changes = {
      [loop]: loopText.replace(errors, () => ''),
      'pkg/loop/errors.go': `package loop\n\nimport "errors"\n\n${errors.replace('"closed"', '"shut"')}`,
    };
    expect(carry(`${loop}#ErrClosed`, changes)).toMatchObject({
      status: 'relocated',
      edited: true,
      newAnchor: 'pkg/loop/errors.go#ErrClosed',
    });
    const elsewhere = { ...changes, 'pkg/loop/errors.go': undefined, 'pkg/a/a.go': `package a\n` };
    expect(carry(`${loop}#ErrClosed`, elsewhere).status).toBe('orphan');
  });

  test('two functions exchange names', () => {
    const swap: Record<string, string> = { Run: 'step', step: 'Run' };
    const text = loopText.replace(/(?<=\) )(?:Run|step)(?=\()/g, (name) => swap[name] ?? name);
    expect(carry(inRun, { [loop]: text })).toMatchObject({
      status: 'relocated',
      newAnchor: `${loop}#Loop.step > "l.queue.Add("`,
    });
  });

  test('its file is gone', () => {
    const carried = carry(`${queue}#Queue.Add`, { [queue]: undefined });
    expect(carried.status).toBe('orphan');
    expect(carried.reasons.join()).toContain(`There is no file \`${queue}\``);
  });

  test('its name means other code', () => {
    const text = queueText.replace(
      /(func \(q \*Queue\) Add\(key string\)) \{[\s\S]*?\n}\n/,
      (_, head: string) =>
        `${head} {\n\tfor at, known := range q.other {\n\t\tprintln(at, known, len(q.other))\n\t}\n}\n`,
    );
    expect(carry(`${queue}#Queue.Add`, { [queue]: text })).toMatchObject({ status: 'orphan' });
  });
});

describe('a type and its members', () => {
  const inLoop = `${loop}#Loop > "queue *Queue"`;
  const lineOf = (text: string, piece: string): number =>
    text.slice(0, text.indexOf(piece)).split('\n').length;

  test.each(['Loop.queue', 'Loop > "queue *Queue"'])('%s has another type', (symbol) => {
    const text = edit(loopText, 'queue *Queue', 'queue map[string]*Queue');
    const carried = carry(`${loop}#${symbol}`, { [loop]: text });
    expect(carried).toMatchObject({ status: 'edited' });
    expect(carried.to?.lines.to).toBe(lineOf(text, 'queue map'));
  });

  test('members changed places', () => {
    const text = edit(
      edit(loopText, '\tfmt.Stringer\n', ''),
      '\t// queue holds',
      '\tfmt.Stringer\n\t// queue holds',
    );
    expect(carry(inLoop, { [loop]: text })).toMatchObject({
      status: 'moved',
      newAnchor: undefined,
    });
  });

  test('a member follows its type to another name and file', () => {
    const type = /\/\/ Handler is[\s\S]*?\n}\n/.exec(loopText)?.[0] ?? '';
    const changes = {
      [loop]: loopText.replace(type, () => ''),
      'pkg/loop/handler.go': `package loop\n\n${type}`,
    };
    expect(carry(`${loop}#Handler.OnKey`, changes)).toMatchObject({
      status: 'relocated',
      newAnchor: 'pkg/loop/handler.go#Handler.OnKey',
    });
  });

  test('another field in its place is another field', () => {
    const text = edit(loopText, '\tqueue *Queue\n', '\tspare *Queue\n');
    expect(carry(inLoop, { [loop]: text }).status).toBe('orphan');
    const member = carry(`${loop}#Loop.queue`, { [loop]: text });
    expect(member.reasons).toEqual(['`Loop` has no such member any more']);
    expect(member.proposals.map(({ symbol }) => symbol)).toEqual(['Loop']);
  });

  test('a field of another name is known by a comment that tells', () => {
    const doc = '// What it holds is worked on in order, each key once, and never given up on.';
    const told = edit(loopText, '// queue holds the keys.', doc);
    const [carried] = carryAnchors(
      [toCarry(inLoop)],
      release({ [loop]: told }),
      release({ [loop]: edit(told, '\tqueue *Queue\n', '\tspare *Queue\n') }),
    );
    expect(carried?.newAnchor).toBe(`${loop}#Loop > "spare *Queue"`);
  });
});

describe('a constant', () => {
  const doc = '// It is tried so many times before all that is left is to tell the user.';
  const told = edit(loopText, '// Retries is how often a key is tried.', doc);
  const carryTold = (text: string): CarriedAnchor | undefined =>
    carryAnchors(
      [toCarry(`${loop}#Retries`)],
      release({ [loop]: told }),
      release({ [loop]: text }),
    )[0];

  test('its value changed', () => {
    expect(carry(`${loop}#Retries`, { [loop]: edit(loopText, '= 3', '= 5') })).toMatchObject({
      status: 'edited',
      to: { symbol: 'Retries' },
    });
  });

  test('it was renamed: only a comment that tells makes it known', () => {
    const text = edit(loopText, 'Retries = 3', 'Attempts = 3');
    expect(carry(`${loop}#Retries`, { [loop]: text }).status).toBe('orphan');
    expect(carryTold(edit(told, 'Retries = 3', 'Attempts = 3'))?.newAnchor).toBe(
      `${loop}#Attempts`,
    );
  });

  test('another has its comment and value now, and it has others', () => {
    const text = edit(
      edit(edit(told, `\t${doc}\n`, ''), 'Retries = 3', 'Retries = 500'),
      '\tburst   = 500 //',
      `\t${doc}\n\tburst   = 3 //`,
    );
    expect(carryTold(text)).toMatchObject({
      status: 'orphan',
      reasons: ['its own name and another declaration could both be meant'],
    });
  });
});

test('an anchor that the old release does not have is said to be so', () => {
  const [carried] = carryAnchors([toCarry(`${loop}#Nothing`)], release(), release());
  expect(carried).toMatchObject({ status: 'orphan', from: undefined });
  expect(carried?.reasons[0]).toContain('in the old release');
});
