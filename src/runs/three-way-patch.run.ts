import {
  getModifiedConfiguration,
  setOriginalConfiguration,
} from '../ports/kubectl/apply-annotation.ts';
import { Patcher } from '../ports/kubectl/patcher.ts';
import { isMap, type JSONMap, type JSONValue } from '../ports/strategicpatch/json-value.ts';
import { marshal } from '../ports/strategicpatch/marshal.ts';
import { isConflict } from '../ports/strategicpatch/merge-patch-error.ts';
import { patchMetaOf } from '../ports/strategicpatch/schema.ts';
import { OneObjectServer, withoutAnnotation } from './one-object-server.ts';
import { readDocument } from './read-document.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import { markedLines, yamlLines } from './yaml-lines.ts';

const file = 'src/ports/strategicpatch/create-three-way-merge-patch.ts';

const wish = (labels: string, spec: string): string =>
  `metadata:\n  name: web\n  labels:\n    app: web\n${labels}spec:\n${spec.trimEnd()}`;

const replicas = (count: number): string => `  replicas: ${count}\n`;

const pod = (...containers: readonly string[]): string =>
  `  template:\n    spec:\n      containers:\n${containers.join('')}`;
const container = (name: string, image: string): string =>
  `      - name: ${name}\n        image: ${image}\n`;

export const run = defineRun({
  id: 'three-way-patch',
  title: 'Compare three documents',
  about:
    'What was applied the last time, what is asked for now and what the server has: see which lines the patch takes from where, and what it leaves alone.',
  watches: ['src/ports/kubectl/patcher.ts', file],
  fields: {
    original: {
      kind: 'text',
      label: 'Applied the last time',
      value: wish('', replicas(3)),
      rows: 8,
      hint: 'a ReplicaSet as YAML or JSON; empty if nothing',
    },
    modified: {
      kind: 'text',
      label: 'Asked for now',
      value: wish('', replicas(3)),
      rows: 8,
      hint: 'a ReplicaSet as YAML or JSON',
    },
    current: {
      kind: 'text',
      label: 'What the server has',
      value: wish('', replicas(3)),
      rows: 8,
      hint: 'a ReplicaSet as YAML or JSON',
    },
    overwrite: { kind: 'boolean', label: 'May overwrite changes of others', value: true },
  },
  scenarios: [
    {
      id: 'scaled',
      title: 'Somebody scaled to 5, the manifest says 3',
      inputs: { current: wish('', replicas(5)) },
    },
    {
      id: 'label-removed',
      title: 'A label is taken out of the manifest',
      inputs: {
        original: wish('    tier: front\n', replicas(3)),
        current: wish('    tier: front\n    team: blue\n', replicas(3)),
      },
    },
    {
      id: 'replicas-not-owned',
      title: 'The manifest never named the replicas',
      inputs: {
        original: wish('', '  minReadySeconds: 0\n'),
        modified: wish('', '  minReadySeconds: 10\n'),
        current: wish('', `${replicas(5)}  minReadySeconds: 0\n`),
      },
    },
    {
      id: 'replicas-given-up',
      title: 'The manifest no longer names the replicas',
      inputs: {
        modified: wish('', '  minReadySeconds: 0\n'),
        current: wish('', `${replicas(5)}  minReadySeconds: 0\n`),
      },
    },
    {
      id: 'list',
      title: 'A list: a new image, and a container that somebody added',
      inputs: {
        original: wish('', pod(container('c', 'busybox'))),
        modified: wish('', pod(container('c', 'nginx'))),
        current: wish('', pod(container('proxy', 'envoy'), container('c', 'busybox'))),
      },
    },
    {
      id: 'refused',
      title: 'Manifest and server both changed, and nothing may be overwritten',
      inputs: { modified: wish('', replicas(4)), current: wish('', replicas(5)), overwrite: false },
    },
  ],
  breaks: [
    {
      id: 'two-way',
      title: 'Two documents instead of three: nothing is ever deleted',
      edits: [
        {
          file,
          find: 'mergeMap(deletionsMap, deltaMap, schema, mergeOptions)',
          replace: 'mergeMap({}, deltaMap, schema, mergeOptions)',
        },
      ],
    },
    {
      id: 'delete-what-is-not-named',
      title: 'Whatever the manifest does not name is deleted',
      edits: [
        {
          file,
          find: '{ ignoreDeletions: true, setElementOrder: true }',
          replace: '{ setElementOrder: true }',
        },
      ],
    },
  ],
  play({ original, modified, current, overwrite }, stage) {
    const schema = patchMetaOf('ReplicaSet');
    if (!schema) throw new Error('there is no schema of ReplicaSets');
    const old =
      original.trim() === '' ? undefined : readDocument(original, 'applied the last time');
    const asked = readDocument(modified, 'asked for now');
    const live = readDocument(current, 'what the server has');
    const before = structuredClone(live);
    if (old) setOriginalConfiguration(live, getModifiedConfiguration(old, false));
    const server = new OneObjectServer(live, schema, () => stage.scheduler.now());
    const patcher = new Patcher({ runtime: stage.scheduler, helper: server, schema, overwrite });

    const shown = (document: JSONMap) => yamlLines(withoutAnnotation(document));
    const [oldLines, askedLines, beforeLines] = [old ?? {}, asked, before].map(shown);
    stage.show(() => {
      const patch = server.lastPatch && shown(server.lastPatch);
      const isDone = server.asked.length > 0;
      return [
        {
          kind: 'documents',
          documents: [
            {
              name: 'applied the last time',
              lines: markedLines(oldLines ?? [], askedLines ?? [], 'gone'),
            },
            { name: 'asked for now', lines: markedLines(askedLines ?? [], beforeLines ?? []) },
            isDone
              ? {
                  name: 'the server has now',
                  lines: markedLines(shown(server.live ?? {}), beforeLines ?? [], 'good'),
                }
              : { name: 'the server has', lines: beforeLines ?? [] },
          ],
        },
        ...(patch
          ? [{ kind: 'documents' as const, documents: [{ name: 'the patch', lines: patch }] }]
          : []),
      ];
    });
    const modifiedText = getModifiedConfiguration(structuredClone(asked), true);
    const [patch = '', , err] = runAs(stage.scheduler, 'kubectl', function* () {
      stage.say('compares the three documents');
      const answer = yield* patcher.patch(
        structuredClone(live),
        modifiedText,
        '',
        'default',
        'web',
      );
      const [, , problem] = answer;
      if (isConflict(problem)) stage.say('refuses: others have changed the same field');
      else if (!problem) stage.say(server.lastPatch ? 'sent the patch' : 'has nothing to send');
      return answer;
    });
    const bare = patch === '' ? {} : withoutAnnotation(JSON.parse(patch) as JSONMap);
    const result = server.live ?? {};
    const text = marshal(bare);
    const problem = isConflict(err) ? 'conflict' : (err?.message.split('\n')[0] ?? '');
    return {
      text: err
        ? `No patch is sent: ${isConflict(err) ? 'it would change a field that somebody else has changed since the last apply' : problem}.`
        : `${
            text === '{}' && server.asked.length > 0
              ? 'Only the annotation is written anew.'
              : text === '{}'
                ? 'There is nothing to send.'
                : `Besides the annotation, the patch says ${text}.`
          } ${spoken(result, text)}`,
      facts: {
        patch: text,
        requests: server.asked.length,
        replicas: JSON.stringify(at(result, 'spec', 'replicas') ?? 'none').replaceAll('"', ''),
        labels: keys(at(result, 'metadata', 'labels')),
        containers: names(at(result, 'spec', 'template', 'spec', 'containers')),
        error: problem,
      },
    };
  },
});

function spoken(result: JSONMap, patch: string): string {
  const count = at(result, 'spec', 'replicas');
  const containers = names(at(result, 'spec', 'template', 'spec', 'containers'));
  const has = [
    `labels ${keys(at(result, 'metadata', 'labels')) || 'none'}`,
    ...(count === undefined ? [] : [`replicas ${JSON.stringify(count)}`]),
    ...(patch.includes('"replicas":null')
      ? ['no replicas, for which the API server fills in its default, 1']
      : []),
    ...(containers === '' ? [] : [`containers ${containers}`]),
  ];
  return `The object then has: ${has.join('; ')}.`;
}

function at(value: JSONValue | undefined, ...path: readonly string[]): JSONValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return isMap(value) ? at(value[key], ...rest) : undefined;
}

const keys = (value: JSONValue | undefined): string =>
  isMap(value) ? Object.keys(value).sort().join(', ') : '';

const names = (value: JSONValue | undefined): string =>
  Array.isArray(value)
    ? value
        .map((item) => (isMap(item) ? JSON.stringify(item['name'] ?? '').replaceAll('"', '') : ''))
        .join(', ')
    : '';
