import type { ReplicaSet } from '../ports/api/replica-set.ts';
import type { ReplicaSetsGetter } from '../ports/replicaset/replica-set-client.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { codeRefs } from './code-refs.ts';

/** Reads ReplicaSets and writes their status through the API. */
export function replicaSetsGetter(client: ApiClient): ReplicaSetsGetter {
  const told = { sends: codeRefs.writeStatus };
  return {
    replicaSets: (namespace) => ({
      *get(name) {
        const request: ApiRequest = { verb: 'get', resource: 'replicasets', namespace, name };
        return asReplicaSet(yield* client.send(request, told));
      },
      *updateStatus(rs): Task<readonly [ReplicaSet | undefined, Error | undefined]> {
        const body = structuredClone(rs);
        const { name } = rs.metadata;
        return asReplicaSet(
          yield* client.send(
            {
              verb: 'update',
              resource: 'replicasets',
              subresource: 'status',
              namespace,
              name,
              body,
            },
            told,
          ),
        );
      },
    }),
  };
}

export function asReplicaSet({
  object,
  error,
}: ApiAnswer): readonly [ReplicaSet | undefined, Error | undefined] {
  return [error ? undefined : (object as unknown as ReplicaSet), error];
}
