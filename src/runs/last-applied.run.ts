import { lastAppliedConfigAnnotation } from '../ports/api/last-applied-config-annotation.ts';
import {
  createApplyAnnotation,
  encode,
  getModifiedConfiguration,
  getOriginalConfiguration,
} from '../ports/kubectl/apply-annotation.ts';
import { annotationsOf } from '../ports/kubectl/metadata-accessor.ts';
import type { JSONMap } from '../ports/strategicpatch/json-value.ts';
import { readDocument } from './read-document.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import { markedLines, yamlLines } from './yaml-lines.ts';

const manifest = `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web
spec:
  replicas: 3`;

const note = (text: string): string => `'${text}'`;
const written = note(
  '{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"annotations":{},"name":"web"},"spec":{"replicas":3}}',
);

const live = (replicas: number): string => `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web
  annotations:
    ${lastAppliedConfigAnnotation}: ${written}
spec:
  replicas: ${replicas}`;

export const run = defineRun({
  id: 'last-applied',
  title: 'Write the manifest into the object',
  about:
    'kubectl apply makes the JSON that it asks for, with the manifest in an annotation, and reads the annotation of the live object. Watch the object in memory change under way.',
  watches: ['src/ports/kubectl/apply-annotation.ts'],
  fields: {
    manifest: {
      kind: 'text',
      label: 'The manifest',
      value: manifest,
      rows: 7,
      hint: 'YAML or JSON',
    },
    live: {
      kind: 'text',
      label: 'The live object',
      value: '',
      rows: 7,
      hint: 'YAML or JSON; empty if there is none',
    },
  },
  scenarios: [
    { id: 'first', title: 'The first apply: nothing is there', inputs: {} },
    {
      id: 'scaled',
      title: 'Applied with 3, then scaled to 5',
      inputs: { live: live(5) },
    },
    {
      id: 'no-annotation',
      title: 'The live object was made by kubectl create',
      inputs: { live: manifest },
    },
    {
      id: 'saved-object',
      title: 'The manifest is a saved live object, annotation included',
      inputs: { manifest: live(4), live: live(3) },
    },
    {
      id: 'own-annotations',
      title: 'The manifest has an annotation of its own',
      inputs: {
        manifest: manifest.replace('  name: web', '  name: web\n  annotations:\n    owner: team-a'),
      },
    },
  ],
  breaks: [
    {
      id: 'keep-old-annotation',
      title: 'Without taking the old annotation out first',
      edits: [
        {
          file: 'src/ports/kubectl/apply-annotation.ts',
          find: 'Reflect.deleteProperty(annots, lastAppliedConfigAnnotation);',
          replace: '',
        },
      ],
    },
  ],
  play({ manifest, live }, stage) {
    const object = readDocument(manifest, 'the manifest');
    const before = yamlLines(object);
    const current = live.trim() === '' ? undefined : readDocument(live, 'the live object');
    let asked: JSONMap | undefined;
    let applied: JSONMap | undefined;
    stage.show(() => [
      {
        kind: 'documents',
        documents: [
          { name: 'in memory', lines: markedLines(yamlLines(object, 400), before) },
          ...(current ? [{ name: 'live', lines: yamlLines(current, 400) }] : []),
          ...(asked ? [{ name: 'what is asked for', lines: yamlLines(asked, 400) }] : []),
          ...(applied ? [{ name: 'applied the last time', lines: yamlLines(applied) }] : []),
        ],
      },
    ]);
    const [text, original, leftover] = runAs(stage.scheduler, 'kubectl', function* () {
      stage.say('writes down what the manifest asks for, before it reads the live object');
      const modified = getModifiedConfiguration(object, true);
      asked = JSON.parse(modified) as JSONMap;
      const inMemory = annotationsOf(object)?.[lastAppliedConfigAnnotation];
      const left = JSON.stringify(inMemory ?? 'none');
      yield;
      if (current) {
        stage.say('reads from the live object what was asked for the last time');
        const old = getOriginalConfiguration(current);
        if (old !== undefined) applied = readDocument(old, 'the annotation of the live object');
        return [modified, old, left] as const;
      }
      stage.say('the server has no such object: writes the annotation for the POST');
      createApplyAnnotation(object);
      const created = encode(object);
      asked = JSON.parse(created) as JSONMap;
      return [created, undefined, left] as const;
    });
    const annotation =
      annotationsOf(JSON.parse(text) as JSONMap)?.[lastAppliedConfigAnnotation] ?? '';
    const copies = copiesIn(text);
    const annotations = JSON.stringify(
      (JSON.parse(annotation) as { metadata?: { annotations?: unknown } }).metadata?.annotations,
    );
    return {
      text: [
        `The annotation has ${annotation.length} characters and holds the manifest ${copies === 1 ? 'once' : `${copies} times, one inside the other`}.`,
        current === undefined
          ? 'It goes to the server with the POST.'
          : original === undefined
            ? 'The live object has no such annotation, so the old manifest is empty.'
            : 'The live object tells what was asked for the last time, whatever it is now.',
      ].join(' '),
      facts: {
        copies,
        characters: annotation.length,
        annotationsInText: annotations.length > 80 ? 'a manifest' : annotations,
        leftInMemory: leftover.length > 20 ? 'the manifest' : leftover,
        original: original === undefined ? 'none' : 'there',
      },
    };
  },
});

/** How many manifests stand in each other's annotation. */
function copiesIn(text: string): number {
  if (!text.startsWith('{')) return 0;
  const inner = annotationsOf(readDocument(text, 'the annotation'))?.[lastAppliedConfigAnnotation];
  return inner === undefined || inner === '' ? 0 : 1 + copiesIn(inner);
}
