import type { PodTemplateSpec, Pod } from '../ports/api/pod.ts';
import { newControllerRef } from '../ports/api/new-controller-ref.ts';
import { getPodFromTemplate } from '../ports/controller/get-pod-from-template.ts';
import { isMap, type JSONMap } from '../ports/strategicpatch/json-value.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { readDocument } from './read-document.ts';
import { readCount, readOperations, type Operation } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import { markedLines, yamlLines } from './yaml-lines.ts';

const file = 'src/ports/controller/get-pod-from-template.ts';
const write = 'pod, label 1 role=first, image 1 busybox:2 (of Pod 1), or template busybox:2';

const template = `metadata:
  labels:
    app: web
spec:
  containers:
  - name: c
    image: busybox`;

export const run = defineRun({
  id: 'pod-from-template',
  title: 'Copies of one template',
  about:
    'Each `pod` makes a Pod from the template of a ReplicaSet. Then somebody changes a Pod, or the template. See who else changes; lines that differ from the template as it was are marked.',
  watches: [file],
  fields: {
    template: {
      kind: 'text',
      label: 'The template',
      value: template,
      rows: 9,
      hint: 'YAML or JSON',
    },
    name: { kind: 'text', label: 'Name of the ReplicaSet', value: 'web', rows: 1 },
    program: {
      kind: 'text',
      label: 'What happens, one a line',
      value: 'pod\npod',
      rows: 5,
      hint: write,
    },
  },
  scenarios: [
    { id: 'two-pods', title: 'Two Pods', inputs: {} },
    {
      id: 'labels',
      title: 'A label for each Pod, as a StatefulSet does',
      inputs: { program: 'pod\nlabel 1 pod-name=web-0\npod\nlabel 2 pod-name=web-1' },
    },
    {
      id: 'image',
      title: 'The image of one Pod is changed',
      inputs: { program: 'pod\npod\nimage 1 busybox:2\npod' },
    },
    {
      id: 'new-template',
      title: 'The template is edited',
      inputs: { program: 'pod\npod\ntemplate busybox:2\npod' },
    },
    {
      id: 'ignored',
      title: 'A template that wants more',
      inputs: {
        template: template.replace(
          'metadata:',
          'metadata:\n  name: my-pod\n  namespace: kube-system\n  annotations:\n    note: kept',
        ),
        program: 'pod',
      },
    },
  ],
  breaks: [
    {
      id: 'share-labels',
      title: 'The labels are not copied',
      edits: [
        {
          file,
          find: 'const desiredLabels = getPodsLabelSet(template);',
          replace: 'const desiredLabels = template.metadata?.labels ?? {};',
        },
      ],
    },
    {
      id: 'share-spec',
      title: 'The spec is not copied',
      edits: [
        {
          file,
          find: 'pod.spec = structuredClone(template.spec ?? {});',
          replace: 'pod.spec = template.spec ?? {};',
        },
      ],
    },
  ],
  play({ template: text, name: typed, program }, stage) {
    const name = typed.trim();
    if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name)) {
      throw new Error(`"${name.slice(0, 40)}" is no name of a ReplicaSet; write web`);
    }
    const set = makeReplicaSet({ name });
    set.spec.template = readTemplate(text);
    const was = yamlLines(set.spec.template);
    const reference = newControllerRef(set, { group: 'apps', version: 'v1', kind: 'ReplicaSet' });
    const pods: Pod[] = [];
    /** What each of them is to be, if nothing is shared. */
    const meant: { template: string; readonly pods: string[] } = {
      template: JSON.stringify(set.spec.template),
      pods: [],
    };
    stage.show(() => [
      {
        kind: 'documents',
        documents: [
          {
            name: 'template in the cache',
            lines: markedLines(yamlLines(set.spec.template), was, 'bad'),
          },
          ...pods.slice(-3).map((pod) => ({
            name: `Pod ${pods.indexOf(pod) + 1}`,
            lines: markedLines(yamlLines(bodyOf(pod)), was),
          })),
        ],
      },
    ]);
    let spoiled = 0;
    const look = (): void => {
      const changed = [
        ...(JSON.stringify(set.spec.template) === meant.template ? [] : ['the template']),
        ...pods.flatMap((pod, at) =>
          JSON.stringify(bodyOf(pod)) === meant.pods[at] ? [] : [`Pod ${at + 1}`],
        ),
      ];
      if (changed.length > 0) {
        spoiled += changed.length;
        stage.say(`changes without being asked: ${changed.join(', ')}`);
      }
    };
    const remember = (): void => {
      meant.template = JSON.stringify(set.spec.template);
      meant.pods.splice(0, Infinity, ...pods.map((pod) => JSON.stringify(bodyOf(pod))));
    };
    const podOf = (operation: Operation): Pod => {
      const number = readCount(operation.words[1], operation, 20);
      const pod = pods[number - 1];
      if (!pod) throw operation.wrong(`there is no Pod ${number} yet`);
      return pod;
    };
    const perform = (operation: Operation): void => {
      const { words, wrong } = operation;
      const [verb, , third = ''] = words;
      if (verb === 'pod' && words.length === 1) {
        if (pods.length >= 20) throw wrong('more than 20 Pods are too many');
        const pod = getPodFromTemplate(set.spec.template, set, reference);
        pods.push(pod);
        stage.say(`makes Pod ${pods.length}, with generateName ${pod.metadata.generateName ?? ''}`);
        remember();
      } else if (verb === 'label') {
        const pod = podOf(operation);
        const [key = '', value = ''] = third.split('=');
        if (!/^[a-z][\w./-]{0,60}$/i.test(key) || value === '')
          throw wrong(`"${third}" is no label`);
        const labels = pod.metadata.labels ?? {};
        const copy = JSON.parse(meant.pods[pods.indexOf(pod)] ?? '{}') as Pod;
        copy.metadata.labels = { ...copy.metadata.labels, [key]: value };
        labels[key] = value;
        pod.metadata.labels = labels;
        meant.pods[pods.indexOf(pod)] = JSON.stringify(copy);
        stage.say(`writes the label ${third} into Pod ${words[1] ?? ''}`);
        look();
        remember();
      } else if (verb === 'image') {
        const pod = podOf(operation);
        const [container] = pod.spec.containers ?? [];
        if (!container || !isImage(third)) throw wrong(`"${third}" is no image of a container`);
        const copy = JSON.parse(meant.pods[pods.indexOf(pod)] ?? '{}') as Pod;
        const [own] = copy.spec.containers ?? [];
        if (own) own.image = third;
        container.image = third;
        meant.pods[pods.indexOf(pod)] = JSON.stringify(copy);
        stage.say(`writes the image ${third} into Pod ${words[1] ?? ''}`);
        look();
        remember();
      } else if (verb === 'template' && words.length === 2 && isImage(words[1] ?? '')) {
        // An update brings a new object into the cache.
        const next = structuredClone(set.spec.template);
        const [container] = next.spec?.containers ?? [];
        if (!container) throw wrong('the template has no container');
        container.image = words[1] ?? '';
        set.spec.template = next;
        meant.template = JSON.stringify(next);
        stage.say(`edits the template: image ${words[1] ?? ''}`);
        look();
        remember();
      } else throw wrong(`"${words.join(' ').slice(0, 40)}" can't be read`);
    };
    const tasks: Readonly<Record<string, string>> = { pod: 'controller', template: 'kubectl' };
    for (const operation of readOperations(program, write)) {
      runAs(stage.scheduler, tasks[operation.words[0] ?? ''] ?? 'somebody', function* () {
        perform(operation);
      });
    }
    const images = pods.map(({ spec }) => spec.containers?.[0]?.image ?? 'none');
    const last = pods.at(-1);
    return {
      text: [
        `${plural(pods.length, 'Pod')} ${pods.length === 1 ? 'was' : 'were'} made; the images: ${images.join(', ') || 'none'}.`,
        spoiled === 0
          ? 'Only what somebody changed has changed.'
          : `${plural(spoiled, 'other object')} changed with it.`,
      ].join(' '),
      facts: {
        pods: pods.length,
        images: images.join(', '),
        spoiled,
        prefix: last?.metadata.generateName ?? 'none',
        lastLabels: Object.entries(last?.metadata.labels ?? {})
          .map(([key, value]) => `${key}=${value}`)
          .join(', '),
        name: last?.metadata.name ?? '',
        namespace: last?.metadata.namespace ?? 'none',
      },
    };
  },
});

const bodyOf = ({ metadata, spec }: Pod): Pick<Pod, 'metadata' | 'spec'> => ({ metadata, spec });

const isImage = (text: string): boolean => /^[a-z0-9][\w./:-]{0,80}$/i.test(text);

function readTemplate(text: string): PodTemplateSpec {
  const document = readDocument(text, 'the template');
  const metadata = mapOf(document, 'metadata');
  for (const field of ['labels', 'annotations']) {
    for (const [key, value] of Object.entries(mapOf(metadata, field))) {
      if (typeof value !== 'string')
        throw new Error(`${field}: ${key} is no text; put it in quotes`);
    }
  }
  const finalizers = metadata['finalizers'] ?? [];
  if (!Array.isArray(finalizers)) throw new Error('finalizers is no list; write lines such as - a');
  const containers = mapOf(document, 'spec')['containers'] ?? [];
  if (!Array.isArray(containers) || !containers.every(isMap)) {
    throw new Error('containers is no list of containers; write lines such as - name: c');
  }
  return document;
}

function mapOf(document: JSONMap, field: string): JSONMap {
  const value = document[field] ?? {};
  if (!isMap(value)) throw new Error(`${field} has no fields; write lines below it`);
  return value;
}
