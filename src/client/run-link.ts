/** All that a reader can change of a run. */
export interface RunState {
  readonly scenario: string;
  /** Field -> text, for fields that differ from the scenario's. */
  readonly typed: Readonly<Record<string, string>>;
  /** In which order tasks run; 0 is in turn. */
  readonly order: number;
  /** Guards that were taken out. */
  readonly breaks: readonly string[];
  /** Path -> text of modules that were edited. */
  readonly edits: Readonly<Record<string, string>>;
}

/** The fragment of a link that opens a run as it is now: `#run:<id>?scenario=...`. */
export function formatLink(run: string, state: RunState, step: number | undefined): string {
  const query = new URLSearchParams({ scenario: state.scenario });
  for (const [name, text] of Object.entries(state.typed)) query.set(`in.${name}`, text);
  if (state.order !== 0) query.set('order', String(state.order));
  if (state.breaks.length > 0) query.set('break', state.breaks.join(' '));
  for (const [path, text] of Object.entries(state.edits)) query.set(`edit.${path}`, text);
  if (step !== undefined) query.set('step', String(step));
  return `#run:${run}?${query.toString()}`;
}

/** What a link says. Whatever it lacks is as if nothing was changed. */
export function parseLink(hash: string): { state: RunState; step: number | undefined } {
  const query = new URLSearchParams(hash.replace(/^[^?]*\?/, ''));
  const withPrefix = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      [...query].flatMap(([name, text]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [],
      ),
    );
  const order = Number(query.get('order') ?? 0);
  const step = Number(query.get('step') ?? Number.NaN);
  return {
    state: {
      scenario: query.get('scenario') ?? '',
      typed: withPrefix('in.'),
      order: Number.isInteger(order) ? order : 0,
      breaks: (query.get('break') ?? '').split(' ').filter((id) => id !== ''),
      edits: withPrefix('edit.'),
    },
    step: Number.isInteger(step) ? step : undefined,
  };
}
