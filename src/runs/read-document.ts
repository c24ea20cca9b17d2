import type { JSONMap, JSONValue } from '../ports/strategicpatch/json-value.ts';

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

/**
 * Reads a manifest that was typed: JSON, or as much of YAML as manifests are mostly written in.
 *
 * @param what What it is, for errors: `the manifest`.
 * @throws with the line that cannot be read.
 */
export function readDocument(text: string, what: string): JSONMap {
  const value = text.trimStart().startsWith('{') ? readJson(text, what) : readYaml(text, what);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error(`${what} is not a map of fields; begin with a line like metadata:`);
}

function readJson(text: string, what: string): JSONValue {
  try {
    return JSON.parse(text) as JSONValue;
  } catch (error) {
    throw new Error(`${what} is not JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}

function readYaml(text: string, what: string): JSONValue {
  const lines = text
    .split('\n')
    .map((raw, at): Line => {
      const content = raw.replace(/(?:^|\s)#.*$/, '').trimEnd();
      const trimmed = content.trimStart();
      return { number: at + 1, indent: content.length - trimmed.length, text: trimmed };
    })
    .filter((line) => line.text !== '' && line.text !== '---');
  const [first] = lines;
  if (!first) return {};
  const reader = new YamlReader(lines, what);
  const value = reader.block(first.indent);
  reader.end();
  return value;
}

class YamlReader {
  readonly #lines: Line[];
  readonly #what: string;

  constructor(lines: Line[], what: string) {
    this.#lines = lines;
    this.#what = what;
  }

  end(): void {
    const [line] = this.#lines;
    if (line) throw this.#wrong(line, 'is indented differently from the lines above it');
  }

  block(indent: number): JSONValue {
    return isItem(this.#lines[0]) ? this.#list(indent) : this.#map(indent);
  }

  #list(indent: number): JSONValue[] {
    const list: JSONValue[] = [];
    for (let line = this.#lines[0]; line?.indent === indent && isItem(line);) {
      const rest = line.text.slice(1).trimStart();
      const inner = indent + line.text.length - rest.length;
      this.#lines.shift();
      if (rest === '') list.push(this.#below(indent));
      else if (isItem({ ...line, text: rest }) || keyOf(rest)) {
        this.#lines.unshift({ number: line.number, indent: inner, text: rest });
        list.push(this.block(inner));
      } else list.push(this.#scalar(rest, line));
      line = this.#lines[0];
    }
    return list;
  }

  #map(indent: number): JSONMap {
    const map: JSONMap = {};
    for (let line = this.#lines[0]; line?.indent === indent && !isItem(line);) {
      const found = keyOf(line.text);
      if (!found) throw this.#wrong(line, 'has no field; write name: value');
      const [key, rest] = found;
      if (Object.hasOwn(map, key)) throw this.#wrong(line, `has the field ${key} again`);
      this.#lines.shift();
      const value = rest === '' ? this.#below(indent) : this.#scalar(rest, line);
      Object.defineProperty(map, key, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
      line = this.#lines[0];
    }
    return map;
  }

  /** What stands under a line; a list may stand as far left as its name. */
  #below(indent: number): JSONValue {
    const [line] = this.#lines;
    if (!line || line.indent < indent || (line.indent === indent && !isItem(line))) return null;
    return this.block(line.indent);
  }

  #scalar(text: string, line: Line): JSONValue {
    if (/^[|>]/.test(text)) {
      throw this.#wrong(line, 'begins a text of several lines; write it in quotes on one line');
    }
    if (/^'(?:[^']|'')*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
    if (/^["{[]/.test(text)) {
      // {app: web} is JSON when its words are quoted.
      const quoted = text.replace(/[^\s"{}[\],:]+(?=\s*[,:\]}])/g, (word) =>
        JSON.stringify(plain(word)),
      );
      for (const json of [text, quoted]) {
        try {
          return JSON.parse(json) as JSONValue;
        } catch {
          // The other form may be right.
        }
      }
      throw this.#wrong(line, 'has a quote or a bracket that does not end');
    }
    return plain(text);
  }

  #wrong(line: Line, problem: string): Error {
    return new Error(`${this.#what}: line ${line.number} ${problem}`);
  }
}

const isItem = (line: Line | undefined): boolean =>
  line !== undefined && (line.text === '-' || line.text.startsWith('- '));

function keyOf(text: string): readonly [key: string, rest: string] | undefined {
  const match = /^(?:"(?<quoted>[^"]*)"|(?<bare>[^\s"'{[][^\s]*?)):(?:\s+(?<rest>.*))?$/.exec(text);
  if (!match) return undefined;
  const { quoted, bare = '', rest = '' } = match.groups ?? {};
  return [quoted ?? bare, rest];
}

function plain(text: string): JSONValue {
  if (text === 'null' || text === '~') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
