import { StatusError } from '../api/status-error.ts';
import type { Task } from '../runtime/task.ts';
import { isMap, type JSONMap } from '../strategicpatch/json-value.ts';
import { marshal, unmarshal } from '../strategicpatch/marshal.ts';
import { patchMetaOf } from '../strategicpatch/schema.ts';
import { strategicMergeMapPatch } from '../strategicpatch/strategic-merge-patch.ts';
import type { ResourceClient } from './resource-client.ts';

type Answer = readonly [object: JSONMap | undefined, error: Error | undefined];

/**
 * For tests: a server with one ReplicaSet. It answers with errors as long as it has been given
 * some, then does what it is asked.
 */
export class FakeServer implements ResourceClient {
  /** What it was asked for: the method and the body. */
  readonly calls: string[] = [];
  readonly #gets: string[];
  readonly #writes: string[];
  #live: JSONMap | undefined;

  /** @param gets Reasons of errors, empty for none. */
  constructor(live: JSONMap | undefined, gets: readonly string[], writes: readonly string[]) {
    this.#live = structuredClone(live);
    this.#gets = [...gets];
    this.#writes = [...writes];
  }

  *get(): Task<Answer> {
    yield;
    this.calls.push('GET');
    const reason = this.#gets.shift();
    if (reason) return [undefined, failure(reason)];
    return this.#live ? [structuredClone(this.#live), undefined] : [undefined, failure('NotFound')];
  }

  *create(_namespace: string, object: JSONMap): Task<Answer> {
    yield;
    this.calls.push(`POST ${marshal(object)}`);
    return this.#write(() => structuredClone(object));
  }

  *patch(_namespace: string, _name: string, patch: string): Task<Answer> {
    yield;
    this.calls.push(`PATCH ${patch}`);
    return this.#write((live) => {
      const [document = {}] = unmarshal(patch);
      const schema = patchMetaOf('ReplicaSet');
      return schema && strategicMergeMapPatch(live, document, schema)[0];
    });
  }

  #write(change: (live: JSONMap) => JSONMap | undefined): Answer {
    const reason = this.#writes.shift();
    if (reason) {
      // Somebody else was faster.
      const spec = this.#live?.['spec'];
      if (reason === 'Conflict' && isMap(spec)) spec['minReadySeconds'] = this.calls.length;
      return [undefined, failure(reason)];
    }
    this.#live = change(this.#live ?? {});
    return [structuredClone(this.#live), undefined];
  }
}

const failure = (reason: string): StatusError => new StatusError(messages[reason] ?? '', reason);

const messages: Readonly<Record<string, string>> = {
  Conflict: 'Operation cannot be fulfilled on replicasets.apps "rs": modified',
  NotFound: 'replicasets.apps "rs" not found',
  Invalid: 'ReplicaSet.apps "rs" is invalid: <nil>',
  Forbidden: 'replicasets.apps "rs" is forbidden: no',
};
