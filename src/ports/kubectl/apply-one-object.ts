import { lastAppliedConfigAnnotation } from '../api/last-applied-config-annotation.ts';
import { isNotFound } from '../api/status-error.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';
import type { LookupPatchMeta } from '../strategicpatch/lookup-patch-meta.ts';
import { addSourceToErr } from './add-source-to-err.ts';
import { createApplyAnnotation, getModifiedConfiguration } from './apply-annotation.ts';
import { annotationsOf, metadataText } from './metadata-accessor.ts';
import { Patcher } from './patcher.ts';
import type { ResourceClient } from './resource-client.ts';

/** What was done with an object, as kubectl says it. */
export type Operation = 'created' | 'configured' | 'unchanged';

/** Flags of the command, and what it needs of the world. */
export interface ApplyOptions {
  readonly runtime: Pick<Runtime, 'sleep'>;
  readonly overwrite: boolean;
  /** A line as `replicaset.apps/rs created`. */
  print(operation: Operation, object: JSONMap): void;
  /** A warning, with its new line. */
  warn(text: string): void;
}

/** An object of a manifest. */
export interface Info {
  readonly client: ResourceClient;
  /** How its kind is patched. */
  readonly schema: LookupPatchMeta;
  /** The plural in a URL, as `replicasets`. */
  readonly resource: string;
  /** Where it comes from, as `rs.yaml`; may be empty. */
  readonly source: string;
  namespace: string;
  name: string;
  /** What is asked for; afterwards the object as the server has it. */
  object: JSONMap;
}

/**
 * Creates an object that isn't there, else brings it to what is asked for.
 *
 * @ports staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go#ApplyOptions.applyOneObject
 */
export function* applyOneObject(o: ApplyOptions, info: Info): Task<Error | undefined> {
  // left out (pruning): o.MarkNamespaceVisited(info)
  // left out (--record): if err := o.Recorder.Record(

  // go: if len(info.Name) == 0 {
  if (info.name.length === 0) {
    // left out (the object is a document): metadata, _ := meta.Accessor(info.Object) @1
    const generatedName = metadataText(info.object, 'generateName'); // go: generatedName := metadata.GetGenerateName()
    // go: if len(generatedName) > 0 {
    if (generatedName.length > 0) {
      return new Error(`from ${generatedName}: cannot use generate name with apply`); // go: return fmt.Errorf("from %s
    }
  }

  const helper = info.client; // go: helper := resource.NewHelper(
  // left out (--dry-run): if o.DryRunStrategy == cmdutil.DryRunServer {
  // left out (--server-side): if o.ServerSideApply {

  const modified = getModifiedConfiguration(info.object, true); // go: modified, err := util.GetModifiedConfiguration(
  // left out (a document can always be written): if err != nil { @4

  const [current, err] = yield* info.client.get(info.namespace, info.name); // go: if err := info.Get(); err != nil {
  if (err) {
    if (!isNotFound(err)) {
      const verb = `retrieving current configuration of:\n${infoText(info)}\nfrom server for:`;
      return addSourceToErr(verb, info.source, err); // go+: if !errors.IsNotFound(err) {
    }

    createApplyAnnotation(info.object); // go+: if err := util.CreateApplyAnnotation(

    // go: if o.DryRunStrategy != cmdutil.DryRunClient { @1
    const [obj, createErr] = yield* helper.create(info.namespace, info.object); // go: obj, err := helper.Create(
    if (createErr) {
      return addSourceToErr('creating', info.source, createErr); // go+: if err != nil { @5
    }
    refresh(info, obj); // go: info.Refresh(obj, true) @2

    // left out (pruning): if err := o.MarkObjectVisited(info); err != nil { @2
    // left out (--output): if o.shouldPrintObject() { @2
    // left out (the printer is handed in): printer, err := o.ToPrinter("created")
    // left out (the printer is handed in): if err != nil { @6
    o.print('created', info.object); // go+: if err = printer.PrintObj(info.Object, o.Out); err != nil { @2
    return undefined; // go: return nil @4
  }
  info.object = current ?? {};

  // left out (pruning): if err := o.MarkObjectVisited(info); err != nil { @3

  // go: if o.DryRunStrategy != cmdutil.DryRunClient { @2
  // left out (the object is a document): metadata, _ := meta.Accessor(info.Object) @2
  const annotationMap = annotationsOf(info.object) ?? {}; // go: annotationMap := metadata.GetAnnotations()
  // go: if _, ok := annotationMap[corev1.LastAppliedConfigAnnotation]; !ok {
  if (annotationMap[lastAppliedConfigAnnotation] === undefined) {
    // go: fmt.Fprintf(o.ErrOut,
    o.warn(
      `Warning: resource ${info.resource}/${info.name} is missing the ${lastAppliedConfigAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
    );
  }

  const { runtime, overwrite } = o;
  const patcher = new Patcher({ runtime, helper, schema: info.schema, overwrite }); // go: patcher, err := newPatcher(
  // left out (it cannot fail): if err != nil { @7
  // go: patchBytes, patchedObject, err := patcher.Patch(
  const [patchBytes, patchedObject, patchErr] = yield* patcher.patch(
    info.object,
    modified,
    info.source,
    info.namespace,
    info.name,
  );
  if (patchErr) {
    const verb = `applying patch:\n${patchBytes ?? ''}\nto:\n${infoText(info)}\nfor:`;
    return addSourceToErr(verb, info.source, patchErr); // go+: if err != nil { @8
  }

  refresh(info, patchedObject); // go: info.Refresh(patchedObject, true)

  warnIfDeleting(info.object, o); // go: WarnIfDeleting(info.Object, o.ErrOut) @2

  // go: if string(patchBytes) == "{}" && !o.shouldPrintObject() {
  if (patchBytes === '{}') {
    // left out (the printer is handed in): printer, err := o.ToPrinter("unchanged")
    // left out (the printer is handed in): if err != nil { @9
    o.print('unchanged', info.object); // go+: if err = printer.PrintObj(info.Object, o.Out); err != nil { @3
    return undefined; // go: return nil @5
  }

  // left out (--output): if o.shouldPrintObject() { @3
  // left out (the printer is handed in): printer, err := o.ToPrinter("configured")
  // left out (the printer is handed in): if err != nil { @10
  o.print('configured', info.object); // go+: if err = printer.PrintObj(info.Object, o.Out); err != nil { @4

  return undefined; // go: return nil @7
}

/**
 * Warns of changes to an object that goes away.
 *
 * @ports staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go#WarnIfDeleting
 */
export function warnIfDeleting(obj: JSONMap, o: Pick<ApplyOptions, 'warn'>): void {
  // go: metadata, _ := meta.Accessor(obj)
  // go: if metadata != nil && metadata.GetDeletionTimestamp() != nil {
  if (metadataText(obj, 'deletionTimestamp') !== '') {
    const name = metadataText(obj, 'name');
    o.warn(`Warning: Detected changes to resource ${name} which is currently being deleted.\n`); // go: fmt.Fprintf(stderr,
  }
}

function refresh(info: Info, object: JSONMap | undefined): void {
  info.object = object ?? {};
  info.name = metadataText(info.object, 'name');
  info.namespace = metadataText(info.object, 'namespace');
}

const infoText = ({ resource, name, namespace }: Info): string =>
  `Resource: "${resource}"\nName: "${name}", Namespace: "${namespace}"`;
