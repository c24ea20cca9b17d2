import { isMap, type JSONValue } from '../ports/strategicpatch/json-value.ts';
import type { Tone } from './picture.ts';

/** A line of a document, and which field it is of. */
export interface YamlLine {
  readonly path: string;
  readonly text: string;
}

/** A document as YAML; texts that are very long are cut. */
export function yamlLines(value: unknown, longest = 60): YamlLine[] {
  const json = JSON.parse(JSON.stringify(value ?? {})) as JSONValue;
  const lines = linesOf(json, '', longest);
  return isMap(json) && lines.length === 0 ? [{ path: '', text: '{}' }] : lines;
}

/** The lines for a picture: what the other document says differently, or not at all, is marked. */
export function markedLines(
  lines: readonly YamlLine[],
  other: readonly YamlLine[],
  tone: Tone = 'chosen',
): { readonly text: string; readonly tone?: Tone }[] {
  const said = new Set(other.map(({ path, text }) => `${path} ${text.trim()}`));
  return lines.map(({ path, text }) =>
    said.has(`${path} ${text.trim()}`) ? { text } : { text, tone },
  );
}

function linesOf(value: JSONValue, path: string, longest: number): YamlLine[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => itemLines(item, `${path}[${nameOf(item) ?? at}]`, longest));
  }
  if (!isMap(value)) return [{ path, text: scalar(value, longest) }];
  return Object.entries(value).flatMap(([key, inner]): YamlLine[] => {
    const at = `${path}.${key}`;
    const name = bare.test(key) ? key : JSON.stringify(key);
    if (isEmpty(inner)) return [{ path: at, text: `${name}: ${scalar(inner, longest)}` }];
    const below = linesOf(inner, at, longest).map((line) => ({ ...line, text: `  ${line.text}` }));
    return [{ path: at, text: `${name}:` }, ...below];
  });
}

function itemLines(item: JSONValue, path: string, longest: number): YamlLine[] {
  if (isEmpty(item)) return [{ path, text: `- ${scalar(item, longest)}` }];
  return linesOf(item, path, longest).map((line, at) => ({
    ...line,
    text: `${at === 0 ? '- ' : '  '}${line.text}`,
  }));
}

/** Nothing below it: a scalar, or an empty map or list. */
const isEmpty = (value: JSONValue): boolean =>
  typeof value !== 'object' || value === null || Object.keys(value).length === 0;

const nameOf = (item: JSONValue): string | undefined =>
  isMap(item) && typeof item['name'] === 'string' ? item['name'] : undefined;

const bare = /^[\w$][\w./$-]*$/;

function scalar(value: JSONValue, longest: number): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain =
    /^[A-Za-z_/.][\w ./:@-]*$/.test(value) && !/: |:$|\s$|^(?:true|false|null)$/.test(value);
  const text = isPlain || /^\d{4}-\d\d-\d\dT/.test(value) ? value : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
