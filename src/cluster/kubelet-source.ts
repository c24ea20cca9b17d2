import type { Pod } from '../ports/api/pod.ts';
import { Reflector, type ReflectorStore } from '../ports/cache/reflector.ts';
import { apiserverSource, type PodUpdate } from '../ports/kubelet/pod-update.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { ApiClient } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import type { KubeObject } from './kube-object.ts';

type ApiPod = Pod & KubeObject;

/**
 * The node's Pods as the API server has them: all of them, whenever one changes. What Go's
 * UndeltaStore does between the reflector and the kubelet's configuration is written anew here.
 */
export function startPodSource(
  client: ApiClient,
  nodeName: string,
  updates: Channel<PodUpdate>,
): void {
  const { runtime, recorder } = client.world;
  const pods = new Map<string, ApiPod>();
  const cache = `${client.lane}/pods`;
  const waiting = new Channel<PodUpdate>(Infinity);
  const push = (): Error | undefined => {
    waiting.trySend({ op: 'SET', pods: [...pods.values()], source: apiserverSource });
    return undefined;
  };
  const keyOf = ({ metadata }: ApiPod): string => `${metadata.namespace ?? ''}/${metadata.name}`;
  const put = (pod: ApiPod): Error | undefined => {
    pods.set(keyOf(pod), pod);
    recorder.cache(cache, client.lane, `pods/${keyOf(pod)}`, pod.metadata.resourceVersion ?? '');
    return push();
  };
  const store: ReflectorStore<ApiPod> = {
    add: put,
    update: put,
    delete: (obj) => {
      const pod = obj as ApiPod;
      pods.delete(keyOf(pod));
      recorder.cache(cache, client.lane, `pods/${keyOf(pod)}`);
      return push();
    },
    replace: (list) => {
      for (const key of pods.keys()) recorder.cache(cache, client.lane, `pods/${key}`);
      pods.clear();
      for (const pod of list) {
        pods.set(keyOf(pod), pod);
        recorder.cache(
          cache,
          client.lane,
          `pods/${keyOf(pod)}`,
          pod.metadata.resourceVersion ?? '',
        );
      }
      return push();
    },
    resync: () => undefined,
  };
  const reflector = new Reflector<ApiPod>({
    runtime,
    listerWatcher: client.listerWatcher<ApiPod>('pods', {
      receives: codeRefs.kubeletWatch,
      fieldSelector: `spec.nodeName=${nodeName}`,
    }),
    store,
    handleError: (error) => client.world.handleError(client.lane, error),
  });
  runtime.go(() => reflector.run(new Channel()), `${client.lane} reflector`);
  runtime.go(function* () {
    for (;;) {
      const [update] = yield* waiting.receive();
      if (update) yield* updates.send(update);
    }
  }, `${client.lane} source`);
}
