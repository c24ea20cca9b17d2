import { ControllerExpectations } from '../ports/controller/controller-expectations.ts';
import { UIDTrackingControllerExpectations } from '../ports/controller/uid-tracking-controller-expectations.ts';
import { drawExpectations } from './draw-expectations.ts';
import { formatDuration } from './format-duration.ts';
import { plural } from './plural.ts';
import { readDuration } from './read-duration.ts';
import { readOperations } from './read-operations.ts';
import { defineRun } from './run.ts';

const [counters, tracking] = [
  'src/ports/controller/controller-expectations.ts',
  'src/ports/controller/uid-tracking-controller-expectations.ts',
];
const key = 'default/web';

export const run = defineRun({
  id: 'expectations',
  title: 'What the controller waits to see',
  about:
    'You play the controller and the watch: expect, see, wait, and ask whether a sync may act.',
  watches: [counters, tracking],
  fields: {
    operations: {
      kind: 'text',
      label: 'What happens',
      value: 'create 3\nask\nsee created\nask\nsee created\nsee created\nask',
      rows: 8,
      hint: 'One a line: create 3, delete web-a web-b, see created, see deleted web-a, wait 5m, ask, forget',
    },
  },
  scenarios: [
    { id: 'three-created', title: 'Three Pods are created, and seen', inputs: {} },
    {
      id: 'seen-twice',
      title: 'One of two deletions is reported twice',
      inputs: {
        operations:
          'delete web-a web-b\nsee deleted web-a\nsee deleted web-a\nask\nsee deleted web-b\nask',
      },
    },
    {
      id: 'expires',
      title: 'The third Pod is never seen',
      inputs: {
        operations: 'create 3\nsee created\nsee created\nask\nwait 5m\nask\nwait 1s\nask',
      },
    },
    {
      id: 'too-early',
      title: 'The Pod is seen before it is expected',
      inputs: { operations: 'see created\ncreate 1\nwait 1m\nask' },
    },
    {
      id: 'below-zero',
      title: 'Seen once more than expected',
      inputs: { operations: 'create 1\nsee created\nsee created\nask\ncreate 1\nask' },
    },
  ],
  breaks: [
    {
      id: 'no-list',
      title: 'Without the list of Pods: every report of a deletion counts',
      edits: [{ file: tracking, find: 'if (uids?.has(deleteKey)) {', replace: 'if (uids) {' }],
    },
    {
      id: 'no-expiry',
      title: 'Without the way out after five minutes',
      edits: [
        {
          file: counters,
          find: '} else if (exp.isExpired(this.#clock)) {',
          replace: '} else if (false) {',
        },
      ],
    },
  ],
  play({ operations }, stage) {
    const { scheduler } = stage;
    const counts = new ControllerExpectations(scheduler);
    const expectations = new UIDTrackingControllerExpectations(counts);
    const moments: { at: number; label: string }[] = [];
    stage.show(() => [
      drawExpectations(counts, expectations, scheduler.now()),
      {
        kind: 'times',
        title: 'Asked: may a sync act?',
        rows: [{ name: 'answer', moments }],
      },
    ]);
    const answers: string[] = [];
    const write =
      'create 3, delete web-a web-b, see created, see deleted web-a, wait 5m, ask or forget';
    for (const { words, wrong } of readOperations(operations, write)) {
      const [name = '', ...rest] = words;
      const text = words.join(' ');
      const [first = '', second = ''] = rest;
      const count = /^\d{1,3}$/.test(first) ? Number(first) : undefined;
      const duration = readDuration(first);
      if (name === 'create' && count !== undefined && rest.length === 1) {
        expectations.expectCreations(key, count);
        stage.say(`Expects ${plural(count, 'creation')}`);
      } else if (name === 'delete' && rest.length > 0) {
        expectations.expectDeletions(
          key,
          rest.map((pod) => `default/${pod}`),
        );
        stage.say(`Expects ${plural(rest.length, 'deletion')}: ${rest.join(', ')}`);
      } else if (text === 'see created') {
        expectations.creationObserved(key);
        stage.say('A created Pod is seen');
      } else if (name === 'see' && first === 'deleted' && rest.length === 2) {
        expectations.deletionObserved(key, `default/${second}`);
        stage.say(`The deletion of ${second} is reported`);
      } else if (name === 'wait' && duration !== undefined && rest.length === 1) {
        scheduler.advance(duration);
        stage.say(`${formatDuration(duration)} pass`);
      } else if (text === 'ask') {
        const answer = expectations.satisfiedExpectations(key) ? 'yes' : 'no';
        answers.push(answer);
        moments.push({ at: scheduler.now(), label: answer });
        stage.say(answer === 'yes' ? 'Yes: a sync may act' : 'No: a sync must keep still');
      } else if (text === 'forget') {
        expectations.deleteExpectations(key);
        stage.say('The ReplicaSet is gone: its record is dropped');
      } else {
        throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
      }
    }
    const record = counts.store.get(key);
    const [add, del] = record?.getExpectations() ?? [0, 0];
    return {
      text: [
        answers.length === 0
          ? 'Nobody asked.'
          : `The answers: ${answers.join(', ')}. ${answers.at(-1) === 'yes' ? 'A sync may act.' : 'A sync must keep still.'}`,
        record
          ? `In the end ${plural(add, 'creation')} and ${plural(del, 'deletion')} are awaited.`
          : 'There is no record.',
      ].join(' '),
      facts: { answers: answers.join(', '), last: answers.at(-1) ?? 'none', add, del },
    };
  },
});
