import type { ContainerStatus, PodStatus } from '../ports/api/pod.ts';

/**
 * A Pod's status as Go writes it: empty lists and texts are left out, but for the fields whose tag
 * does not say `omitempty`.
 */
export function encodePodStatus(status: PodStatus): PodStatus {
  const containers = (
    list: readonly ContainerStatus[] | undefined,
  ): ContainerStatus[] | undefined =>
    list?.map((container) => {
      const encoded = withoutEmpty(container);
      return {
        ...encoded,
        image: container.image ?? '',
        imageID: container.imageID ?? '',
        ready: container.ready ?? false,
        restartCount: container.restartCount ?? 0,
        state: encoded.state ?? {},
        lastState: encoded.lastState ?? {},
      };
    });
  const { containerStatuses, initContainerStatuses, ...rest } = status;
  return withoutEmpty({
    ...rest,
    ...(containerStatuses && { containerStatuses: containers(containerStatuses) }),
    ...(initContainerStatuses && { initContainerStatuses: containers(initContainerStatuses) }),
  }) as PodStatus;
}

/** Keys whose value is kept though it is empty: pointers, and structs, which are never left out. */
const kept: ReadonlySet<string> = new Set([
  'exitCode',
  'imageID',
  'lastState',
  'ready',
  'restartCount',
  'running',
  'started',
  'state',
  'waiting',
]);

function withoutEmpty<T>(value: T): T {
  if (Array.isArray(value)) return value.map((one: unknown) => withoutEmpty(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => inner !== undefined && (kept.has(key) || !isEmpty(inner)))
    .map(([key, inner]): [string, unknown] => [key, withoutEmpty(inner)]);
  return Object.fromEntries(entries) as T;
}

const isEmpty = (value: unknown): boolean =>
  value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
