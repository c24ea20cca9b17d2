/** What a link to an instant of a cluster says. */
export interface ClusterLink {
  readonly scenario: string | undefined;
  /** So many messages were sent. */
  readonly at: number | undefined;
  /** The object, if any, that is open. */
  readonly open: string | undefined;
}

export function formatClusterLink({ scenario, at, open }: ClusterLink): string {
  const query = new URLSearchParams();
  if (scenario !== undefined) query.set('scenario', scenario);
  if (at !== undefined) query.set('at', String(at));
  if (open !== undefined) query.set('open', open);
  return `#${query.toString()}`;
}

export function parseClusterLink(hash: string): ClusterLink {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const at = Number(query.get('at') ?? Number.NaN);
  return {
    scenario: query.get('scenario') ?? undefined,
    at: Number.isInteger(at) ? at : undefined,
    open: query.get('open') ?? undefined,
  };
}
