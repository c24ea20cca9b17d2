/** What happened to a container. `ContainerChanged` is that nobody knows its state any more. */
export type PodLifeCycleEventType =
  'ContainerStarted' | 'ContainerDied' | 'ContainerRemoved' | 'PodSync' | 'ContainerChanged';

export interface PodLifecycleEvent {
  /** The UID of the pod. */
  readonly id: string;
  readonly type: PodLifeCycleEventType;
  /** The ID of the container; none for `PodSync`. */
  readonly data?: string;
}
