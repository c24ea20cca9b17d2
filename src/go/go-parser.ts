import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** Parses Go. Trees live outside JavaScript's heap: whoever parses deletes the tree. */
export interface GoParser {
  parse(text: string): Tree;
}

let loading: Promise<GoParser> | undefined;

/** Loads tree-sitter and its Go grammar, once a process. */
export function loadGoParser(): Promise<GoParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<GoParser> {
  const { resolve } = createRequire(import.meta.url);
  await Parser.init();
  const grammar = resolve('tree-sitter-go/package.json').replace(
    /package\.json$/,
    'tree-sitter-go.wasm',
  );
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return {
    parse(text) {
      const tree = parser.parse(text);
      if (!tree) throw new Error('tree-sitter gave no tree: no language is set');
      return tree;
    },
  };
}
