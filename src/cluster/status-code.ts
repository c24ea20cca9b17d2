import { reasonForError } from '../ports/api/status-error.ts';

const codes: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Gone: 410,
  Expired: 410,
  Invalid: 422,
  InternalError: 500,
  ServerTimeout: 500,
  Timeout: 504,
};

/** The code of HTTP for an error of the API. */
export function statusCode(error: Error): number {
  return codes[reasonForError(error)] ?? 500;
}

const texts: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  422: 'Unprocessable Entity',
};

export function statusText(code: number): string {
  return `${code} ${texts[code] ?? 'Error'}`;
}
