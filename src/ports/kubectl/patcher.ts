import { isConflict } from '../api/is-conflict.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { createThreeWayMergePatch } from '../strategicpatch/create-three-way-merge-patch.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';
import type { LookupPatchMeta } from '../strategicpatch/lookup-patch-meta.ts';
import { addSourceToErr } from './add-source-to-err.ts';
import { encode, getOriginalConfiguration } from './apply-annotation.ts';
import type { ResourceClient } from './resource-client.ts';

/** So many times a patch is tried again after a conflict. */
const maxPatchRetry = 5;
/** Milliseconds. */
const backOffPeriod = 1000;
/** So many tries again come without a pause. */
const triesBeforeBackOff = 1;

type Patched = readonly [
  patch: string | undefined,
  object: JSONMap | undefined,
  error: Error | undefined,
];

export interface PatcherOptions {
  readonly runtime: Pick<Runtime, 'sleep'>;
  readonly helper: Pick<ResourceClient, 'get' | 'patch'>;
  /** How the kind is patched. */
  readonly schema: LookupPatchMeta;
  /** Whether changes of others give way; else they are an error. */
  readonly overwrite: boolean;
  /** Tries again after a conflict; 0 stands for 5. */
  readonly retries?: number;
}

/** Brings an object of the API server to what is asked for. */
export class Patcher {
  readonly #runtime: Pick<Runtime, 'sleep'>;
  readonly #helper: Pick<ResourceClient, 'get' | 'patch'>;
  readonly #schema: LookupPatchMeta;
  readonly #overwrite: boolean;
  #retries: number;

  constructor({ runtime, helper, schema, overwrite, retries = maxPatchRetry }: PatcherOptions) {
    this.#runtime = runtime;
    this.#helper = helper;
    this.#schema = schema;
    this.#overwrite = overwrite;
    this.#retries = retries;
  }

  /**
   * Makes the patch and sends it, unless there is nothing to patch.
   *
   * @param obj The object as the server has it.
   * @param modified What is asked for, as JSON.
   * @param source Where this comes from, for errors.
   * @ports staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go#Patcher.patchSimple
   */
  *patchSimple(
    obj: JSONMap,
    modified: string,
    source: string,
    namespace: string,
    name: string,
  ): Task<Patched> {
    const current = encode(obj); // go: current, err := runtime.Encode(
    // left out (a document can always be written): if err != nil { @1

    const original = getOriginalConfiguration(obj) ?? ''; // go: original, err := util.GetOriginalConfiguration(
    // left out (a document always has metadata): if err != nil { @2

    // left out (the only type here is the strategic merge patch): var patchType types.PatchType
    // left out (declared with its value): var patch []byte
    // left out (handed in): var lookupPatchMeta strategicpatch.LookupPatchMeta
    // left out (handed in): var schema oapi.Schema
    const failed = `creating patch with:\noriginal:\n${original}\nmodified:\n${modified}\ncurrent:\n${current}\nfor:`; // go: createPatchErrFormat :=
    // left out (the schema is handed in, so that the kind is known): versionedObject, err := scheme.Scheme.New(
    // left out (unknown kinds, which get a JSON merge patch): patchType = types.MergePatchType
    // left out (unknown kinds): preconditions :=
    // left out (unknown kinds): patch, err = jsonmergepatch.
    // left out (unknown kinds): if err != nil { @3
    // left out (the schema is handed in): return nil, nil, cmdutil.AddSourceToErr(fmt.Sprintf("getting instance
    // go: switch {
    // left out (the only type here): patchType = types.StrategicMergePatchType @1
    // left out (OpenAPI says the same as the types): if p.OpenapiSchema != nil {
    // go: if patch == nil {
    // left out (the schema is handed in): lookupPatchMeta, err = strategicpatch.NewPatchMetaFromStruct(
    // left out (the schema is handed in): if err != nil { @4
    // go: patch, err = strategicpatch.CreateThreeWayMergePatch(
    const [patch, err] = createThreeWayMergePatch(
      original,
      modified,
      current,
      this.#schema,
      this.#overwrite,
    );
    if (err) {
      return [undefined, undefined, addSourceToErr(failed, source, err)]; // go+: if err != nil { @5
    }

    if (patch === '{}') {
      return [patch, obj, undefined]; // go+: if string(patch) == "{}" {
    }

    // left out (apply sets no resourceVersion): if p.ResourceVersion != nil {

    const [patchedObj, err2] = yield* this.#helper.patch(namespace, name, patch); // go: patchedObj, err := p.Helper.Patch(
    return [patch, patchedObj, err2]; // go: return patch, patchedObj, err
  }

  /**
   * Patches, and after a conflict reads the object again and tries again.
   *
   * @returns The patch, the patched object or the error.
   * @ports staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go#Patcher.Patch
   */
  *patch(
    current: JSONMap,
    modified: string,
    source: string,
    namespace: string,
    name: string,
  ): Task<Patched> {
    // left out (declared with its value): var getErr error
    // go: patchBytes, patchObject, err := p.patchSimple(
    let [patchBytes, patchObject, err] = yield* this.patchSimple(
      current,
      modified,
      source,
      namespace,
      name,
    );
    if (this.#retries === 0) {
      this.#retries = maxPatchRetry; // go+: if p.Retries == 0 {
    }
    // go: for i := 1; i <= p.Retries && errors.IsConflict(err); i++ {
    for (let i = 1; i <= this.#retries && isConflict(err); i++) {
      if (i > triesBeforeBackOff) {
        yield* this.#runtime.sleep(backOffPeriod); // go+: if i > triesBeforeBackOff {
      }
      const [fresh, getErr] = yield* this.#helper.get(namespace, name); // go: current, getErr = p.Helper.Get(
      if (getErr) {
        return [undefined, undefined, getErr]; // go+: if getErr != nil {
      }
      // go: patchBytes, patchObject, err = p.patchSimple(
      [patchBytes, patchObject, err] = yield* this.patchSimple(
        fresh ?? {},
        modified,
        source,
        namespace,
        name,
      );
    }
    // left out (kubectl apply --force): if err != nil && (errors.IsConflict(err)
    return [patchBytes, patchObject, err]; // go: return patchBytes, patchObject, err
  }
}
