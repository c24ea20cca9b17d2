import type { Pod } from '../ports/api/pod.ts';
import type { StatusClient } from '../ports/kubelet/status-manager.ts';
import { createTwoWayMergePatch } from '../ports/strategicpatch/create-two-way-merge-patch.ts';
import type { ApiClient } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import { encodePodStatus } from './encode-pod-status.ts';
import { patchSchemaOf } from './patch-schema.ts';

/** What the status manager of a kubelet asks of the API server. */
export function statusClient(client: ApiClient): StatusClient {
  const told = { sends: codeRefs.statusManager };
  const pods = { resource: 'pods' } as const;
  return {
    *get(namespace, name) {
      const { object, error } = yield* client.send({ verb: 'get', ...pods, namespace, name }, told);
      return [error ? undefined : (object as unknown as Pod), error];
    },
    *patchPodStatus(namespace, name, uid, oldPodStatus, newPodStatus) {
      const [body, err] = createTwoWayMergePatch(
        JSON.stringify({ metadata: {}, status: encodePodStatus(oldPodStatus) }),
        JSON.stringify({ metadata: { uid }, status: encodePodStatus(newPodStatus) }),
        patchSchemaOf('Pod'),
      );
      if (err) return [undefined, false, err];
      // As in Go: a patch that says only whose it is changes nothing, and is not sent.
      if (body === JSON.stringify({ metadata: { uid } })) return [undefined, true, undefined];
      const { object, error } = yield* client.send(
        { verb: 'patch', ...pods, subresource: 'status', namespace, name, body },
        told,
      );
      return [error ? undefined : (object as unknown as Pod), false, error];
    },
    *delete(namespace, name, options) {
      const { error } = yield* client.send(
        { verb: 'delete', ...pods, namespace, name, options },
        { sends: codeRefs.finalDelete },
      );
      return error;
    },
  };
}
