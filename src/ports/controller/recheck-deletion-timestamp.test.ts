import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { replayClaim, type ClaimCase } from '../../../conformance/replay-claim-pods.ts';

describe('recheckDeletionTimestamp', () => {
  // Its error is a part of the message when a pod can't be adopted.
  const { cases } = readVectors<ClaimCase>('claim-pods');
  const rechecked = cases.filter(({ canAdopt }) => !['none', 'refuse', 'lost'].includes(canAdopt));

  test.each(['ok', 'deleted', 'NotFound', 'unreachable', 'wrapped'])(
    'answers as Go did when the answer is %s',
    (answer) => {
      const those = rechecked.filter(({ canAdopt, asked }) => canAdopt === answer && asked > 0);
      expect(those.length).toBeGreaterThan(0);
      for (const one of those) {
        expect({ ...one, errors: replayClaim(one).errors }).toEqual(one);
      }
    },
  );
});
