import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { LoadedRun } from '../record/load-runs.ts';
import { drawPicture } from '../runs/draw-picture.ts';
import type { Picture } from '../runs/picture.ts';
import { hasFailed, type Recording } from '../runs/recording.ts';
import type { Field } from '../runs/run.ts';
import type { CodeFile, RunFile } from '../runs/run-file.ts';
import type { Site } from './site.ts';

/** A run as a stop shows it before anything is played: how its first scenario ends. */
export interface RunHtml {
  readonly id: string;
  readonly title: string;
  /** HTML. */
  readonly about: string;
  readonly scenarioId: string;
  readonly scenario: string;
  readonly inputs: readonly { readonly label: string; readonly value: string }[];
  readonly html: string;
  readonly outcome: string;
  readonly account: readonly string[];
  /** Where `RunFile` and `CodeFile` lie, the script of the worker, and the page it runs in. */
  readonly dataHref: string;
  readonly codeHref: string;
  readonly workerHref: string;
  readonly sandboxHref: string;
}

/** @param first The scenario that is shown before anything is played; else the run's own first. */
export function runHtml(
  { run, record, inputs }: LoadedRun,
  first: string | undefined,
  { urls }: Site,
  release: string,
): RunHtml {
  const scenario = run.scenarios.find(({ id }) => id === first) ?? run.scenarios[0];
  if (!scenario) throw new Error(`The run ${run.id} has no scenario`);
  const recording = record(scenario);
  const picture: Picture = recording.pictures.at(-1) ?? [];
  return {
    id: run.id,
    title: run.title,
    about: toHtml({ type: 'root', children: withCode(run.about) }),
    scenarioId: scenario.id,
    scenario: scenario.title,
    inputs: Object.entries(run.fields).map(([name, field]) => ({
      label: field.label,
      value: fieldText(field, inputs(scenario)[name]),
    })),
    html: toHtml(drawPicture(picture)),
    outcome: outcomeText(recording),
    account: recording.account.map(({ text, task }) => `${task}: ${text}`),
    dataHref: urls.run(release, run.id),
    codeHref: urls.runCode(release, run.id),
    workerHref: urls.worker,
    sandboxHref: urls.sandbox,
  };
}

/** @param listings See `runListings`. */
export function runFile({ run, file, record, inputs }: LoadedRun, listings: string): RunFile {
  return {
    id: run.id,
    file,
    watches: run.watches,
    fields: run.fields,
    scenarios: run.scenarios.map((scenario) => ({
      id: scenario.id,
      title: scenario.title,
      inputs: inputs(scenario),
      recording: record(scenario),
    })),
    breaks: (run.breaks ?? []).map(({ id, title }) => ({ id, title })),
    listings,
  };
}

export const codeFile = ({ run, scripts, sources }: LoadedRun): CodeFile => ({
  scripts: [...scripts],
  sources: [...sources],
  breaks: (run.breaks ?? []).map(({ id, edits }) => ({ id, edits })),
});

const outcomeText = ({ end }: Recording): string =>
  hasFailed(end) ? `It failed: ${end.error}` : end.text;

/** Words with pieces of code between backticks. */
const withCode = (text: string): ElementContent[] =>
  text
    .split('`')
    .map((piece, at) => (at % 2 === 1 ? h('code', piece) : { type: 'text', value: piece }));

const fieldText = (field: Field, value: unknown): string =>
  field.kind === 'boolean' ? (value === true ? 'yes' : 'no') : String(value);
