import type { Pod } from '../ports/api/pod.ts';
import type { PodControlClient } from '../ports/controller/real-pod-control.ts';
import type { ApiClient } from './api-client.ts';
import type { CodeRef } from './cluster-recording.ts';
import { codeRefs } from './code-refs.ts';
import type { KubeObject } from './kube-object.ts';
import { objectKey } from './resource.ts';

/**
 * The calls of a controller for Pods. Each is made because of the ReplicaSet that controls the Pod.
 *
 * @param cached The Pod that the controller's cache has.
 */
export function podControlClient(
  client: ApiClient,
  cached: (namespace: string, name: string) => KubeObject | undefined,
): PodControlClient {
  const told = (sends: CodeRef, pod: KubeObject | undefined, namespace: string) => {
    const owner = pod?.metadata.ownerReferences?.find(({ controller }) => controller === true);
    if (!owner) return { sends };
    return { sends, because: objectKey('replicasets', { namespace, name: owner.name }) };
  };
  return {
    pods: (namespace) => ({
      *create(pod) {
        const { object, error } = yield* client.send(
          { verb: 'create', resource: 'pods', namespace, body: structuredClone(pod) },
          told(codeRefs.createPods, pod, namespace),
        );
        return [error ? undefined : (object as unknown as Pod), error];
      },
      *delete(name) {
        const { error } = yield* client.send(
          { verb: 'delete', resource: 'pods', namespace, name, options: {} },
          told(codeRefs.deletePods, cached(namespace, name), namespace),
        );
        return error;
      },
      *patch(name, data) {
        const { object, error } = yield* client.send(
          { verb: 'patch', resource: 'pods', namespace, name, body: data },
          told(codeRefs.claimPods, cached(namespace, name), namespace),
        );
        return [error ? undefined : (object as unknown as Pod), error];
      },
    }),
  };
}
