import { StatusError } from '../src/ports/api/status-error.ts';

export interface ErrorCase {
  readonly reason: string;
  /** Each is `type|message`. */
  readonly causes: readonly string[];
  readonly wrapped: boolean;
  /** Whether it is none of the API; its message is the reason. */
  readonly plain: boolean;
  readonly answer: boolean;
}

export function errorOf({ reason, causes, wrapped, plain }: ErrorCase): Error {
  if (plain) return new Error(reason);
  const parts = causes.map((cause) => cause.split('|'));
  const column = (at: number): string[] => parts.map((part) => part[at] ?? '');
  const error = new StatusError('', reason, column(0), column(1));
  return wrapped ? new Error('around', { cause: error }) : error;
}
