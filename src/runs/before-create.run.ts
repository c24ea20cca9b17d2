import type { ObjectMeta } from '../ports/api/meta.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { beforeCreate } from '../ports/apiserver/before-create.ts';
import { beforeUpdate } from '../ports/apiserver/before-update.ts';
import {
  setObjectDefaults_Pod,
  setObjectDefaults_ReplicaSet,
} from '../ports/apiserver/defaults.ts';
import { PodStrategy } from '../ports/apiserver/pod-strategy.ts';
import { ReplicaSetStrategy } from '../ports/apiserver/replica-set-strategy.ts';
import type { RequestContext } from '../ports/apiserver/request-context.ts';
import { isMap, type JSONMap, type JSONValue } from '../ports/strategicpatch/json-value.ts';
import { readDocument } from './read-document.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import type { Stage } from './stage.ts';
import { markedLines, yamlLines, type YamlLine } from './yaml-lines.ts';

type StoredObject = ReplicaSet | Pod;

const web = `metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web`;

const pod = `metadata:
  generateName: web-
  labels:
    app: web
spec:
  containers:
  - name: c
    image: busybox`;

const liar = `metadata:
  name: web
  uid: i-choose-my-own
  creationTimestamp: 1999-12-31T23:59:59Z
  generation: 42
  deletionTimestamp: 2030-01-01T00:00:00Z
spec:
  replicas: 3
  template: {}
status:
  replicas: 3
  readyReplicas: 3`;

/** 19:42:28 of the recording's day. */
const now = Date.parse('2021-01-13T19:42:28Z');

export const run = defineRun({
  id: 'before-create',
  title: 'What the API server makes of an object',
  about:
    'An object is created, and then replaced if you write a second one: see what the API server fills in, what it overwrites, and when the generation grows.',
  watches: [
    'src/ports/apiserver/before-create.ts',
    'src/ports/apiserver/replica-set-strategy.ts',
    'src/ports/apiserver/pod-strategy.ts',
    'src/ports/apiserver/object-meta-system-fields.ts',
    'src/ports/apiserver/before-update.ts',
  ],
  fields: {
    kind: { kind: 'choice', label: 'Kind', value: 'ReplicaSet', options: ['ReplicaSet', 'Pod'] },
    namespace: { kind: 'text', label: 'Namespace of the request', value: 'default', rows: 1 },
    object: {
      kind: 'text',
      label: 'The object of the POST',
      value: web,
      rows: 12,
      hint: 'YAML or JSON',
    },
    update: {
      kind: 'text',
      label: 'The object of a PUT after it',
      value: '',
      rows: 12,
      hint: 'YAML or JSON; empty for none',
    },
  },
  scenarios: [
    { id: 'replica-set', title: 'Our ReplicaSet', inputs: {} },
    {
      id: 'generated-name',
      title: 'A Pod with the beginning of a name',
      inputs: { kind: 'Pod', object: pod },
    },
    {
      id: 'client-decides',
      title: 'A client that sets everything itself',
      inputs: { object: liar },
    },
    {
      id: 'other-namespace',
      title: 'Two namespaces that differ',
      inputs: { object: web.replace('name: web', 'name: web\n  namespace: kube-system') },
    },
    {
      id: 'new-label',
      title: 'Then a PUT with another label',
      inputs: { update: web.replace('app: web', 'app: web\n    tier: front') },
    },
    {
      id: 'new-replicas',
      title: 'Then a PUT with 5 replicas, and a status',
      inputs: { update: `${web.replace('replicas: 3', 'replicas: 5')}\nstatus:\n  replicas: 100` },
    },
  ],
  breaks: [
    {
      id: 'always-a-new-generation',
      title: 'Every update makes a new generation',
      edits: [
        {
          file: 'src/ports/apiserver/replica-set-strategy.ts',
          find: 'if (!semanticDeepEqual(oldRS.spec, newRS.spec)) {',
          replace: 'if (true as boolean) {',
        },
      ],
    },
    {
      id: 'keep-the-status',
      title: 'The status of the client is kept',
      edits: [
        {
          file: 'src/ports/apiserver/replica-set-strategy.ts',
          find: 'rs.status = { replicas: 0 };',
          replace: '',
        },
        {
          file: 'src/ports/apiserver/replica-set-strategy.ts',
          find: 'newRS.status = oldRS.status;',
          replace: '',
        },
      ],
    },
  ],
  play({ kind, namespace, object, update }, stage) {
    const ns = namespace.trim();
    const isAlone = update.trim() === '';
    const created = runAs(stage.scheduler, 'API server', function* () {
      return kind === 'Pod'
        ? play(stage, ns, new PodStrategy(), readPod(object), isAlone ? undefined : readPod(update))
        : play(
            stage,
            ns,
            new ReplicaSetStrategy(),
            readReplicaSet(object),
            isAlone ? undefined : readReplicaSet(update),
          );
    });
    const { error, stored, verb } = created;
    const { name, generation, uid = '', creationTimestamp = '' } = stored.metadata;
    const replicas = 'replicas' in stored.status ? stored.status.replicas : 0;
    return {
      text: error
        ? `The ${verb} is refused: ${error.message}.`
        : `${name} goes to etcd with ${generation === undefined ? 'no generation' : `generation ${generation}`}, UID ${uid} and the time ${creationTimestamp}. ${'phase' in stored.status ? `Its phase is ${stored.status.phase ?? ''}.` : `Its status says ${replicas} replicas.`}`,
      facts: {
        name,
        generation: generation ?? 'none',
        uidOfClient: object.includes(`uid: ${uid}`),
        creationTimestamp,
        statusReplicas: replicas,
        deletionTimestamp: stored.metadata.deletionTimestamp ?? 'none',
        refused: error !== undefined,
      },
    };
  },
});

/** Strategies that create and update. */
type Strategy<T extends StoredObject> = Parameters<typeof beforeCreate<T>>[0] &
  Parameters<typeof beforeUpdate<T>>[0];

function play<T extends StoredObject>(
  stage: Stage,
  namespace: string,
  strategy: Strategy<T>,
  { object, sent }: { object: T; sent: readonly YamlLine[] },
  update: { object: T; sent: readonly YamlLine[] } | undefined,
): { error: Error | undefined; stored: T; verb: string } {
  const { scheduler } = stage;
  const ctx: RequestContext = {
    runtime: { now: () => now + scheduler.now(), random: () => scheduler.random() },
    namespace,
  };
  let [from, to, old] = [sent, object, undefined as T | undefined];
  let verb = 'POST';
  stage.show(() => [
    {
      kind: 'documents',
      documents: [
        ...(old ? [{ name: 'stored before', lines: yamlLines(old) }] : []),
        { name: `the ${verb} brings`, lines: markedLines(from, yamlLines(to), 'gone') },
        { name: 'what becomes of it', lines: markedLines(yamlLines(to), from, 'good') },
      ],
    },
  ]);
  stage.say('the POST was decoded, and the defaults of its kind are filled in');
  const error = beforeCreate(strategy, ctx, object);
  if (error) {
    stage.say(`refused: ${error.message}`);
    return { error, stored: object, verb };
  }
  stage.say(`${object.metadata.name} can go to etcd`);
  if (!update) return { error, stored: object, verb };
  [from, to, old, verb] = [update.sent, update.object, object, 'PUT'];
  update.object.metadata.name ||= object.metadata.name;
  stage.say('a PUT brings a new object, which is compared with the stored one');
  const refused = beforeUpdate(strategy, ctx, update.object, object);
  stage.say(refused ? `refused: ${refused.message}` : `generation ${generationOf(update.object)}`);
  return { error: refused, stored: update.object, verb };
}

const generationOf = ({ metadata }: StoredObject): string => String(metadata.generation ?? 'none');

function readReplicaSet(text: string): { object: ReplicaSet; sent: readonly YamlLine[] } {
  const { document, metadata } = read(text);
  const spec = checkSpec(document['spec']);
  const object = {
    status: { replicas: 0 },
    ...structuredClone(document),
    metadata,
    spec: { template: {}, ...structuredClone(spec) },
  } as unknown as ReplicaSet;
  setObjectDefaults_ReplicaSet(object);
  return { object, sent: yamlLines(document) };
}

function readPod(text: string): { object: Pod; sent: readonly YamlLine[] } {
  const { document, metadata } = read(text);
  checkSpec(document['spec']);
  const object = { status: {}, ...structuredClone(document), metadata } as unknown as Pod;
  setObjectDefaults_Pod(object);
  return { object, sent: yamlLines(document) };
}

/** @throws when the parts that defaults look at are not what they must be. */
function checkSpec(spec: JSONValue | undefined): JSONMap {
  if (!isMap(spec)) throw new Error('the object has no spec; write spec: and fields below it');
  for (const key of ['containers', 'initContainers']) {
    const list = spec[key] ?? [];
    if (!Array.isArray(list) || !list.every(isMap)) {
      throw new Error(`${key} is no list of containers; write lines such as - name: c`);
    }
  }
  const { template } = spec;
  if (template === undefined) return spec;
  if (!isMap(template)) throw new Error('the template has no fields; write template: {}');
  if (template['spec'] !== undefined) checkSpec(template['spec']);
  return spec;
}

function read(text: string): { document: JSONMap; metadata: ObjectMeta } {
  const document = readDocument(text, 'the object');
  const metadata = document['metadata'];
  if (!isMap(metadata)) throw new Error('the object has no metadata; write metadata: and a name');
  return { document, metadata: { name: '', ...structuredClone(metadata) } };
}
