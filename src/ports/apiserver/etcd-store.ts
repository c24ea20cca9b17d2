import type { Task } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import {
  objectResourceVersion,
  prepareObjectForStorage,
  updateObject,
} from './api-object-versioner.ts';
import { decode as decodeJson, encode } from './codec.ts';
import type { EtcdClient, GetResponse, KeyValue } from './etcd.ts';
import { checkPreconditions, type Preconditions } from './preconditions.ts';
import { newKeyExistsError, newKeyNotFoundError, StorageInternalError } from './storage-error.ts';

/** A value, or why there is none. */
export type Result<T> =
  readonly [value: T, error: undefined] | readonly [value: undefined, error: Error];

/** Which revision an object was read at; 0 if there was none. */
export interface ResponseMeta {
  readonly resourceVersion: number;
}

/** Makes the new object of the one there is. It may be called again with a newer one. */
export type UpdateFunc<T> = (input: T, res: ResponseMeta) => Task<Result<T>>;

/** An error if the object may not be deleted. */
export type ValidateObjectFunc<T> = (obj: T) => Task<Error | undefined>;

/** No objection to anything. */
export function* validateAllObjectFunc(): Task<Error | undefined> {
  return undefined;
}

/** Encrypts and decrypts what is stored. What is stale has to be written again. */
export interface Transformer {
  transformFromStorage(data: string): Result<readonly [data: string, isStale: boolean]>;
  transformToStorage(data: string): Result<string>;
}

/** Stores as it is. */
const identity: Transformer = {
  transformFromStorage: (data) => [[data, false], undefined],
  transformToStorage: (data) => [data, undefined],
};

interface ObjState<T> {
  readonly obj: T;
  readonly meta: ResponseMeta;
  readonly rev: number;
  readonly data: string;
  readonly stale: boolean;
}

export interface EtcdStoreOptions<T> {
  readonly client: EtcdClient;
  /** An object with nothing in it. */
  readonly newFunc: () => T;
  readonly prefix?: string;
  readonly transformer?: Transformer;
}

/** Objects of one type in etcd. What the Go writes into a parameter `out` is returned. */
export class EtcdStore<T extends ApiObject> {
  transformer: Transformer;
  readonly #client: EtcdClient;
  readonly #newFunc: () => T;
  readonly #pathPrefix: string;

  constructor({ client, newFunc, prefix = '', transformer = identity }: EtcdStoreOptions<T>) {
    this.#client = client;
    this.#newFunc = newFunc;
    this.#pathPrefix = prefix;
    this.transformer = transformer;
  }

  /** The key in etcd. */
  keyOf(key: string): string {
    return joinPath(this.#pathPrefix, key);
  }

  /**
   * Reads an object.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.Get
   */
  *get(
    key: string,
    { ignoreNotFound = false }: { readonly ignoreNotFound?: boolean } = {},
  ): Task<Result<T>> {
    key = this.keyOf(key); // go: key = path.Join(
    // left out (metrics): startTime := time.Now()
    const [getResp, err] = yield* this.#client.get(key); // go: getResp, err := s.client.KV.Get(
    // left out (metrics): metrics.RecordEtcdRequestLatency(
    if (!getResp) return failed(err); // go+: if err != nil { @1
    // left out (a read here always asks for the newest): if err = s.validateMinimumResourceVersion(

    // go: if len(getResp.Kvs) == 0 {
    if (!getResp.kv) {
      // go: if opts.IgnoreNotFound {
      if (ignoreNotFound) {
        return [this.#newFunc(), undefined]; // go: return runtime.SetZeroValue(out)
      }
      return [undefined, newKeyNotFoundError(key, 0)]; // go: return storage.NewKeyNotFoundError(
    }
    const { kv } = getResp; // go: kv := getResp.Kvs[0]

    const [data, transformErr] = this.transformer.transformFromStorage(kv.value); // go: data, _, err := s.transformer.TransformFromStorage(
    // go: if err != nil { @2
    if (transformErr) {
      return [undefined, new StorageInternalError(transformErr.message)]; // go: return storage.NewInternalError(
    }

    return decode(data[0], kv.modRevision); // go: return decode(
  }

  /**
   * Stores a new object; an error if there is one with the key.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.Create
   */
  *create(key: string, obj: T): Task<Result<T>> {
    const [version, versionErr] = objectResourceVersion(obj);
    // go: if version, err := s.versioner.ObjectResourceVersion(obj); err == nil
    if (!versionErr && version !== 0) {
      // go: return errors.New(
      return [undefined, new Error('resourceVersion should not be set on objects to be created')];
    }
    prepareObjectForStorage(obj); // go+: if err := s.versioner.PrepareObjectForStorage(obj); err != nil {
    const data = encode(obj); // go: data, err := runtime.Encode(
    // left out (every object of a port can be encoded): if err != nil { @1
    key = this.keyOf(key); // go: key = path.Join(

    // left out (nothing expires here): opts, err := s.ttlOpts(
    // left out (nothing expires here): if err != nil { @2

    const [newData, transformErr] = this.transformer.transformToStorage(data); // go: newData, err := s.transformer.TransformToStorage(
    // go: if err != nil { @3
    if (transformErr) {
      return [undefined, new StorageInternalError(transformErr.message)]; // go: return storage.NewInternalError(
    }

    // left out (metrics): startTime := time.Now()
    // go: txnResp, err := s.client.KV.Txn(ctx).If(
    const [txnResp, err] = yield* this.#client.commit({ key, modRevision: 0, put: newData });
    // left out (metrics): metrics.RecordEtcdRequestLatency(
    if (!txnResp) return failed(err); // go+: if err != nil { @4
    // go: if !txnResp.Succeeded {
    if (!txnResp.succeeded) {
      return [undefined, newKeyExistsError(key, 0)]; // go: return storage.NewKeyExistsError(
    }

    // left out (the object is always returned): if out != nil {
    return decode(data, txnResp.revision);
    // left out (the object is always returned): return nil
  }

  /**
   * Deletes an object that meets the preconditions and that may be deleted.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.Delete
   */
  *delete(
    key: string,
    preconditions: Preconditions | undefined,
    validateDeletion: ValidateObjectFunc<T>,
  ): Task<Result<T>> {
    // left out (types do it): v, err := conversion.EnforcePtr(out)
    // left out (types do it): if err != nil {
    key = this.keyOf(key); // go: key = path.Join(
    return yield* this.#conditionalDelete(key, preconditions, validateDeletion); // go: return s.conditionalDelete(
  }

  /**
   * Deletes what was read, if it is still so; else it reads and checks again.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.conditionalDelete
   */
  *#conditionalDelete(
    key: string,
    preconditions: Preconditions | undefined,
    validateDeletion: ValidateObjectFunc<T>,
  ): Task<Result<T>> {
    // left out (metrics): startTime := time.Now() @1
    const [current, err] = yield* this.#client.get(key); // go: getResp, err := s.client.KV.Get(
    // left out (metrics): metrics.RecordEtcdRequestLatency("get"
    if (!current) return failed(err); // go+: if err != nil { @1
    let getResp: Pick<GetResponse, 'kv'> = current;
    // go: for {
    for (;;) {
      const [origState, stateErr] = this.#getState(getResp, key, false); // go: origState, err := s.getState(
      if (stateErr) return [undefined, stateErr]; // go+: if err != nil { @2
      // go: if preconditions != nil {
      if (preconditions) {
        const err = checkPreconditions(preconditions, key, origState.obj); // go: if err := preconditions.Check(
        if (err) return [undefined, err]; // go: return err @3
      }
      const validationErr = yield* validateDeletion(origState.obj); // go: if err := validateDeletion(
      if (validationErr) return [undefined, validationErr]; // go: return err @4
      // left out (metrics): startTime := time.Now() @2
      // go: txnResp, err := s.client.KV.Txn(ctx).If(
      const [txnResp, txnErr] = yield* this.#client.commit({ key, modRevision: origState.rev });
      // left out (metrics): metrics.RecordEtcdRequestLatency("delete"
      if (!txnResp) return failed(txnErr); // go+: if err != nil { @3
      // go: if !txnResp.Succeeded {
      if (!txnResp.succeeded) {
        getResp = txnResp; // go: getResp = (*clientv3.GetResponse)
        // left out (logging): klog.V(4).Infof(
        continue; // go: continue
      }
      return decode(origState.data, origState.rev); // go: return decode(
    }
  }

  /**
   * Updates an object in a way that no other update gets lost: what was read must still be there
   * when the new object is written, or it is made again of what is there then. Nothing is written
   * when nothing changes.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.GuaranteedUpdate
   * @param ignoreNotFound Whether an object that isn't there is taken for an empty one.
   * @param suggestion The object as a cache has it, in order to spare a read; may be outdated.
   */
  *guaranteedUpdate(
    key: string,
    ignoreNotFound: boolean,
    preconditions: Preconditions | undefined,
    tryUpdate: UpdateFunc<T>,
    suggestion?: T,
  ): Task<Result<T>> {
    // left out (tracing): trace := utiltrace.New(
    // left out (tracing): defer trace.LogIfLong(
    // left out (types do it): v, err := conversion.EnforcePtr(out)
    // left out (types do it): if err != nil { @1
    key = this.keyOf(key); // go: key = path.Join(

    // go: getCurrentState := func()
    const getCurrentState = function* (store: EtcdStore<T>): Task<Result<ObjState<T>>> {
      // left out (metrics): startTime := time.Now() @1
      const [getResp, err] = yield* store.#client.get(key); // go: getResp, err := s.client.KV.Get(
      // left out (metrics): metrics.RecordEtcdRequestLatency("get"
      if (!getResp) return failed(err); // go+: if err != nil { @2
      return store.#getState(getResp, key, ignoreNotFound); // go: return s.getState(
    };

    let origState: ObjState<T>; // go: var origState *objState
    let mustCheckData = false; // go: var mustCheckData bool
    // go: if suggestion != nil {
    if (suggestion) {
      const [state, err] = this.#getStateFromObject(suggestion); // go: origState, err = s.getStateFromObject(
      if (err) return [undefined, err]; // go+: if err != nil { @3
      origState = state;
      mustCheckData = true; // go: mustCheckData = true
    } else {
      const [state, err] = yield* getCurrentState(this); // go: origState, err = getCurrentState() @1
      if (err) return [undefined, err]; // go+: if err != nil { @4
      origState = state;
    }
    // left out (tracing): trace.Step("initial value restored")

    // left out (our transformers do not look at the key): transformContext :=
    // go: for {
    for (;;) {
      const preconditionErr = checkPreconditions(preconditions, key, origState.obj); // go: if err := preconditions.Check(
      if (preconditionErr) {
        if (!mustCheckData) return [undefined, preconditionErr]; // go+: if !mustCheckData { @1
        // A cache may lag behind: only what etcd has counts.
        const [state, err] = yield* getCurrentState(this); // go: origState, err = getCurrentState() @2
        if (err) return [undefined, err]; // go+: if err != nil { @5
        origState = state;
        mustCheckData = false; // go: mustCheckData = false @1
        continue; // go: continue @1
      }

      const [ret, updateErr] = yield* this.#updateState(origState, tryUpdate); // go: ret, ttl, err := s.updateState(
      // go: if err != nil { @6
      if (updateErr) {
        if (!mustCheckData) return [undefined, updateErr]; // go+: if !mustCheckData { @2
        const [state, err] = yield* getCurrentState(this); // go: origState, err = getCurrentState() @3
        if (err) return [undefined, err]; // go+: if err != nil { @7
        origState = state;
        mustCheckData = false; // go: mustCheckData = false @2
        continue; // go: continue @2
      }

      const data = encode(ret); // go: data, err := runtime.Encode(
      // left out (every object of a port can be encoded): if err != nil { @8
      // go: if !origState.stale && bytes.Equal(
      if (!origState.stale && data === origState.data) {
        // go: if mustCheckData {
        if (mustCheckData) {
          const [state, err] = yield* getCurrentState(this); // go: origState, err = getCurrentState() @4
          if (err) return [undefined, err]; // go+: if err != nil { @9
          origState = state;
          mustCheckData = false; // go: mustCheckData = false @3
          // go: if !bytes.Equal(
          if (data !== origState.data) {
            continue; // go: continue @3
          }
        }
        // go: if !origState.stale { @1
        if (!origState.stale) {
          return decode(origState.data, origState.rev); // go: return decode(s.codec, s.versioner, origState.data
        }
      }

      const [newData, transformErr] = this.transformer.transformToStorage(data); // go: newData, err := s.transformer.TransformToStorage(
      // go: if err != nil { @10
      if (transformErr) {
        return [undefined, new StorageInternalError(transformErr.message)]; // go: return storage.NewInternalError(
      }

      // left out (nothing expires here): opts, err := s.ttlOpts(
      // left out (nothing expires here): if err != nil { @11
      // left out (tracing): trace.Step("Transaction prepared")

      // left out (metrics): startTime := time.Now() @2
      // go: txnResp, err := s.client.KV.Txn(ctx).If(
      const [txnResp, txnErr] = yield* this.#client.commit({
        key,
        modRevision: origState.rev,
        put: newData,
      });
      // left out (metrics): metrics.RecordEtcdRequestLatency("update"
      if (!txnResp) return failed(txnErr); // go+: if err != nil { @12
      // left out (tracing): trace.Step("Transaction committed")
      // go: if !txnResp.Succeeded {
      if (!txnResp.succeeded) {
        const getResp = txnResp; // go: getResp := (*clientv3.GetResponse)
        // left out (logging): klog.V(4).Infof(
        const [state, err] = this.#getState(getResp, key, ignoreNotFound); // go: origState, err = s.getState(
        if (err) return [undefined, err]; // go+: if err != nil { @13
        origState = state;
        // left out (tracing): trace.Step("Retry value restored")
        mustCheckData = false; // go: mustCheckData = false @4
        continue; // go: continue @4
      }
      const putResp = txnResp; // go: putResp := txnResp.Responses[0]

      return decode(data, putResp.revision); // go: return decode(s.codec, s.versioner, data, out, putResp
    }
  }

  /** All objects below a key, and the revision at which they were as they are here. */
  *list(key: string): Task<Result<{ readonly items: readonly T[]; readonly revision: number }>> {
    const { revision, kvs } = yield* this.#client.range(
      `${this.keyOf(key)}/`.replace(/^\/\/$/, '/'),
    );
    const items: T[] = [];
    for (const kv of kvs) {
      const [item, err] = this.read(kv);
      if (err) return [undefined, err];
      items.push(item);
    }
    return [{ items, revision }, undefined];
  }

  /** The object that a key of etcd has, with a revision if it is not its own. */
  read(kv: KeyValue, revision = kv.modRevision): Result<T> {
    const [data, err] = this.transformer.transformFromStorage(kv.value);
    if (err) return [undefined, new StorageInternalError(err.message)];
    return decode(data[0], revision);
  }

  /**
   * What was read, decoded.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.getState
   */
  #getState(
    getResp: Pick<GetResponse, 'kv'>,
    key: string,
    ignoreNotFound: boolean,
  ): Result<ObjState<T>> {
    // left out (put together below): state := &objState{
    // left out (put together below): if u, ok := v.Addr()
    // go: if len(getResp.Kvs) == 0 {
    if (!getResp.kv) {
      // go: if !ignoreNotFound {
      if (!ignoreNotFound) {
        return [undefined, newKeyNotFoundError(key, 0)]; // go: return nil, storage.NewKeyNotFoundError(
      }
      const obj = this.#newFunc(); // go+: if err := runtime.SetZeroValue(
      return [{ obj, meta: { resourceVersion: 0 }, rev: 0, data: '', stale: false }, undefined];
    }
    const { kv } = getResp;
    const [transformed, err] = this.transformer.transformFromStorage(kv.value); // go: data, stale, err := s.transformer.TransformFromStorage(
    // go: if err != nil {
    if (err) {
      return [undefined, new StorageInternalError(err.message)]; // go: return nil, storage.NewInternalError(
    }
    const rev = kv.modRevision; // go: state.rev =
    const meta = { resourceVersion: rev }; // go: state.meta.ResourceVersion =
    const data = transformed[0]; // go: state.data = data
    const stale = transformed[1]; // go: state.stale = stale
    const [obj, decodeErr] = decode<T>(data, rev); // go: if err := decode(
    if (decodeErr) return [undefined, decodeErr]; // go: return nil, err @2
    return [{ obj, meta, rev, data, stale }, undefined]; // go: return state, nil
  }

  /**
   * A cached object, as if it was read. The cache's own object stays as it is, as the state's is a
   * copy.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.getStateFromObject
   */
  #getStateFromObject(suggestion: T): Result<ObjState<T>> {
    const obj = structuredClone(suggestion); // go: state := &objState{
    const [rv, err] = objectResourceVersion(obj); // go: rv, err := s.versioner.ObjectResourceVersion(
    // go: if err != nil { @1
    if (err) {
      return [undefined, new Error(`couldn't get resource version: ${err.message}`)]; // go: return nil, fmt.Errorf("couldn't get
    }
    const rev = rv; // go: state.rev = int64(rv)
    const meta = { resourceVersion: rev }; // go: state.meta.ResourceVersion =

    prepareObjectForStorage(obj); // go+: if err := s.versioner.PrepareObjectForStorage(
    const data = encode(obj); // go: state.data, err = runtime.Encode(
    // left out (every object of a port can be encoded): if err != nil { @2
    updateObject(obj, rv); // go+: if err := s.versioner.UpdateObject(
    return [{ obj, meta, rev, data, stale: false }, undefined]; // go: return state, nil
  }

  /**
   * The new object, ready to be stored.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.updateState
   */
  *#updateState(st: ObjState<T>, userUpdate: UpdateFunc<T>): Task<Result<T>> {
    const [ret, err] = yield* userUpdate(st.obj, st.meta); // go: ret, ttlPtr, err := userUpdate(
    if (err) return [undefined, err]; // go+: if err != nil {
    prepareObjectForStorage(ret); // go+: if err := s.versioner.PrepareObjectForStorage(
    // left out (nothing expires here): var ttl uint64
    // left out (nothing expires here): if ttlPtr != nil {
    return [ret, undefined]; // go: return ret, ttl, nil
  }
}

/**
 * An object of its stored form, with the revision it has.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#decode
 */
function decode<T extends ApiObject>(value: string, rev: number): Result<T> {
  // left out (types do it): if _, err := conversion.EnforcePtr(
  const [obj, err] = decodeJson(value); // go: _, _, err := codec.Decode(
  if (err) return [undefined, err]; // go+: if err != nil {
  updateObject(obj as T, rev); // go+: if err := versioner.UpdateObject(
  return [obj as T, undefined]; // go: return nil
}

/** The answer of a call that has none. */
function failed(err: Error | undefined): readonly [undefined, Error] {
  return [undefined, err ?? new Error('no answer')];
}

/** Go's path.Join of a prefix and a key, without dots. */
function joinPath(prefix: string, key: string): string {
  return `/${`${prefix}/${key}`.split('/').filter(Boolean).join('/')}`;
}
