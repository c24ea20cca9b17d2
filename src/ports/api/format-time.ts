/** Milliseconds as the API writes a time: RFC 3339 in UTC, cut to whole seconds. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
