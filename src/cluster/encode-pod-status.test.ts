import { expect, test } from 'vitest';
import { encodePodStatus } from './encode-pod-status.ts';

test('empty fields go, but for those that Go always writes', () => {
  const encoded = encodePodStatus({
    phase: 'Running',
    message: '',
    podIPs: [],
    initContainerStatuses: [],
    containerStatuses: [
      {
        name: 'c',
        image: 'i',
        state: { terminated: { exitCode: 0, reason: '', finishedAt: 't' } },
      },
    ],
  });
  expect(encoded).toEqual({
    phase: 'Running',
    containerStatuses: [
      {
        name: 'c',
        image: 'i',
        imageID: '',
        ready: false,
        restartCount: 0,
        state: { terminated: { exitCode: 0, finishedAt: 't' } },
        lastState: {},
      },
    ],
  });
});
