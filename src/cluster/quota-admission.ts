import { StatusError } from '../ports/api/status-error.ts';
import type { Etcd } from '../ports/apiserver/etcd.ts';
import type { KubeObject, ResourceQuota } from './kube-object.ts';

/**
 * Forbids Pods beyond the quota of their namespace. Not a port: it counts Pods and knows no other
 * resource. The text is that of the real admission plugin.
 */
export class QuotaAdmission {
  readonly #etcd: Etcd;
  /** Pods that were let in and are not stored yet, so that two at once can't both be the last one. */
  readonly #admitted = new Set<string>();

  constructor(etcd: Etcd) {
    this.#etcd = etcd;
  }

  /** @returns Why the Pod can't be created, if it can't. */
  admit(pod: KubeObject): Error | undefined {
    const { namespace = '', name } = pod.metadata;
    const used = this.#used(namespace);
    for (const quota of this.#below('resourcequotas', namespace) as ResourceQuota[]) {
      const hard = quota.spec.hard['pods'];
      if (hard === undefined || used < Number(hard)) continue;
      return new StatusError(
        `pods "${name}" is forbidden: exceeded quota: ${quota.metadata.name}, requested: pods=1, used: pods=${used}, limited: pods=${hard}`,
        'Forbidden',
      );
    }
    this.#admitted.add(`/registry/pods/${namespace}/${name}`);
    return undefined;
  }

  #used(namespace: string): number {
    for (const key of this.#admitted) if (this.#etcd.keys.has(key)) this.#admitted.delete(key);
    const waiting = [...this.#admitted].filter((key) =>
      key.startsWith(`/registry/pods/${namespace}/`),
    );
    return this.#below('pods', namespace).length + waiting.length;
  }

  #below(resource: string, namespace: string): KubeObject[] {
    return [...this.#etcd.keys.values()]
      .filter(({ key }) => key.startsWith(`/registry/${resource}/${namespace}/`))
      .map(({ value }) => JSON.parse(value) as KubeObject);
  }
}
