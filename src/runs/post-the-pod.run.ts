import { getControllerOf } from '../ports/api/get-controller-of.ts';
import type { OwnerReference } from '../ports/api/meta.ts';
import { newControllerRef } from '../ports/api/new-controller-ref.ts';
import type { Pod } from '../ports/api/pod.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { RealPodControl, type PodControlClient } from '../ports/controller/real-pod-control.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import { yamlLines } from './yaml-lines.ts';

const file = 'src/ports/controller/real-pod-control.ts';
const checks = 'src/ports/controller/validate-controller-ref.ts';

const suffixes = ['xkgdt', 'r9gmt', '6mmwj'];

const quota = (used: number, hard: number): StatusError =>
  new StatusError(
    `pods "web-" is forbidden: exceeded quota: few, requested: pods=1, used: pods=${used}, limited: pods=${hard}`,
    'Forbidden',
  );

const noUID = (name: string): StatusError =>
  new StatusError(
    `Pod "${name}" is invalid: metadata.ownerReferences.uid: Invalid value: "": uid must not be empty`,
    'Invalid',
  );

const terminating = (what: string): StatusError =>
  new StatusError(
    `${what} is forbidden: unable to create new content in namespace default because it is being terminated`,
    'Forbidden',
    ['NamespaceTerminating'],
  );

export const run = defineRun({
  id: 'post-the-pod',
  title: 'Send a Pod, and tell of it',
  about:
    'The controller asks three times for a Pod. Choose what the API server answers and what is missing in the owner reference; compare what the caller is told with what the events on web say, and with which Pods exist.',
  watches: [file, checks],
  fields: {
    answer: {
      kind: 'choice',
      label: 'The API server',
      value: 'stores each Pod',
      options: [
        'stores each Pod',
        'has a quota of one Pod',
        'deletes the namespace',
        'stores the second, and the connection breaks',
      ],
    },
    missing: {
      kind: 'choice',
      label: 'Missing in the reference',
      value: 'nothing',
      options: [
        'nothing',
        'the whole reference',
        'kind',
        'controller',
        'blockOwnerDeletion',
        'uid',
      ],
    },
    hasLabels: { kind: 'boolean', label: 'The template has labels', value: true },
  },
  scenarios: [
    { id: 'stored', title: 'Three Pods are stored', inputs: {} },
    { id: 'quota', title: 'The quota allows one', inputs: { answer: 'has a quota of one Pod' } },
    {
      id: 'terminating',
      title: 'The namespace is being deleted',
      inputs: { answer: 'deletes the namespace' },
    },
    {
      id: 'connection-breaks',
      title: 'The connection breaks after the second is stored',
      inputs: { answer: 'stores the second, and the connection breaks' },
    },
    {
      id: 'no-controller',
      title: 'The reference does not say controller',
      inputs: { missing: 'controller' },
    },
    { id: 'no-uid', title: 'The reference has no UID', inputs: { missing: 'uid' } },
    { id: 'no-labels', title: 'A template without labels', inputs: { hasLabels: false } },
  ],
  breaks: [
    {
      id: 'any-owner',
      title: 'Without the test for controller: true',
      edits: [
        {
          file: checks,
          find: 'if (controllerRef.controller !== true) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'no-labels-either',
      title: 'Without the test for labels',
      edits: [
        {
          file,
          find: 'if (Object.keys(pod.metadata.labels ?? {}).length === 0) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'always-an-event',
      title: 'An event of the failure in every namespace',
      edits: [
        {
          file,
          find: "if (!hasStatusCause(err, 'NamespaceTerminating')) {",
          replace: 'if (true as boolean) {',
        },
      ],
    },
  ],
  play({ answer, missing, hasLabels }, stage) {
    const { scheduler } = stage;
    const set = makeReplicaSet();
    const whole = newControllerRef(set, { group: 'apps', version: 'v1', kind: 'ReplicaSet' });
    const reference = referenceWithout(whole, missing);
    const template = hasLabels ? set.spec.template : {};
    const stored: Pod[] = [];
    const events: { readonly text: string; readonly tone: 'good' | 'bad' }[] = [];
    const told: { readonly name: string; readonly error: string }[] = [];
    let last: Pod | undefined;
    let [requests, refusedEvents] = [0, 0];
    const never = function* (): Generator<never, readonly [undefined, Error]> {
      return [undefined, new Error('This run sends no such request')];
    };
    const client: PodControlClient = {
      pods: () => ({
        *create(pod) {
          last = structuredClone(pod);
          const number = ++requests;
          stage.say('POST /api/v1/namespaces/default/pods');
          yield;
          const name = `web-${suffixes[stored.length] ?? ''}`;
          const refusal =
            pod.metadata.ownerReferences?.[0]?.uid === ''
              ? noUID(name)
              : answer === 'deletes the namespace'
                ? terminating('pods "web-"')
                : answer === 'has a quota of one Pod' && stored.length > 0
                  ? quota(stored.length, 1)
                  : undefined;
          if (refusal) {
            const code = refusal.reason === 'Invalid' ? 422 : 403;
            stage.say(`is answered with ${code}: ${refusal.message}`);
            return [undefined, refusal];
          }
          const made: Pod = {
            ...structuredClone(pod),
            metadata: { ...structuredClone(pod.metadata), name, namespace: 'default' },
          };
          stored.push(made);
          if (number === 2 && answer.includes('connection')) {
            stage.say(`gets no answer: ${name} is stored, but the connection breaks`);
            return [undefined, new Error('http2: client connection lost')];
          }
          stage.say(`is answered with 201: ${name}`);
          return [made, undefined];
        },
        *delete() {
          return (yield* never())[1];
        },
        patch: never,
      }),
    };
    const recorder = {
      event: (_: unknown, type: string, reason: string, message: string) => {
        if (answer === 'deletes the namespace') {
          refusedEvents++;
          events.push({ text: `${reason}: refused with 403`, tone: 'bad' });
          stage.say(`sends an event, ${reason}, which is refused with 403, too`);
          return;
        }
        events.push({ text: `${reason}: ${message}`, tone: type === 'Normal' ? 'good' : 'bad' });
        stage.say(`sends an event: ${type} ${reason}`);
      },
    };
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'Pods at the API server',
            empty: 'none',
            items: stored.map((pod) => ({
              text: pod.metadata.name,
              note: ownerOf(pod),
              tone: getControllerOf(pod) ? 'good' : 'bad',
            })),
          },
          {
            name: 'told to the caller',
            empty: 'nothing yet',
            items: told.map(({ name, error }) => ({
              text: `${name}: ${error === '' ? 'nil' : error}`,
              tone: error === '' ? 'good' : 'bad',
            })),
          },
          { name: 'events on web', empty: 'none', items: events },
        ],
      },
      {
        kind: 'documents',
        documents: [
          { name: 'controllerRef', lines: reference ? yamlLines(reference) : [{ text: 'nil' }] },
          { name: 'the last POST', lines: last ? yamlLines(last.metadata) : [{ text: 'none' }] },
        ],
      },
    ]);
    const control = new RealPodControl(client, recorder);
    for (const number of [1, 2, 3]) {
      const name = `create ${number}`;
      const error = runAs(scheduler, name, () =>
        control.createPodsWithControllerRef('default', template, set, reference),
      );
      told.push({ name, error: error?.message ?? '' });
      runAs(scheduler, name, function* () {
        stage.say(error ? `returns an error: ${error.message}` : 'returns nil');
      });
    }
    const errors = told.filter(({ error }) => error !== '');
    const orphans = stored.filter((pod) => getControllerOf(pod) === undefined).length;
    const without = stored.filter(({ metadata }) => metadata.labels === undefined).length;
    return {
      text: [
        `${plural(requests, 'POST was', 'POSTs were')} sent, ${plural(stored.length, 'Pod exists', 'Pods exist')}, and the caller got ${plural(errors.length, 'error')}${errors[0] ? `, the first: ${errors[0].error}` : ''}.`,
        `${plural(events.length - refusedEvents, 'event')} can be read on web${refusedEvents > 0 ? `, and ${plural(refusedEvents, 'event was', 'events were')} refused` : ''}.`,
        orphans > 0 ? `No controller is found for ${plural(orphans, 'Pod')}.` : '',
        without > 0 ? `No selector of a label matches ${plural(without, 'Pod')}.` : '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        requests,
        stored: stored.length,
        errors: errors.length,
        events: events.length - refusedEvents,
        refusedEvents,
        orphans,
        withoutLabels: without,
        firstError: errors[0]?.error ?? 'none',
      },
    };
  },
});

function referenceWithout(whole: OwnerReference, missing: string): OwnerReference | undefined {
  switch (missing) {
    case 'the whole reference':
      return undefined;
    case 'kind':
      return { ...whole, kind: '' };
    case 'uid':
      return { ...whole, uid: '' };
    case 'controller':
      return { ...whole, controller: false };
    case 'blockOwnerDeletion':
      return { ...whole, blockOwnerDeletion: false };
    default:
      return whole;
  }
}

function ownerOf(pod: Pod): string {
  const owner = getControllerOf(pod);
  if (owner) return `controlled by ${owner.name}`;
  return pod.metadata.ownerReferences ? 'an owner, but no controller' : 'no owner';
}
