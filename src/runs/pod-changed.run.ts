import { playPodEvents, podEventsHint, podsField } from './play-pod-events.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/replica-set-controller.ts';

export const run = defineRun({
  id: 'pod-changed',
  title: 'A changed Pod reaches updatePod',
  about:
    'There are two ReplicaSets, web and shop, each with a label of its name. Change a Pod, and look at whose key goes into the queue.',
  watches: [file],
  fields: {
    pods: { ...podsField, value: 'web-1 web' },
    events: {
      kind: 'text',
      label: 'Events',
      value: 'resync web-1\nchange web-1\nready web-1',
      rows: 6,
      hint: podEventsHint,
    },
    minReadySeconds: { kind: 'number', label: 'minReadySeconds', value: 0, min: 0, max: 600 },
  },
  scenarios: [
    {
      id: 'ready',
      title: 'A Pod becomes ready, with minReadySeconds 10',
      inputs: { minReadySeconds: 10 },
    },
    {
      id: 'released',
      title: 'A Pod loses its owner, and has the label of shop',
      inputs: { events: 'label web-1 shop\nowner web-1 none' },
    },
    {
      id: 'other-owner',
      title: 'A Pod goes from shop to web',
      inputs: { pods: 'pod-1 shop', events: 'owner pod-1 web' },
    },
    {
      id: 'marked',
      title: 'A deletion that is expected begins',
      inputs: { events: 'expect delete web-1\nmark web-1\nchange web-1' },
    },
    {
      id: 'orphan',
      title: 'An orphan changes, first its status, then its label',
      inputs: { pods: 'bare none', events: 'ready bare\nlabel bare shop' },
    },
  ],
  breaks: [
    {
      id: 'no-old-owner',
      title: 'Without waking the owner that lost the Pod',
      edits: [
        {
          file,
          find: 'if (controllerRefChanged && oldControllerRef !== undefined) {',
          replace: 'if (false) {',
        },
      ],
    },
    {
      id: 'no-mark',
      title: 'Without taking the deletionTimestamp for the deletion',
      edits: [
        {
          file,
          find: 'if (curPod.metadata.deletionTimestamp !== undefined) {',
          replace: 'if (false) {',
        },
      ],
    },
    {
      id: 'no-alarm',
      title: 'Without the alarm for minReadySeconds',
      edits: [
        {
          file,
          find: 'this.enqueueRSAfter(rs, minReadySeconds * 1000 + 1000);',
          replace: 'void 0;',
        },
      ],
    },
  ],
  play: playPodEvents,
});
