/** A named part of a declaration. */
export type Part = 'signature' | 'doc' | 'body';

export const parts: readonly Part[] = ['signature', 'doc', 'body'];

/** A place inside a symbol. */
export type Within =
  | { readonly kind: 'quote'; readonly quote: string }
  | { readonly kind: 'from-to'; readonly from: string; readonly to: string }
  | { readonly kind: 'part'; readonly part: Part };

/** Text that names a symbol of a file, or a piece of one. Line numbers have no place in it. */
export interface Anchor {
  readonly path: string;
  /** Receiver-qualified, as in `ReplicaSetController.manageReplicas`. */
  readonly symbol: string;
  readonly within?: Within | undefined;
}

/**
 * Reads an anchor as content writes it.
 *
 * @example
 * parseAnchor('a/b.go#slowStartBatch');
 * parseAnchor('a/b.go#slowStartBatch > "if len(errCh) > 0 {"');
 * parseAnchor('a/b.go#slowStartBatch > "errCh :=" .. "wg.Add("');
 * parseAnchor('a/b.go#slowStartBatch > signature');
 * @returns The anchor, or what is wrong with the text.
 */
export function parseAnchor(
  text: string,
): Anchor | { readonly message: string; readonly hint: string } {
  const [, path, symbol, rest] =
    /^([^#\s]+)#([\p{L}\p{N}_.]+)(?:\s*>\s*(.+))?$/su.exec(text.trim()) ?? [];
  if (!path || !symbol) {
    return {
      message: `\`${text}\` is not an anchor.`,
      hint: 'Write `path/to/file.go#Symbol`, `#Receiver.Method`, or `#Symbol > "a quoted piece of one line"`.',
    };
  }
  if (rest === undefined) return { path, symbol };
  const within = parseWithin(rest);
  return within
    ? { path, symbol, within }
    : {
        message: `\`${rest}\` does not say where in \`${symbol}\`.`,
        hint: 'After `>` write "a quote", "first quote" .. "last quote", signature, doc or body.',
      };
}

function parseWithin(text: string): Within | undefined {
  const part = parts.find((name) => name === text.trim());
  if (part) return { kind: 'part', part };
  const [, from, to] = /^"(.+)"\s+\.\.\s+"(.+)"\s*$/s.exec(text) ?? [];
  if (from && to) return { kind: 'from-to', from, to };
  const [, quote] = /^"(.+)"\s*$/s.exec(text) ?? [];
  return quote ? { kind: 'quote', quote } : undefined;
}

/** The text that parses to this anchor. */
export function formatAnchor({ path, symbol, within }: Anchor): string {
  const symbolText = `${path}#${symbol}`;
  if (!within) return symbolText;
  if (within.kind === 'part') return `${symbolText} > ${within.part}`;
  if (within.kind === 'quote') return `${symbolText} > "${within.quote}"`;
  return `${symbolText} > "${within.from}" .. "${within.to}"`;
}
