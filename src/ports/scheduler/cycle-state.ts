/** What plugins keep for one another while one pod is scheduled, by their own keys. */
export type CycleState = Map<string, unknown>;
