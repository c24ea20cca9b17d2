import { expect, test } from 'vitest';
import { ConnectionRefused, isConnectionRefused } from './connection-refused.ts';

// What the reflector makes of such errors is in the vectors of listAndWatch.
test('isConnectionRefused looks through errors around, and takes the first that has a code', () => {
  const refused = new ConnectionRefused();
  const reset = Object.assign(new Error('reset', { cause: refused }), { code: 'ECONNRESET' });
  expect(
    [refused, new Error('dial', { cause: refused }), reset, new Error('no'), undefined].map(
      isConnectionRefused,
    ),
  ).toEqual([true, true, false, false, false]);
});
