import { playPodEvents, podEventsHint, podsField } from './play-pod-events.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/replica-set-controller.ts';

export const run = defineRun({
  id: 'creation-observed',
  title: 'A new Pod reaches addPod',
  about:
    'You send the events. Look at the count of the ReplicaSet web, and at whose key goes into the queue.',
  watches: [file],
  fields: {
    pods: { ...podsField, value: '' },
    events: {
      kind: 'text',
      label: 'Events',
      value: 'expect create 3\nadd web-1 web\nadd web-2 web\nadd web-3 web',
      rows: 6,
      hint: podEventsHint,
    },
    minReadySeconds: { kind: 'number', label: 'minReadySeconds', value: 0, min: 0, max: 600 },
  },
  scenarios: [
    { id: 'three-seen', title: 'Three Pods that are expected', inputs: {} },
    {
      id: 'orphan',
      title: 'An orphan that web could adopt',
      inputs: { events: 'expect create 1\nadd bare none' },
    },
    {
      id: 'old-life',
      title: 'A late Pod of an earlier web',
      inputs: { events: 'expect create 1\nadd late web uid-of-the-first-web' },
    },
    {
      id: 'leaving',
      title: 'New to us, and already leaving',
      inputs: { events: 'expect create 1\nadd web-1 web leaving' },
    },
    {
      id: 'by-hand',
      title: 'Somebody else creates a Pod with our reference',
      inputs: { events: 'expect create 1\nadd by-hand web' },
    },
  ],
  breaks: [
    {
      id: 'no-uid',
      title: 'Without comparing the UID of the owner',
      edits: [
        {
          file,
          find: "if ((rs.metadata.uid ?? '') !== controllerRef.uid) {",
          replace: 'if (false) {',
        },
      ],
    },
    {
      id: 'no-leaving',
      title: 'Without looking whether the new Pod is leaving',
      edits: [
        {
          file,
          find: 'if (pod.metadata.deletionTimestamp !== undefined) {',
          replace: 'if (false) {',
        },
      ],
    },
  ],
  play: playPodEvents,
});
