import { lastAppliedConfigAnnotation } from '../ports/api/last-applied-config-annotation.ts';
import { applyOneObject } from '../ports/kubectl/apply-one-object.ts';
import {
  getModifiedConfiguration,
  setOriginalConfiguration,
} from '../ports/kubectl/apply-annotation.ts';
import { annotationsOf } from '../ports/kubectl/metadata-accessor.ts';
import type { ResourceClient } from '../ports/kubectl/resource-client.ts';
import { isMap, type JSONMap } from '../ports/strategicpatch/json-value.ts';
import { patchMetaOf } from '../ports/strategicpatch/schema.ts';
import { OneObjectServer, type Asked, withoutAnnotation } from './one-object-server.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import { markedLines, yamlLines } from './yaml-lines.ts';

const noObject = 'no object';
const applied = 'applied with 3 replicas';
const made = 'made by kubectl create, with a label more';
const deleting = 'applied, now being deleted';

const nothing = 'nothing';
const creates = 'somebody creates it';
const deletes = 'somebody deletes it';

export const run = defineRun({
  id: 'create-or-patch',
  title: 'Create or patch',
  about:
    'kubectl apply with an API server around it: choose what the server has, what happens between the read and the write, and how often a patch meets a conflict.',
  watches: ['src/ports/kubectl/apply-one-object.ts', 'src/ports/kubectl/patcher.ts'],
  fields: {
    replicas: { kind: 'number', label: 'Replicas in the manifest', value: 3, min: 0, max: 100 },
    live: {
      kind: 'choice',
      label: 'What the server has',
      value: noObject,
      options: [noObject, applied, made, deleting],
    },
    meanwhile: {
      kind: 'choice',
      label: 'Between the GET and the write',
      value: nothing,
      options: [nothing, creates, deletes],
    },
    conflicts: { kind: 'number', label: 'Patches answered with 409', value: 0, min: 0, max: 20 },
    readFails: { kind: 'boolean', label: 'The GET is answered with 503', value: false },
  },
  scenarios: [
    { id: 'create', title: 'Nothing is there: create', inputs: {} },
    { id: 'patch', title: 'It is there: patch', inputs: { live: applied, replicas: 5 } },
    { id: 'unchanged', title: 'Nothing to change', inputs: { live: applied } },
    { id: 'made-by-create', title: 'Made without the annotation', inputs: { live: made } },
    { id: 'raced', title: 'Somebody else is faster', inputs: { meanwhile: creates } },
    {
      id: 'conflicts',
      title: 'Every patch meets a conflict',
      inputs: { live: applied, replicas: 5, conflicts: 20 },
    },
    { id: 'server-down', title: 'The GET fails', inputs: { readFails: true } },
  ],
  breaks: [
    {
      id: 'any-error-is-absent',
      title: 'Any error of the GET is taken for "not there"',
      edits: [
        {
          file: 'src/ports/kubectl/apply-one-object.ts',
          find: 'if (!isNotFound(err)) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'no-pause',
      title: 'Without the pause between tries',
      edits: [
        {
          file: 'src/ports/kubectl/patcher.ts',
          find: 'yield* this.#runtime.sleep(backOffPeriod);',
          replace: '',
        },
      ],
    },
  ],
  play({ replicas, live, meanwhile, conflicts, readFails }, stage) {
    const schema = patchMetaOf('ReplicaSet');
    if (!schema) throw new Error('there is no schema of ReplicaSets');
    const { scheduler } = stage;
    let refused = 0;
    const refuse = (method: Asked['method'], isFirst: boolean): number | undefined => {
      if (method === 'GET') return readFails && isFirst ? 503 : undefined;
      return method === 'PATCH' && refused < conflicts && ++refused > 0 ? 409 : undefined;
    };
    const server = new OneObjectServer(liveObject(live), schema, () => scheduler.now(), refuse);
    const client: ResourceClient = {
      *get() {
        const answer = yield* server.get();
        tell(answer[1]);
        if (server.asked.length === 1 && meanwhile !== nothing) {
          server.live = meanwhile === creates ? manifest(2) : undefined;
          stage.say(`meanwhile ${meanwhile}`);
        }
        return answer;
      },
      *create(namespace, object) {
        const answer = yield* server.create(namespace, object);
        tell(answer[1]);
        return answer;
      },
      *patch(namespace, name, patch) {
        const answer = yield* server.patch(namespace, name, patch);
        tell(answer[1]);
        return answer;
      },
    };
    const tell = (error: Error | undefined): void => {
      const last = server.asked.at(-1);
      if (last) stage.say(`${last.method}: ${last.code}${error ? `, ${error.message}` : ''}`);
    };
    const asked = manifest(replicas);
    const before = yamlLines(withoutAnnotation(server.live ?? {}));
    let printed = '';
    const warnings: string[] = [];
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'requests',
            empty: 'none yet',
            items: server.asked.map(({ method, at, code }): Item => ({
              text: `${method} ${code}`,
              tone: code < 300 ? 'good' : code === 404 ? 'plain' : 'bad',
              ...(at > 0 && { note: `${at / 1000} s` }),
            })),
          },
        ],
      },
      {
        kind: 'documents',
        documents: [
          { name: 'the manifest', lines: yamlLines(asked) },
          {
            name: 'the server has',
            lines: server.live
              ? markedLines(yamlLines(withoutAnnotation(server.live)), before, 'good')
              : [{ text: 'nothing' }],
          },
        ],
      },
    ]);
    const error = runAs(scheduler, 'kubectl', () =>
      applyOneObject(
        {
          runtime: scheduler,
          overwrite: true,
          print: (operation) => {
            printed = operation;
            stage.say(`prints: replicaset.apps/web ${operation}`);
          },
          warn: (text) => {
            warnings.push(text);
            stage.say(text.trim().split('. ')[0] ?? '');
          },
        },
        {
          client,
          schema,
          resource: 'replicasets',
          source: 'web.yaml',
          namespace: 'default',
          name: 'web',
          object: structuredClone(asked),
        },
      ),
    );
    const patches = server.asked.filter(({ method }) => method === 'PATCH').length;
    const requests = server.asked.map(({ method }) => method).join(', ');
    const result = server.live;
    const reason = error?.message.split('\n').at(-1) ?? '';
    return {
      text: [
        error ? `It fails: ${reason.replace(/^.*for: /, '')}.` : `The object is ${printed}.`,
        `${plural(server.asked.length, 'request')}: ${server.asked.length > 4 ? `${patches} of them PATCH` : requests}.`,
        ...(scheduler.now() > 0 ? [`It took ${scheduler.now() / 1000} s of waiting.`] : []),
        ...(warnings.length > 0 ? [`${plural(warnings.length, 'warning')}.`] : []),
      ].join(' '),
      facts: {
        printed: error ? 'error' : printed,
        requests,
        patches,
        seconds: scheduler.now() / 1000,
        warnings: warnings.length,
        annotated: annotationsOf(result ?? {})?.[lastAppliedConfigAnnotation] !== undefined,
        labels: labelsOf(result),
      },
    };
  },
});

function manifest(replicas: number): JSONMap {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
    spec: { replicas },
  };
}

function liveObject(live: string): JSONMap | undefined {
  if (live === noObject) return undefined;
  const object = manifest(3);
  const metadata = object['metadata'] as JSONMap;
  if (live === made) metadata['labels'] = { app: 'web', tier: 'front' };
  else setOriginalConfiguration(object, getModifiedConfiguration(manifest(3), false));
  if (live === deleting) metadata['deletionTimestamp'] = '2021-01-13T13:25:18Z';
  return object;
}

function labelsOf(object: JSONMap | undefined): string {
  const metadata = object?.['metadata'];
  const labels = isMap(metadata) ? metadata['labels'] : undefined;
  return isMap(labels) ? Object.keys(labels).sort().join(', ') : '';
}
