import { playPodEvents, podEventsHint, podsField } from './play-pod-events.ts';
import { defineRun } from './run.ts';

const [file, tracking] = [
  'src/ports/replicaset/replica-set-controller.ts',
  'src/ports/controller/uid-tracking-controller-expectations.ts',
];

export const run = defineRun({
  id: 'deletion-observed',
  title: 'A Pod that goes is reported more than once',
  about:
    'You send the events. Each report of a deletion wakes web; look at which of them lowers the count.',
  watches: [file, tracking],
  fields: {
    pods: { ...podsField, value: 'web-1 web\nweb-2 web\nweb-3 web' },
    events: {
      kind: 'text',
      label: 'Events',
      value: 'expect delete web-1 web-2 web-3\nmark web-1\nchange web-1\nchange web-1\ngone web-1',
      rows: 6,
      hint: podEventsHint,
    },
    minReadySeconds: { kind: 'number', label: 'minReadySeconds', value: 0, min: 0, max: 600 },
  },
  scenarios: [
    { id: 'four-reports', title: 'Four reports of one Pod', inputs: {} },
    {
      id: 'not-expected',
      title: 'A user deletes another Pod',
      inputs: { events: 'expect delete web-1\nmark web-2\ngone web-2' },
    },
    {
      id: 'tombstone',
      title: 'The deletion was missed',
      inputs: { events: 'expect delete web-1\nmissed web-1' },
    },
    {
      id: 'lost-owner',
      title: 'The Pod has lost its owner',
      inputs: { events: 'expect delete web-1\nowner web-1 none\ngone web-1' },
    },
    {
      id: 'other-kind',
      title: 'The owner is not in the cache',
      inputs: { pods: 'job-1 job', events: 'mark job-1\ngone job-1' },
    },
  ],
  breaks: [
    {
      id: 'no-list',
      title: 'Without the list of Pods: every report counts',
      edits: [{ file: tracking, find: 'if (uids?.has(deleteKey)) {', replace: 'if (uids) {' }],
    },
    {
      id: 'no-tombstone',
      title: 'Without taking the Pod out of a tombstone',
      edits: [
        {
          file,
          find: 'pod = isPod(tombstone.obj) ? tombstone.obj : undefined;',
          replace: 'pod = undefined;',
        },
      ],
    },
  ],
  play: playPodEvents,
});
