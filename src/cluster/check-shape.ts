import { newBadRequest } from '../ports/api/new-status-error.ts';
import { structs } from './patch-schema.ts';
import type { KubeObject } from './kube-object.ts';
import { apiVersionOf, type Resource } from './resource.ts';

/** A value that has not the type of its field. */
export interface ShapeError {
  /** The way to it: keys and indexes. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Of a field that the type has not: those that it has. */
  readonly known?: readonly string[];
}

/**
 * The object that a body is, without fields that its type has not, as the API server decodes it.
 *
 * @returns BadRequest if a value has the wrong type.
 */
export function checkShape(
  resource: Resource,
  body: unknown,
): readonly [object: KubeObject, error: undefined] | readonly [object: undefined, error: Error] {
  const { kind } = resource;
  const wrong = shapeErrors(kind, body).find(({ known }) => known === undefined);
  if (wrong) {
    const where = pathText(wrong.path);
    return [
      undefined,
      newBadRequest(
        `${kind} in version "${apiVersionOf(resource).split('/').at(-1) ?? ''}" cannot be handled as a ${kind}: ${where}: ${wrong.message}`,
      ),
    ];
  }
  const object = Object.hasOwn(structs, kind) ? pruned(kind, body) : structuredClone(body);
  const shaped = object as KubeObject & { spec?: { template?: object } };
  // Go's zero value where the field is a struct and not a pointer.
  if (Object.hasOwn(structs[kind] ?? {}, 'spec')) {
    shaped.spec ??= {};
    if (kind === 'ReplicaSet' || kind === 'Deployment') shaped.spec.template ??= {};
  }
  return [shaped, undefined];
}

/** `spec.template.spec.containers[0].image` */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join('');
}

/** All that is wrong with the types of a body and the names of its fields. */
export function shapeErrors(kind: string, body: unknown): readonly ShapeError[] {
  if (!isObject(body)) return [{ path: [], message: `expected an object, got ${textOf(body)}` }];
  const errors: ShapeError[] = [];
  if (Object.hasOwn(structs, kind)) check(kind, body, [], errors);
  const { metadata } = body;
  if (metadata === undefined || metadata === null) {
    errors.push({ path: ['metadata'], message: 'expected an object, there is none' });
  }
  return errors;
}

const scalars: Readonly<Record<string, readonly [name: string, is: (value: unknown) => boolean]>> =
  {
    string: ['a string', (value) => typeof value === 'string'],
    bool: ['true or false', (value) => typeof value === 'boolean'],
    int32: ['a whole number', Number.isInteger],
    int64: ['a whole number', Number.isInteger],
    Time: ['a time', (value) => typeof value === 'string'],
    Quantity: ['an amount', (value) => typeof value === 'string' || typeof value === 'number'],
    IntOrString: [
      'a whole number or a string',
      (value) => typeof value === 'string' || Number.isInteger(value),
    ],
    FieldsV1: ['an object', () => true],
  };

function check(
  type: string,
  value: unknown,
  path: readonly (string | number)[],
  errors: ShapeError[],
): void {
  if (value === null || value === undefined) return;
  if (type.startsWith('*')) {
    check(type.slice(1), value, path, errors);
    return;
  }
  const say = (expected: string): void => {
    errors.push({ path, message: `expected ${expected}, got ${textOf(value)}` });
  };
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) say('a list');
    else value.forEach((one, at) => check(type.slice(2), one, [...path, at], errors));
    return;
  }
  const scalar = scalars[type];
  if (scalar) {
    if (!scalar[1](value)) say(scalar[0]);
    return;
  }
  if (type === 'map') {
    checkMap(value, path, errors, say);
    return;
  }
  const fields = structs[type];
  if (!fields) return;
  if (!isObject(value)) {
    say('an object');
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) {
      const known = Object.keys(fields);
      errors.push({ path: [...path, key], message: `unknown field "${key}" in ${type}`, known });
      continue;
    }
    check(typeof field === 'string' ? field : field[0], inner, [...path, key], errors);
  }
}

/** Labels and annotations must be text; amounts of resources may be numbers, too. */
function checkMap(
  value: unknown,
  path: readonly (string | number)[],
  errors: ShapeError[],
  say: (expected: string) => void,
): void {
  if (!isObject(value)) {
    say('an object');
    return;
  }
  if (!['labels', 'annotations', 'matchLabels', 'nodeSelector'].includes(String(path.at(-1))))
    return;
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') {
      errors.push({ path: [...path, key], message: `expected a string, got ${textOf(text)}` });
    }
  }
}

/** A copy without unknown fields and without nulls. */
function pruned(type: string, value: unknown): unknown {
  const bare = type.replace(/^\*/, '');
  if (Array.isArray(value))
    return value.map((one: unknown) => pruned(bare.replace(/^\[\]/, ''), one));
  const fields = Object.hasOwn(scalars, bare) ? undefined : structs[bare];
  if (!fields || !isObject(value)) return structuredClone(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined || inner === null || inner === undefined) return [];
      return [[key, pruned(typeof field === 'string' ? field : field[0], inner)]];
    }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => {
  const json = value === undefined ? 'undefined' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
};
