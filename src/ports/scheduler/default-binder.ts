import type { Pod } from '../api/pod.ts';
import type { Task } from '../runtime/task.ts';
import type { CycleState } from './cycle-state.ts';
import type { BindPlugin } from './framework.ts';
import type { SchedulingClient } from './scheduling-client.ts';
import { asStatus, type Status } from './status.ts';

/** The plugin that binds by telling the API server. */
export class DefaultBinder implements BindPlugin {
  readonly name = 'DefaultBinder';
  readonly #client: Pick<SchedulingClient, 'bind'>;

  constructor(client: Pick<SchedulingClient, 'bind'>) {
    this.#client = client;
  }

  /**
   * Binds a pod.
   *
   * @ports pkg/scheduler/framework/plugins/defaultbinder/default_binder.go#DefaultBinder.Bind
   */
  *bind(_state: CycleState, p: Pod, nodeName: string): Task<Status | undefined> {
    // left out (logging): klog.V(3).Infof(
    const { namespace = '', name, uid = '' } = p.metadata; // go: binding := &v1.Binding{
    const err = yield* this.#client.bind(namespace, name, uid, nodeName); // go: err := b.handle.ClientSet()
    if (err) return asStatus(err); // go+: if err != nil {
    return undefined; // go: return nil
  }
}
