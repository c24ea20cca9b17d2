import { hookName } from '../instrument/hook.ts';
import { closureOf, type Scripts } from '../instrument/link-modules.ts';

const entry = 'src/record/record-scenario.ts';

/**
 * The script of the worker in which a page runs what a reader changed. It is sent a job
 * (`WorkerJob`) and answers once, with a string: JSON of `WorkerAnswer`.
 */
export function workerScript(scripts: Scripts): string {
  const modules = closureOf(scripts, [entry]).map(
    (path) =>
      `${JSON.stringify(path)}: function (exports, require, ${hookName}) {\n${scripts.get(path) ?? ''}\n}`,
  );
  return `'use strict';
(() => {
  const modules = {${modules.join(',\n')}};
  const loaded = {};
  const load = (path) => {
    if (!(path in loaded)) {
      const exports = (loaded[path] = {});
      modules[path](exports, (name) => load(resolve(name, path)), () => undefined);
    }
    return loaded[path];
  };
  const resolve = (name, from) => {
    const parts = from.split('/').slice(0, -1);
    for (const part of name.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    return parts.join('/');
  };
  const { recordRun } = load(${JSON.stringify(entry)});
  const answer = self.postMessage.bind(self);
  self.onmessage = ({ data: { scripts, file, inputs, options } }) => {
    // What runs from here on may be anything: it can't speak for this script.
    self.onmessage = null;
    for (let scope = self; scope; scope = Object.getPrototypeOf(scope)) delete scope.postMessage;
    let said;
    try {
      said = { recording: recordRun(new Map(scripts), file, inputs, options) };
    } catch (error) {
      said = { error: error instanceof Error ? error.message : String(error) };
    }
    answer(JSON.stringify(said));
  };
})();
`;
}
