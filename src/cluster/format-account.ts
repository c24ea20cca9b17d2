import type { ClusterRecording } from './cluster-recording.ts';

/** What happened, as text: when, by whom, what. */
export function formatAccount({ account, lanes, end }: ClusterRecording): string {
  const titles = new Map(lanes.map(({ id, title }) => [id, title]));
  const lines = account.map(
    ({ at, lane, text }) => [seconds(at), titles.get(lane) ?? lane, text] as const,
  );
  const width = Math.max(0, ...lines.map(([, lane]) => lane.length));
  return [
    ...lines.map(([at, lane, text]) => `${at}  ${lane.padEnd(width)}  ${text}`),
    `${seconds(end)}  ${''.padEnd(width)}  The end.`,
  ].join('\n');
}

const seconds = (milliseconds: number): string =>
  `${(milliseconds / 1000).toFixed(3).padStart(8)} s`;
