import { hasFailed, type Recording, type Step } from '../runs/recording.ts';
import type { Fields, Run, ValuesOf } from '../runs/run.ts';

/** A recording as text for a terminal: inputs, what was said in order, and how it ended. */
export function formatAccount(
  run: Run,
  inputs: ValuesOf<Fields>,
  recording: Recording,
  withSteps = false,
): string {
  const lines: string[] = [run.title, ''];
  for (const [name, field] of Object.entries(run.fields)) {
    const value = String(inputs[name]);
    lines.push(
      value.includes('\n')
        ? `  ${field.label}:\n${indent(value, 6)}`
        : `  ${field.label}: ${value}`,
    );
  }
  lines.push('');
  let from = 0;
  for (const said of recording.account) {
    if (withSteps) lines.push(...recording.steps.slice(from, said.step).map(formatStep(recording)));
    from = said.step;
    lines.push(`  ${formatTime(said.time)}  ${said.task.padEnd(14)} ${said.text}`);
  }
  if (withSteps) lines.push(...recording.steps.slice(from).map(formatStep(recording)));
  const { end } = recording;
  lines.push(
    '',
    hasFailed(end)
      ? `It failed: ${end.error}${end.file === undefined ? '' : ` (${end.file}:${end.line})`}`
      : end.text,
  );
  if (!hasFailed(end)) {
    for (const [name, value] of Object.entries(end.facts)) lines.push(`  ${name}: ${value}`);
  }
  return lines.join('\n');
}

const formatStep =
  ({ files }: Recording) =>
  ({ file, line, values }: Step): string =>
    `      ${files[file]}:${line}  ${values.map(([name, value]) => `${name} ${value}`).join(', ')}`;

const formatTime = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)} s`;

const indent = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');
