import { UnprovenError, type Source } from './source.ts';

/**
 * A source that is believed on somebody's word where it cannot prove its commit.
 *
 * @param told Called when the word was needed.
 */
export function declaredSource(source: Source, told: () => void): Source {
  return {
    ...source,
    async *files(request) {
      try {
        yield* source.files(request);
      } catch (error) {
        if (!(error instanceof UnprovenError)) throw error;
        told();
        yield* source.files({ ...request, pin: { ...request.pin, declared: true } });
      }
    },
  };
}
