import { LineCounter, isNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Place, Problem } from './problem.ts';
import { suggest } from './suggest.ts';

/** Where a record stands in its file: front matter begins below the file's first line. */
export interface RecordOrigin {
  readonly file: string;
  /** Line of the file on which the record's text begins; 1 for a whole file. */
  readonly line?: number;
}

export type ParsedRecord<T> =
  | { readonly value: T; readonly placeOf: PlaceOf }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** The place of the value at a path such as `['leads-to', 0, 'to']`, or of its nearest parent. */
export type PlaceOf = (path: readonly PropertyKey[]) => Place;

/**
 * Parses JSON or YAML (JSON is YAML) and checks it against a schema. Each problem points at the
 * key or value that caused it.
 */
export function parseRecord<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  { file, line = 1 }: RecordOrigin,
): ParsedRecord<z.output<Schema>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number): Place => {
    const position = counter.linePos(offset);
    return { file, line: position.line + line - 1, column: position.col };
  };
  if (document.errors.length > 0) {
    return {
      value: undefined,
      problems: document.errors.map((error) => ({
        message: error.message,
        place: at(error.pos[0]),
      })),
    };
  }

  const placeOf: PlaceOf = (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return at(0);
  };

  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data, placeOf };
  return {
    value: undefined,
    problems: result.error.issues.flatMap((issue) =>
      problemsOf(issue, schema, placeOf, (path) => document.getIn(path)),
    ),
  };
}

function problemsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  placeOf: PlaceOf,
  valueAt: (path: readonly PropertyKey[]) => unknown,
): Problem[] {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => ({
      message: `Unknown key \`${key}\`${name ? ` in \`${name}\`` : ''}.`,
      hint:
        suggest(key, known) ?? (known.length > 0 ? `Known keys: ${known.join(', ')}.` : undefined),
      place: placeOf([...issue.path, key]),
    }));
  }
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const values = allowed.length > 0 ? `Values: ${allowed.join(', ')}.` : undefined;
  if (valueAt(issue.path) === undefined) {
    return [{ message: `\`${name}\` is missing.`, hint: values, place: placeOf(issue.path) }];
  }
  if (issue.code === 'invalid_value' && issue.path.length > 0) {
    const given = String(valueAt(issue.path));
    return [
      {
        message: `\`${name}\` is \`${given}\`, which is not one of its values.`,
        hint: suggest(given, allowed) ?? values,
        place: placeOf(issue.path),
      },
    ];
  }
  return [
    {
      message: `${name ? `\`${name}\`: ` : ''}${issue.message}.`.replace(/\.\.$/, '.'),
      place: placeOf(issue.path),
    },
  ];
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const part of path) {
    const { shape, element } = unwrap(current);
    current = typeof part === 'number' ? element : shape?.[String(part)];
  }
  return Object.keys(unwrap(current).shape ?? {});
}

interface SchemaParts {
  shape?: Record<string, unknown>;
  element?: unknown;
  def?: { innerType?: unknown };
}

function unwrap(schema: unknown): SchemaParts {
  let parts = (schema ?? {}) as SchemaParts;
  while (parts.def?.innerType) parts = parts.def.innerType;
  return parts;
}
