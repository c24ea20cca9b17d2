import type { Runtime, Task } from '../runtime/task.ts';
import { WaitGroup } from '../runtime/wait-group.ts';

/**
 * Calls a function a number of times in batches that double, each batch at once, and stops after
 * the first batch with an error.
 *
 * @ports pkg/controller/replicaset/replica_set.go#slowStartBatch
 * @returns How many calls succeeded, and one of the errors of the last batch.
 */
export function* slowStartBatch(
  runtime: Pick<Runtime, 'go'>,
  count: number,
  initialBatchSize: number,
  fn: () => Task<Error | undefined>,
): Task<readonly [successes: number, error: Error | undefined]> {
  let remaining = count; // go: remaining := count
  let successes = 0; // go: successes := 0
  // go: for batchSize := integer.IntMin(
  for (
    let batchSize = Math.min(remaining, initialBatchSize);
    batchSize > 0;
    batchSize = Math.min(2 * batchSize, remaining)
  ) {
    const errCh: Error[] = []; // go: errCh := make(chan error, batchSize)
    const wg = new WaitGroup(); // go: var wg sync.WaitGroup
    wg.add(batchSize); // go: wg.Add(batchSize)
    // go: for i := 0; i < batchSize; i++ {
    for (let i = 0; i < batchSize; i++) {
      // go: go func() {
      runtime.go(function* () {
        try {
          const err = yield* fn(); // go: if err := fn(); err != nil {
          if (err) errCh.push(err); // go: errCh <- err
        } finally {
          wg.done(); // go: defer wg.Done()
        }
      });
    }
    yield* wg.wait(); // go: wg.Wait()
    const curSuccesses = batchSize - errCh.length; // go: curSuccesses := batchSize - len(errCh)
    successes += curSuccesses; // go: successes += curSuccesses
    // go: if len(errCh) > 0 {
    if (errCh.length > 0) {
      return [successes, errCh[0]]; // go: return successes, <-errCh
    }
    remaining -= batchSize; // go: remaining -= batchSize
  }
  return [successes, undefined]; // go: return successes, nil
}
