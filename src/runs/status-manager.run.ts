import type { Pod, PodStatus } from '../ports/api/pod.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { semanticDeepEqual } from '../ports/api/semantic-deep-equal.ts';
import { StatusManager, type StatusClient } from '../ports/kubelet/status-manager.ts';
import type { Task } from '../ports/runtime/task.ts';
import { plural } from './plural.ts';
import { readDuration, readName, readOperations, type Operation } from './read-operations.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/kubelet/status-manager.ts';
const write =
  'pod web-1, set web-1 Running, other web-1 (somebody else writes its status), down 15s (the API server), delete web-1, clean web-1 (nothing of it is left), or wait 10s';
const phases = ['Pending', 'Running', 'Succeeded', 'Failed'] as const;
const lines = (...all: readonly string[]): string => all.join('\n');

/** Milliseconds until the API server answers. */
const answerTime = 20;

export const run = defineRun({
  id: 'status-manager',
  title: 'From the kubelet to the API server',
  about:
    'The kubelet sets statuses of Pods, and one task sends them: see the versions that it holds and has sent, each request, and what happens every ten seconds.',
  watches: [file],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('pod web-1', 'set web-1 Pending', 'wait 700ms', 'set web-1 Running', 'wait 12s'),
      rows: 9,
      hint: write,
    },
  },
  scenarios: [
    { id: 'starts', title: 'Our Pod starts', inputs: {} },
    {
      id: 'same',
      title: 'Three times the same status',
      inputs: {
        program: lines(
          'pod web-1',
          ...[1, 2, 3].flatMap(() => ['set web-1 Running', 'wait 1s']),
          'wait 9s',
        ),
      },
    },
    {
      id: 'burst',
      title: 'Three changes while the first is being sent',
      inputs: {
        program: lines(
          'pod web-1',
          'set web-1 Pending',
          'wait 5ms',
          'set web-1 Running',
          'set web-1 Succeeded',
          'wait 12s',
        ),
      },
    },
    {
      id: 'down',
      title: 'The API server is down for 15 seconds',
      inputs: { program: lines('pod web-1', 'down 15s', 'set web-1 Running', 'wait 32s') },
    },
    {
      id: 'others-write',
      title: 'Somebody else writes the status',
      inputs: {
        program: lines('pod web-1', 'set web-1 Running', 'wait 2s', 'other web-1', 'wait 12s'),
      },
    },
    {
      id: 'ends',
      title: 'A Pod is deleted, and cleaned up later',
      inputs: {
        program: lines(
          'pod web-1',
          'set web-1 Running',
          'wait 1s',
          'delete web-1',
          'set web-1 Running',
          'wait 3s',
          'clean web-1',
          'wait 12s',
        ),
      },
    },
  ],
  breaks: [
    {
      id: 'no-versions',
      title: 'Without comparing versions: whatever is held counts as not sent',
      edits: [
        {
          file,
          find: 'if (latest === undefined || latest < status.version) {',
          replace: 'if (latest === undefined || latest < status.version + 1) {',
        },
      ],
    },
    {
      id: 'no-batch',
      title: 'Without the look at all statuses every ten seconds',
      edits: [{ file, find: 'yield* syncBatch();', replace: '' }],
    },
  ],
  play({ program }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const server = new Map<string, Pod>();
    const heard = new Map<string, Pod>();
    const clean = new Set<string>();
    const requests: { readonly text: string; readonly at: number; readonly failed: boolean }[] = [];
    let downUntil = -1;
    const ask = function* (text: string): Task<Error | undefined> {
      yield* scheduler.sleep(answerTime);
      const failed = scheduler.now() < downUntil;
      requests.push({ text, at: scheduler.now(), failed });
      stage.say(failed ? `${text}: no answer` : text);
      return failed ? new StatusError('the API server is down', 'ServiceUnavailable') : undefined;
    };
    const notFound = (name: string): Error =>
      new StatusError(`pods "${name}" not found`, 'NotFound');
    const kubeClient: StatusClient = {
      *get(_namespace, name) {
        const err = yield* ask(`GET ${name}`);
        const pod = server.get(name);
        if (err) return [undefined, err];
        return pod ? [structuredClone(pod), undefined] : [undefined, notFound(name)];
      },
      *patchPodStatus(_namespace, name, _uid, oldStatus, newStatus) {
        const pod = server.get(name);
        if (pod && semanticDeepEqual(oldStatus, newStatus)) return [pod, true, undefined];
        const err = yield* ask(`PATCH ${name}: ${newStatus.phase ?? ''}`);
        if (err ?? !pod) return [undefined, false, err ?? notFound(name)];
        const patched = { ...pod, status: newStatus };
        server.set(name, patched);
        heard.set(name, patched);
        return [patched, false, undefined];
      },
      *delete(_namespace, name) {
        const err = yield* ask(`DELETE ${name}`);
        if (err) return err;
        server.delete(name);
        heard.delete(name);
        return undefined;
      },
    };
    const manager = new StatusManager({
      runtime: scheduler,
      kubeClient,
      getPodByUID: (uid) => heard.get(uid),
      podResourcesAreReclaimed: (pod) => clean.has(pod.metadata.name),
    });
    const names: string[] = [];
    stage.show(() => [
      {
        kind: 'grid',
        columns: ['Pod', 'the kubelet holds', 'version', 'version sent', 'the API server has'],
        rows: names.map((name) => {
          const held = manager.podStatuses.get(name);
          const sent = manager.apiStatusVersions.get(name);
          const pod = server.get(name);
          return {
            cells: [
              name,
              held?.status.phase ?? '–',
              String(held?.version ?? '–'),
              String(sent ?? '–'),
              pod
                ? `${pod.status.phase ?? ''}${pod.metadata.deletionTimestamp === undefined ? '' : ', deleting'}`
                : 'gone',
            ],
            ...(held && (sent ?? 0) < held.version && { tone: 'waiting' as const }),
          };
        }),
      },
      {
        kind: 'groups',
        groups: [
          {
            name: 'requests',
            empty: 'none yet',
            items: requests.slice(-12).map(({ text, at, failed }) => ({
              text,
              tone: failed ? ('bad' as const) : ('good' as const),
              note: `${at / 1000} s`,
            })),
          },
          {
            name: 'in the channel',
            items: Array.from({ length: manager.podStatusChannel.length }, () => ({
              text: 'a status',
            })),
          },
        ],
      },
    ]);
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, word, value] = words;
      if (verb === 'wait' || verb === 'down') {
        const milliseconds = readDuration(word, operation);
        if (verb === 'wait') {
          yield* scheduler.sleep(milliseconds);
          return;
        }
        downUntil = scheduler.now() + milliseconds;
        stage.say(`the API server gives no answer for ${milliseconds / 1000} s`);
        return;
      }
      if (!['pod', 'set', 'other', 'delete', 'clean'].includes(verb ?? '')) {
        throw wrong(`"${verb ?? ''}" is not understood`);
      }
      const name = readName(word, operation);
      if (verb === 'pod') {
        if (names.includes(name)) throw wrong(`there was a Pod ${name} already`);
        names.push(name);
        const pod = podOf(name);
        server.set(name, pod);
        heard.set(name, pod);
        return;
      }
      if (verb === 'clean') {
        clean.add(name);
        stage.say(`nothing of ${name} is left on the node`);
        return;
      }
      const pod = server.get(name);
      if (!pod) {
        if (names.includes(name)) return;
        throw wrong(`there is no Pod ${name}; begin with pod ${name}`);
      }
      if (verb === 'set') {
        const phase = phases.find((one) => one === value);
        if (phase === undefined) throw wrong(`"${value ?? ''}" is none of ${phases.join(', ')}`);
        const before = manager.podStatuses.get(name)?.version;
        manager.setPodStatus(heard.get(name) ?? pod, statusOf(phase));
        const after = manager.podStatuses.get(name)?.version;
        stage.say(
          after === before
            ? `${name} ${phase}: the same as before, nothing to send`
            : `${name} ${phase}: version ${after ?? 0}`,
        );
        return;
      }
      const changed: Pod =
        verb === 'other'
          ? { ...pod, status: { ...pod.status, phase: 'Failed' } }
          : { ...pod, metadata: { ...pod.metadata, deletionTimestamp: '2021-01-13T13:25:18Z' } };
      server.set(name, changed);
      heard.set(name, changed);
      stage.say(
        verb === 'other' ? `somebody writes Failed into ${name}` : `${name} is marked for deletion`,
      );
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      manager.start();
      yield;
      for (const operation of operations) {
        yield* play(operation);
        yield;
      }
      isDone = true;
    }, 'kubelet');
    scheduler.run(function* () {
      yield () => isDone;
      yield* scheduler.sleep(100);
    });
    const count = (verb: string): number =>
      requests.filter(({ text }) => text.startsWith(verb)).length;
    const end = names.map(
      (name) =>
        `${name}: ${server.has(name) ? (server.get(name)?.status.phase ?? 'no phase') : 'gone'}`,
    );
    const held = [...manager.podStatuses.values()].at(-1)?.version ?? 0;
    return {
      text: `${plural(requests.length, 'request')}: ${count('GET')} GET, ${count('PATCH')} PATCH, ${count('DELETE')} DELETE. The API server has ${end.join(', ') || 'no Pod'}.`,
      facts: {
        requests: requests.length,
        gets: count('GET'),
        patches: count('PATCH'),
        deletes: count('DELETE'),
        end: end.join(', '),
        version: held,
        lastRequestAt: `${Math.round((requests.at(-1)?.at ?? 0) / 1000)} s`,
      },
    };
  },
});

const podOf = (name: string): Pod => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: { restartPolicy: 'Always', containers: [{ name: 'c' }] },
  status: { phase: 'Pending', startTime: '2021-01-13T13:25:18Z' },
});

const statusOf = (phase: (typeof phases)[number]): PodStatus => ({
  phase,
  conditions: [{ type: 'Ready', status: phase === 'Running' ? 'True' : 'False' }],
});
