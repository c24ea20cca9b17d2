/** Milliseconds in words: `20 ms`, `1.5 s`, `5 min 1 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  if (milliseconds < 60_000) return `${milliseconds / 1000} s`;
  const rest = (milliseconds % 60_000) / 1000;
  const minutes = `${Math.floor(milliseconds / 60_000)} min`;
  return rest === 0 ? minutes : `${minutes} ${rest} s`;
}
