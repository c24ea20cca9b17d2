const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Reads `20ms`, `1.5s`, `5m` or `2h` as milliseconds; nothing for other text. */
export function readDuration(text: string): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text);
  const [, count = '', unit = ''] = match ?? [];
  return match ? Number(count) * (units[unit] ?? 1) : undefined;
}
