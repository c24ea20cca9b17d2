import type { Pod } from '../src/ports/api/pod.ts';
import type { MetaObject } from '../src/ports/controller/base-controller-ref-manager.ts';
import { PodControllerRefManager } from '../src/ports/controller/pod-controller-ref-manager.ts';
import { recheckDeletionTimestamp } from '../src/ports/controller/recheck-deletion-timestamp.ts';
import { selectorFromValidatedSet } from '../src/ports/labels/selector-from-validated-set.ts';
import type { Selector } from '../src/ports/labels/selector.ts';
import { Scheduler } from '../src/ports/runtime/scheduler.ts';
import type { Task } from '../src/ports/runtime/task.ts';
import { deletedAt, errorOf, labelsOf, metaOf, ownersOf } from './short-owned.ts';

export interface ClaimCase {
  /** Namespace, name, uid, whether it is deleted. */
  readonly controller: readonly [string, string, string, string];
  readonly kind: readonly [group: string, version: string, kind: string];
  readonly selector: string;
  /** `none`; `refuse` and `lost` are errors; or what is read anew: `ok`, `deleted` or an error. */
  readonly canAdopt: string;
  /** Each `namespace;name;uid;labels;owners;deleted`. */
  readonly pods: readonly string[];
  /** A filter takes the pods whose name does not hold it. */
  readonly filters: readonly string[];
  readonly fails: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly claimed: readonly string[];
  readonly errors: readonly (string | null)[];
  readonly patches: readonly string[];
  readonly asked: number;
}

/** A selector of exact labels. */
export function exactSelector(labels: Record<string, string> = {}): Selector {
  return selectorFromValidatedSet(labels);
}

function podOf(text: string): Pod {
  const [namespace = '', name = '', uid = '', labels = '', owners = '', deleted = ''] =
    text.split(';');
  const metadata = metaOf(namespace, name, uid, deleted, labelsOf(labels), ownersOf(owners));
  return { metadata, spec: {}, status: {} };
}

/** What the manager answers, and what it asked for, round after round. */
export function replayClaim(
  one: ClaimCase,
): Pick<ClaimCase, 'claimed' | 'errors' | 'patches' | 'asked'> {
  const runtime = new Scheduler();
  const [namespace, name, uid, deleted] = one.controller;
  const [group, version, kind] = one.kind;
  const patches: string[] = [];
  let asked = 0;
  const getObject = function* (): Task<readonly [MetaObject | undefined, Error | undefined]> {
    yield;
    asked++;
    const fresh = metaOf(namespace, name, uid, '');
    if (one.canAdopt === 'ok') return [{ metadata: fresh }, undefined];
    if (one.canAdopt === 'deleted') {
      return [{ metadata: { ...fresh, deletionTimestamp: deletedAt } }, undefined];
    }
    return [undefined, errorOf(one.canAdopt, 'rs')];
  };
  const refuse = function* (): Task<Error | undefined> {
    yield;
    asked++;
    return one.canAdopt === 'lost' ? errorOf('NotFound', 'rs') : new Error('refused');
  };
  const refuses = ['refuse', 'lost'].includes(one.canAdopt);
  const canAdopt = refuses ? refuse : recheckDeletionTimestamp(getObject);
  const manager = new PodControllerRefManager(
    {
      *patchPod(podNamespace, podName, data) {
        yield;
        patches.push([podNamespace, podName, data].join('|'));
        return errorOf(one.fails[podName], podName);
      },
    },
    { metadata: metaOf(namespace, name, uid, deleted) },
    exactSelector(labelsOf(one.selector)),
    { group, version, kind },
    one.canAdopt === 'none' ? undefined : canAdopt,
  );
  const pods = one.pods.map(podOf);
  const filters = one.filters.map((text) => (pod: Pod) => !pod.metadata.name.includes(text));
  const claimed: string[] = [];
  const errors: (string | null)[] = [];
  for (let round = 0; round < one.rounds; round++) {
    const [ours, error] = runtime.run(() => manager.claimPods(pods, ...filters));
    claimed.push(ours.map(({ metadata }) => metadata.name).join(' '));
    errors.push(error?.message ?? null);
  }
  return { claimed, errors, patches, asked };
}
