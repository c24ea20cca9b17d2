import type { PodTemplateSpec } from '../api/pod.ts';
import { canonicalQuantity } from '../api/canonical-quantity.ts';
import { podTemplateTypes } from './pod-template-types.ts';

/**
 * What go-spew prints for a template with `%#v`, keys sorted, methods disabled: all fields of all of
 * Go's types, set or not. The Go object is taken to be one that a controller has in its cache: read
 * from protobuf, where an empty list is none and a quantity is canonical.
 *
 * What the port's table of types does not have (fields of other versions, volumes of clouds, times)
 * is printed as JSON: then the dump is not Go's, but still differs when the template does.
 */
export function dumpPodTemplate(template: PodTemplateSpec): string {
  return dump('v1.PodTemplateSpec', template, true, dumpQuantity);
}

/** Go's Semantic.DeepEqual: an empty list is none, and quantities count by their value. */
export function equalTemplates(template1: PodTemplateSpec, template2: PodTemplateSpec): boolean {
  const textOf = (template: PodTemplateSpec): string =>
    dump('v1.PodTemplateSpec', template, true, valueOfQuantity);
  return textOf(template1) === textOf(template2);
}

type PrintQuantity = (text: string) => string;

function dump(type: string, value: unknown, showType: boolean, quantity: PrintQuantity): string {
  return (showType ? `(${type})` : '') + dumpValue(type, value ?? undefined, quantity);
}

function dumpValue(type: string, value: unknown, quantity: PrintQuantity): string {
  if (type.startsWith('*')) {
    return value === undefined ? '<nil>' : dumpValue(type.slice(1), value, quantity);
  }
  if (type.startsWith('[]')) {
    const list = (value ?? []) as readonly unknown[];
    if (list.length === 0) return '<nil>';
    return `[${list.map((one) => dumpValue(type.slice(2), one, quantity)).join(' ')}]`;
  }
  if (type === 'map[string]string') return dumpMap('string', value, quantity);
  if (type === 'v1.ResourceList') return dumpMap('resource.Quantity', value, quantity);
  if (type === 'bool') return scalar(value, 'false');
  if (/^int\d*$/.test(type)) return scalar(value, '0');
  if (type === 'resource.Quantity') return quantity(scalar(value, '0'));
  if (type === 'intstr.IntOrString') return dumpIntOrString(value);
  if (type === 'v1.Time' && value === undefined) {
    return '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';
  }
  if (fieldsOf(type)) return dumpStruct(type, value ?? {}, quantity);
  // What is left are strings with names of their own, and what the table does not have.
  return typeof value === 'object' ? sortedJson(value) : scalar(value, '');
}

/** A number, text or truth as Go prints it, or the zero value's text. */
function scalar(value: unknown, zero: string): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : zero;
}

function dumpMap(type: string, value: unknown, quantity: PrintQuantity): string {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  if (entries.length === 0) return '<nil>';
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${sorted.map(([key, one]) => `${key}:${dumpValue(type, one, quantity)}`).join(' ')}]`;
}

function dumpStruct(type: string, value: object, quantity: PrintQuantity): string {
  const of = value as Readonly<Record<string, unknown>>;
  const fields = (fieldsOf(type) ?? []).map(({ name, json, type: fieldType, inline }) => {
    const part = inline ? pick(of, jsonNames(fieldType)) : of[json];
    return `${name}:${dump(fieldType, part, true, quantity)}`;
  });
  const known = jsonNames(type);
  const unknown = Object.keys(of).filter((key) => !known.has(key) && of[key] !== undefined);
  const others = unknown.sort().map((key) => `${key}:${sortedJson(of[key])}`);
  return `{${[...fields, ...others].join(' ')}}`;
}

function dumpIntOrString(value: unknown): string {
  const [type, int, text] = typeof value === 'string' ? [1, 0, value] : [0, Number(value ?? 0), ''];
  return `{Type:(intstr.Type)${String(type)} IntVal:(int32)${String(int)} StrVal:(string)${text}}`;
}

function dumpQuantity(text: string): string {
  const canonical = canonicalQuantity(text);
  if (!canonical) return `<${text}>`;
  const { value, scale, cached, format } = canonical;
  const amount = `{value:(int64)${String(value)} scale:(resource.Scale)${String(scale)}}`;
  return `{i:(resource.int64Amount)${amount} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${cached} Format:(resource.Format)${format}}`;
}

function valueOfQuantity(text: string): string {
  const canonical = canonicalQuantity(text);
  if (!canonical) return `<${text}>`;
  let { value, scale } = canonical;
  for (; value !== 0n && value % 10n === 0n; scale++) value /= 10n;
  return `${String(value)}e${String(scale)}`;
}

interface Field {
  readonly name: string;
  readonly json: string;
  readonly type: string;
  readonly inline: boolean;
}

const read = new Map<string, readonly Field[]>();

function fieldsOf(type: string): readonly Field[] | undefined {
  const text = podTemplateTypes[type];
  if (text === undefined) return undefined;
  const before = read.get(type);
  if (before) return before;
  const fields = text.split(', ').map((field): Field => {
    const [both = '', fieldType = 'string'] = field.split(' ');
    const [name = '', given] = both.split('=');
    const json = given ?? name.charAt(0).toLowerCase() + name.slice(1);
    return { name, json, type: fieldType.replace('~', ''), inline: fieldType.startsWith('~') };
  });
  read.set(type, fields);
  return fields;
}

const names = new Map<string, ReadonlySet<string>>();

/** The names of a type's fields in JSON, with those that lie beside them. */
function jsonNames(type: string): ReadonlySet<string> {
  const before = names.get(type);
  if (before) return before;
  const found = new Set(
    (fieldsOf(type) ?? []).flatMap(({ json, inline, type: fieldType }) =>
      inline ? [...jsonNames(fieldType)] : [json],
    ),
  );
  names.set(type, found);
  return found;
}

function pick(from: Readonly<Record<string, unknown>>, names: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(from).filter(([key]) => names.has(key)));
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
