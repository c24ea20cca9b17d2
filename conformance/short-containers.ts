import type { Container, ContainerStatus } from '../src/ports/api/pod.ts';

/** Reads `name,...`; no text is none. */
export function namedContainers(text: string, image?: string): Container[] {
  return text
    .split(',')
    .filter((name) => name !== '')
    .map((name) => ({ name, ...(image !== undefined && { image }) }));
}

/**
 * Reads `name:restarts:state,...`, where the state is `running`, `exited <code>`, `waiting`,
 * `waiting <code of the last end>` or nothing.
 */
export function statusesOf(text: string): ContainerStatus[] {
  return text
    .split(',')
    .filter((one) => one !== '')
    .map((one): ContainerStatus => {
      const [name = '', restarts, stateText = ''] = one.split(':');
      const [word, code] = stateText.split(' ');
      const terminated = { exitCode: Number(code) };
      return {
        name,
        restartCount: Number(restarts),
        ...(word === 'running' && { state: { running: {} } }),
        ...(word === 'exited' && { state: { terminated } }),
        ...(word === 'waiting' && { state: { waiting: {} } }),
        ...(word === 'waiting' && code !== undefined && { lastState: { terminated } }),
      };
    });
}
