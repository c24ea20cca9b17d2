/**
 * Whether a file of the repository belongs to a release: all Go code that Kubernetes itself wrote,
 * tests included. What it only vendors is not its own.
 */
export function inScope(path: string): boolean {
  return path.endsWith('.go') && !/(^|\/)vendor\//.test(path);
}
