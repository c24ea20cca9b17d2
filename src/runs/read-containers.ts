import type { Container, Pod } from '../ports/api/pod.ts';
import type { State, Status } from '../ports/kubelet/pod-status.ts';
import { readCount, readName, readOperations } from './read-operations.ts';

/** What a line of `readContainers` may be. */
export const writeContainers =
  'c none, c running, c running ready, c running changed, c running unhealthy, c exited 1, c unknown, c exited 1 crashloop, or init first exited 0';

/** A container of a Pod, and what the runtime tells of it. */
export interface TypedContainer {
  readonly isInit: boolean;
  readonly name: string;
  /** None if the runtime knows nothing of it. */
  readonly state: State | undefined;
  readonly exitCode: number;
  /** It was started from another spec than the Pod has now. */
  readonly isChanged: boolean;
  /** Its liveness probe has failed. */
  readonly isUnhealthy: boolean;
  /** Its readiness probe has succeeded. */
  readonly isReady: boolean;
  /** Its next start is put off, since it has crashed too often. */
  readonly isInCrashLoop: boolean;
}

const states: Readonly<Record<string, State | undefined>> = {
  none: undefined,
  created: 'created',
  running: 'running',
  exited: 'exited',
  unknown: 'unknown',
};

const flags: ReadonlySet<string> = new Set(['changed', 'unhealthy', 'ready', 'crashloop']);

/** Reads containers, one a line. */
export function readContainers(text: string): TypedContainer[] {
  const containers: TypedContainer[] = [];
  for (const operation of readOperations(text, writeContainers)) {
    const isInit = operation.words[0] === 'init' && operation.words.length > 2;
    const [nameWord, stateWord = '', ...more] = operation.words.slice(isInit ? 1 : 0);
    const name = readName(nameWord, operation);
    if (containers.some((other) => other.name === name)) {
      throw operation.wrong(`there is a container ${name} already`);
    }
    if (!Object.hasOwn(states, stateWord)) throw operation.wrong(`"${stateWord}" is no state`);
    const exitCode = stateWord === 'exited' ? readCount(more.shift(), operation, 255) : 0;
    for (const flag of more) {
      if (!flags.has(flag)) throw operation.wrong(`"${flag}" is not understood`);
    }
    containers.push({
      isInit,
      name,
      state: states[stateWord],
      exitCode,
      isChanged: more.includes('changed'),
      isUnhealthy: more.includes('unhealthy'),
      isReady: more.includes('ready'),
      isInCrashLoop: more.includes('crashloop'),
    });
  }
  if (!containers.some(({ isInit }) => !isInit)) {
    throw new Error(`a Pod has a container that is no init container; write ${writeContainers}`);
  }
  if (containers.length > 30) throw new Error('30 containers are enough');
  return containers;
}

/** A Pod with these containers. */
export function podWith(
  containers: readonly TypedContainer[],
  restartPolicy: 'Always' | 'OnFailure' | 'Never',
): Pod {
  const named = (isInit: boolean): Container[] =>
    containers.filter((one) => one.isInit === isInit).map(({ name }) => ({ name }));
  return {
    metadata: { name: 'web-1', namespace: 'default', uid: 'web-1' },
    spec: { restartPolicy, containers: named(false), initContainers: named(true) },
    status: { phase: 'Pending' },
  };
}

/** What the runtime tells of the containers that it knows. */
export const statusesOf = (containers: readonly TypedContainer[]): Status[] =>
  containers.flatMap(({ name, state, exitCode, isChanged }): Status[] =>
    state === undefined
      ? []
      : [
          {
            id: `id-of-${name}`,
            name,
            state,
            createdAt: 0,
            ...(state !== 'created' && { startedAt: 0 }),
            ...(state === 'exited' && {
              finishedAt: 1000,
              exitCode,
              reason: exitCode === 0 ? 'Completed' : 'Error',
            }),
            hash: isChanged ? 2 : 1,
          },
        ],
  );

/** A state in words: `exited 1, changed`. */
export const stateInWords = (one: TypedContainer): string =>
  [
    one.state === 'exited' ? `exited ${one.exitCode}` : (one.state ?? 'none'),
    ...(one.isReady ? ['ready'] : []),
    ...(one.isChanged ? ['its spec changed'] : []),
    ...(one.isUnhealthy ? ['liveness failed'] : []),
    ...(one.isInCrashLoop ? ['crash loop'] : []),
  ].join(', ');
