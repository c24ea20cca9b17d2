import { formatTime } from '../api/format-time.ts';
import type { GroupResource } from '../api/group-resource.ts';
import { isAlreadyExists } from '../api/is-already-exists.ts';
import { newConflict, newInvalid, newNotFound } from '../api/new-status-error.ts';
import { StatusError } from '../api/status-error.ts';
import type { Task } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import { objectResourceVersion, updateObject } from './api-object-versioner.ts';
import { beforeCreate, checkGeneratedNameError } from './before-create.ts';
import { beforeDelete } from './before-delete.ts';
import { beforeUpdate } from './before-update.ts';
import type { DeleteOptions } from './delete-options.ts';
import { deletionFinalizersForGarbageCollection } from './deletion-finalizers.ts';
import {
  validateAllObjectFunc,
  type EtcdStore,
  type Result,
  type ValidateObjectFunc,
} from './etcd-store.ts';
import {
  interpretCreateError,
  interpretDeleteError,
  interpretGetError,
  interpretUpdateError,
} from './interpret-storage-error.ts';
import { namespaceKeyFunc, noNamespaceKeyFunc } from './namespace-key-func.ts';
import type { Preconditions } from './preconditions.ts';
import type { RequestContext } from './request-context.ts';
import { isKeyNotFound } from './storage-error.ts';
import type { RESTCreateStrategy, RESTDeleteStrategy, RESTUpdateStrategy } from './strategy.ts';
import type { UpdatedObjectInfo } from './updated-object-info.ts';

const optimisticLockErrorMsg =
  'the object has been modified; please apply your changes to the latest version and try again';

const errAlreadyDeleting = new Error('abort delete');
const errDeleteNow = new Error('delete now');
const errEmptiedFinalizers = new Error('emptied finalizers');

/** The answer to a deletion that does not give the object back. */
export interface DeletionStatus {
  readonly status: 'Success';
  /** Of the kind Go gives the name of the resource, too. */
  readonly details: {
    readonly name: string;
    readonly group: string;
    readonly kind: string;
    readonly uid: string;
  };
}

export interface StoreOptions<T> {
  readonly storage: EtcdStore<T & ApiObject>;
  readonly resource: GroupResource;
  /** Where its objects lie in etcd, as `/replicasets`. */
  readonly prefix: string;
  readonly strategy: RESTCreateStrategy<T> & RESTUpdateStrategy<T> & RESTDeleteStrategy<T>;
  /** Another strategy for updates, as that of a status. */
  readonly updateStrategy?: RESTUpdateStrategy<T>;
  readonly returnDeletedObject?: boolean;
  readonly enableGarbageCollection?: boolean;
}

/**
 * The API of one kind of objects over the storage. It takes over the objects that it is handed and
 * changes them; who keeps one hands in a copy.
 */
export class Store<T extends ApiObject> {
  readonly storage: EtcdStore<T>;
  readonly resource: GroupResource;
  readonly strategy: RESTCreateStrategy<T> & RESTUpdateStrategy<T> & RESTDeleteStrategy<T>;
  readonly updateStrategy: RESTUpdateStrategy<T>;
  readonly enableGarbageCollection: boolean;
  readonly #prefix: string;
  readonly #returnDeletedObject: boolean;

  constructor(options: StoreOptions<T>) {
    this.storage = options.storage;
    this.resource = options.resource;
    this.strategy = options.strategy;
    this.updateStrategy = options.updateStrategy ?? options.strategy;
    this.enableGarbageCollection = options.enableGarbageCollection ?? false;
    this.#prefix = options.prefix;
    this.#returnDeletedObject = options.returnDeletedObject ?? false;
  }

  /** The key of an object of the request's namespace, or of none. */
  keyFunc(ctx: RequestContext, name: string): Result<string> {
    const keyFunc = this.strategy.namespaceScoped() ? namespaceKeyFunc : noNamespaceKeyFunc;
    return keyFunc(ctx, this.#prefix, name);
  }

  /**
   * Stores a new object.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.Create
   */
  *create(ctx: RequestContext, obj: T, createValidation?: ValidateObjectFunc<T>): Task<Result<T>> {
    const err = beforeCreate(this.strategy, ctx, obj); // go: if err := rest.BeforeCreate(
    if (err) return [undefined, err]; // go: return nil, err @1
    // go: if createValidation != nil {
    if (createValidation) {
      const err = yield* createValidation(structuredClone(obj)); // go: if err := createValidation(
      if (err) return [undefined, err]; // go: return nil, err @2
    }

    const { name } = obj.metadata; // go: name, err := e.ObjectNameFunc(
    // left out (every object has a name): if err != nil { @1
    const [key, keyErr] = this.keyFunc(ctx, name); // go: key, err := e.KeyFunc(
    if (keyErr) return [undefined, keyErr]; // go+: if err != nil { @2
    const qualifiedResource = this.#qualifiedResourceFromContext(ctx); // go: qualifiedResource :=
    // left out (nothing expires here): ttl, err := e.calculateTTL(
    // left out (nothing expires here): if err != nil { @3
    // left out (the storage returns the object): out := e.NewFunc()
    const [out, storageErr] = yield* this.storage.create(key, obj); // go: if err := e.Storage.Create(
    if (storageErr) {
      let err = interpretCreateError(storageErr, qualifiedResource, name); // go: err = storeerr.InterpretCreateError(
      err = checkGeneratedNameError(this.strategy, err, obj); // go: err = rest.CheckGeneratedNameError(
      if (!isAlreadyExists(err)) return [undefined, err]; // go+: if !apierrors.IsAlreadyExists(
      const [there, errGet] = yield* this.storage.get(key); // go: if errGet := e.Storage.Get(
      if (errGet) return [undefined, err]; // go: return nil, err @7
      const accessor = there.metadata; // go: accessor, errGetAcc := meta.Accessor(
      // left out (every object has metadata): if errGetAcc != nil {
      // go: if accessor.GetDeletionTimestamp() != nil {
      if (accessor.deletionTimestamp) {
        // left out (the message is part of the new error): msg := &err.
        err = new StatusError(`object is being deleted: ${err.message}`, 'AlreadyExists'); // go: *msg = fmt.Sprintf(
      }
      return [undefined, err]; // go: return nil, err @9
    }
    // left out (no kind here has the hook): if e.AfterCreate != nil {
    // left out (no kind here has the hook): if e.Decorator != nil {
    return [out, undefined]; // go: return out, nil
  }

  /**
   * Deletes an object of which an update took away what held it.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.deleteWithoutFinalizers
   */
  *#deleteWithoutFinalizers(
    ctx: RequestContext,
    name: string,
    key: string,
    obj: T,
    preconditions: Preconditions,
  ): Task<Result<T>> {
    // left out (the storage returns the object): out := e.NewFunc()
    // left out (logging): klog.V(6).Infof(
    // go: if err := e.Storage.Delete(
    const [out, err] = yield* this.storage.delete(key, preconditions, validateAllObjectFunc);
    if (err) {
      // go: if storage.IsNotFound(
      if (isKeyNotFound(err)) {
        this.#finalizeDelete(ctx, obj); // go: _, err := e.finalizeDelete(ctx, obj
        return [obj, undefined]; // go: return obj, false, err @1
      }
      return [
        undefined,
        interpretDeleteError(err, this.#qualifiedResourceFromContext(ctx), name), // go: return nil, false, storeerr.InterpretDeleteError(
      ];
    }
    this.#finalizeDelete(ctx, out); // go: _, err := e.finalizeDelete(ctx, out
    // Clients expect the updated object of a PUT.
    return [obj, undefined]; // go: return obj, false, err @2
  }

  /**
   * Updates an object, as often as it takes; with a resource version only if it is still that one.
   * An object that is being deleted goes away when nothing holds it any more.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.Update
   * @param forceAllowCreate Whether an object that isn't there is created.
   */
  *update(
    ctx: RequestContext,
    name: string,
    objInfo: UpdatedObjectInfo<T>,
    createValidation?: ValidateObjectFunc<T>,
    updateValidation?: (obj: T, old: T) => Task<Error | undefined>,
    forceAllowCreate = false,
  ): Task<Result<T>> {
    const [key, keyErr] = this.keyFunc(ctx, name); // go: key, err := e.KeyFunc(
    if (keyErr) return [undefined, keyErr]; // go+: if err != nil { @1

    // go: var (
    let creatingObj: T | undefined;
    let creating = false as boolean;

    const qualifiedResource = this.#qualifiedResourceFromContext(ctx); // go: qualifiedResource :=
    const storagePreconditions: Preconditions = {}; // go: storagePreconditions :=
    const preconditions = objInfo.preconditions(); // go: if preconditions := objInfo.Preconditions()
    if (preconditions) {
      if (preconditions.uid !== undefined) storagePreconditions.uid = preconditions.uid; // go: storagePreconditions.UID =
      // go: storagePreconditions.ResourceVersion =
      if (preconditions.resourceVersion !== undefined) {
        storagePreconditions.resourceVersion = preconditions.resourceVersion;
      }
    }

    // left out (the storage returns the object): out := e.NewFunc()
    let deleteObj: T | undefined; // go: var deleteObj
    const { storage, strategy, updateStrategy } = this;
    // go: err = e.Storage.GuaranteedUpdate(
    const [out, err] = yield* storage.guaranteedUpdate(
      key,
      true,
      storagePreconditions,
      function* (existing, res): Task<Result<T>> {
        const [existingResourceVersion, existingErr] = objectResourceVersion(existing); // go: existingResourceVersion, err :=
        if (existingErr) return [undefined, existingErr]; // go+: if err != nil { @2
        // go: if existingResourceVersion == 0 { @1
        if (existingResourceVersion === 0) {
          // go: if !e.UpdateStrategy.AllowCreateOnUpdate() &&
          if (!updateStrategy.allowCreateOnUpdate() && !forceAllowCreate) {
            return [undefined, newNotFound(qualifiedResource, name)]; // go: return nil, nil, apierrors.NewNotFound(
          }
        }

        const [obj, objErr] = yield* objInfo.updatedObject(ctx, existing); // go: obj, err := objInfo.UpdatedObject(
        if (objErr) return [undefined, objErr]; // go+: if err != nil { @3

        const [newResourceVersion, newErr] = objectResourceVersion(obj); // go: newResourceVersion, err :=
        if (newErr) return [undefined, newErr]; // go+: if err != nil { @4
        // go: doUnconditionalUpdate :=
        const doUnconditionalUpdate =
          newResourceVersion === 0 && updateStrategy.allowUnconditionalUpdate();

        // go: if existingResourceVersion == 0 { @2
        if (existingResourceVersion === 0) {
          creating = true; // go: creating = true
          creatingObj = obj; // go: creatingObj = obj
          const err = beforeCreate(strategy, ctx, obj); // go: if err := rest.BeforeCreate(
          if (err) return [undefined, err]; // go: return nil, nil, err @4
          // go: if createValidation != nil {
          if (createValidation) {
            const err = yield* createValidation(structuredClone(obj)); // go: if err := createValidation(
            if (err) return [undefined, err]; // go: return nil, nil, err @5
          }
          // left out (nothing expires here): ttl, err := e.calculateTTL(obj, 0
          // left out (nothing expires here): if err != nil { @5

          return [obj, undefined]; // go: return obj, &ttl, nil @1
        }

        creating = false; // go: creating = false
        creatingObj = undefined; // go: creatingObj = nil
        // go: if doUnconditionalUpdate {
        if (doUnconditionalUpdate) {
          updateObject(obj, res.resourceVersion); // go: err = e.Storage.Versioner().UpdateObject(
          // left out (every object has metadata): if err != nil { @6
        } else {
          // go: if newResourceVersion == 0 {
          if (newResourceVersion === 0) {
            const qualifiedKind = {
              group: qualifiedResource.group,
              kind: qualifiedResource.resource, // go: qualifiedKind :=
            };
            // go: fieldErrList :=
            const fieldErrList = [
              {
                type: 'FieldValueInvalid',
                field: 'metadata.resourceVersion',
                body: `Invalid value: 0x${newResourceVersion}: must be specified for an update`,
              },
            ];
            return [undefined, newInvalid(qualifiedKind, name, fieldErrList)]; // go: return nil, nil, apierrors.NewInvalid(
          }
          // go: if newResourceVersion != existingResourceVersion {
          if (newResourceVersion !== existingResourceVersion) {
            const conflict = new Error(optimisticLockErrorMsg);
            return [undefined, newConflict(qualifiedResource, name, conflict)]; // go: return nil, nil, apierrors.NewConflict(
          }
        }
        const err = beforeUpdate(updateStrategy, ctx, obj, existing); // go: if err := rest.BeforeUpdate(
        if (err) return [undefined, err]; // go: return nil, nil, err @8
        // go: if updateValidation != nil {
        if (updateValidation) {
          const err = yield* updateValidation(structuredClone(obj), structuredClone(existing)); // go: if err := updateValidation(
          if (err) return [undefined, err]; // go: return nil, nil, err @9
        }
        // go: if ShouldDeleteDuringUpdate(
        if (shouldDeleteDuringUpdate(obj, existing)) {
          deleteObj = obj; // go: deleteObj = obj
          return [undefined, errEmptiedFinalizers]; // go: return nil, nil, errEmptiedFinalizers
        }
        // left out (nothing expires here): ttl, err := e.calculateTTL(obj, res.TTL
        // left out (nothing expires here): if err != nil { @7
        // left out (nothing expires here): if int64(ttl) != res.TTL {
        return [obj, undefined]; // go: return obj, nil, nil
      },
    );

    // go: if err != nil { @8
    if (err) {
      // go: if err == errEmptiedFinalizers {
      if (err === errEmptiedFinalizers && deleteObj) {
        // go: return e.deleteWithoutFinalizers(
        return yield* this.#deleteWithoutFinalizers(
          ctx,
          name,
          key,
          deleteObj,
          storagePreconditions,
        );
      }
      // go: if creating { @1
      if (creating && creatingObj) {
        const interpreted = interpretCreateError(err, qualifiedResource, name); // go: err = storeerr.InterpretCreateError(
        return [undefined, checkGeneratedNameError(strategy, interpreted, creatingObj)]; // go: err = rest.CheckGeneratedNameError(
      }
      const interpreted = interpretUpdateError(err, qualifiedResource, name); // go: err = storeerr.InterpretUpdateError(
      return [undefined, interpreted]; // go: return nil, false, err @2
    }

    // left out (no kind here has the hook): if creating { @2
    // left out (no kind here has the hook): if e.Decorator != nil {
    return [out, undefined]; // go: return out, creating, nil
  }

  /**
   * Reads an object.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.Get
   */
  *get(ctx: RequestContext, name: string): Task<Result<T>> {
    // left out (the storage returns the object): obj := e.NewFunc()
    const [key, err] = this.keyFunc(ctx, name); // go: key, err := e.KeyFunc(
    if (err) return [undefined, err]; // go+: if err != nil {
    const [obj, storageErr] = yield* this.storage.get(key); // go: if err := e.Storage.Get(
    if (storageErr) {
      const resource = this.#qualifiedResourceFromContext(ctx);
      return [undefined, interpretGetError(storageErr, resource, name)]; // go: return nil, storeerr.InterpretGetError(
    }
    // left out (no kind here has the hook): if e.Decorator != nil {
    return [obj, undefined]; // go: return obj, nil
  }

  /**
   * The resource as the request names it.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.qualifiedResourceFromContext
   */
  #qualifiedResourceFromContext({ requestInfo: info }: RequestContext): GroupResource {
    // go: if info, ok := genericapirequest.RequestInfoFrom(
    if (info) {
      return { group: info.apiGroup, resource: info.resource }; // go: return schema.GroupResource{
    }
    return this.resource; // go: return e.DefaultQualifiedResource
  }

  /**
   * Marks an object for deletion, if it has a grace period or finalizers.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.updateForGracefulDeletionAndFinalizers
   */
  *#updateForGracefulDeletionAndFinalizers(
    ctx: RequestContext,
    name: string,
    key: string,
    options: DeleteOptions,
    preconditions: Preconditions,
    deleteValidation: ValidateObjectFunc<T>,
    input: T,
  ): Task<{
    readonly err?: Error;
    /** Somebody else may have deleted it meanwhile. */
    readonly ignoreNotFound: boolean;
    readonly deleteImmediately: boolean;
    readonly out?: T | DeletionStatus;
    readonly lastExisting?: T;
  }> {
    let lastGraceful = 0; // go: lastGraceful := int64(0)
    let pendingFinalizers = false as boolean; // go: var pendingFinalizers bool
    let lastExisting: T | undefined;
    // left out (the storage returns the object): out = e.NewFunc()
    const { strategy, enableGarbageCollection } = this;
    // go: err = e.Storage.GuaranteedUpdate(
    const [out, err] = yield* this.storage.guaranteedUpdate(
      key,
      false,
      preconditions,
      function* (existing): Task<Result<T>> {
        const validationErr = yield* deleteValidation(existing); // go: if err := deleteValidation(
        if (validationErr) return [undefined, validationErr]; // go: return nil, err @1
        const { graceful, gracefulPending, error } = beforeDelete(strategy, ctx, existing, options); // go: graceful, pendingGraceful, err := rest.BeforeDelete(
        if (error) return [undefined, error]; // go+: if err != nil { @1
        // go: if pendingGraceful {
        if (gracefulPending) {
          return [undefined, errAlreadyDeleting]; // go: return nil, errAlreadyDeleting
        }

        const existingAccessor = existing.metadata; // go: existingAccessor, err := meta.Accessor(
        // left out (every object has metadata): if err != nil { @2
        // go: needsUpdate, newFinalizers :=
        const [needsUpdate, newFinalizers] = deletionFinalizersForGarbageCollection(
          ctx,
          { enableGarbageCollection, strategy },
          existingAccessor,
          options,
        );
        // go: if needsUpdate {
        if (needsUpdate) {
          existingAccessor.finalizers = newFinalizers; // go: existingAccessor.SetFinalizers(
        }

        pendingFinalizers = (existingAccessor.finalizers ?? []).length !== 0; // go: pendingFinalizers =
        // go: if !graceful {
        if (!graceful) {
          // go: if pendingFinalizers { @1
          if (pendingFinalizers) {
            // left out (logging): klog.V(6).Infof(
            markAsDeleting(existing, ctx.runtime.now()); // go: err = markAsDeleting(
            // left out (every object has metadata): if err != nil { @3
            return [existing, undefined]; // go: return existing, nil @1
          }
          return [undefined, errDeleteNow]; // go: return nil, errDeleteNow
        }
        lastGraceful = options.gracePeriodSeconds ?? 0; // go: lastGraceful =
        lastExisting = existing; // go: lastExisting = existing
        return [existing, undefined]; // go: return existing, nil @2
      },
    );
    const last = lastExisting && { lastExisting };
    // go: switch err {
    if (!err) {
      // go: if pendingFinalizers { @2
      if (pendingFinalizers) {
        return { ignoreNotFound: false, deleteImmediately: false, out, ...last }; // go: return nil, false, false, out, lastExisting @1
      }
      // go: if lastGraceful > 0 {
      if (lastGraceful > 0) {
        return { ignoreNotFound: false, deleteImmediately: false, out, ...last }; // go: return nil, false, false, out, lastExisting @2
      }
      return { ignoreNotFound: true, deleteImmediately: true, out, ...last }; // go: return nil, true, true, out, lastExisting
    } else if (err === errDeleteNow) {
      return { ignoreNotFound: false, deleteImmediately: true, ...last }; // go: return nil, false, true, out, lastExisting
    } else if (err === errAlreadyDeleting) {
      const out = this.#finalizeDelete(ctx, input); // go: out, err = e.finalizeDelete(
      return { ignoreNotFound: false, deleteImmediately: false, out, ...last }; // go: return err, false, false, out, lastExisting
    }
    // go: return storeerr.InterpretUpdateError(
    return {
      err: interpretUpdateError(err, this.#qualifiedResourceFromContext(ctx), name),
      ignoreNotFound: false,
      deleteImmediately: false,
      ...last,
    };
  }

  /**
   * Deletes an object, or marks it if it is not to go at once.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.Delete
   * @returns The object or a status of success, and whether it is gone.
   */
  *delete(
    ctx: RequestContext,
    name: string,
    deleteValidation: ValidateObjectFunc<T> = validateAllObjectFunc,
    options?: DeleteOptions,
  ): Task<{
    readonly out?: T | DeletionStatus;
    readonly isDeleted: boolean;
    readonly err?: Error;
  }> {
    const [key, keyErr] = this.keyFunc(ctx, name); // go: key, err := e.KeyFunc(
    if (keyErr) return { isDeleted: false, err: keyErr }; // go+: if err != nil { @1
    // left out (the storage returns the object): obj := e.NewFunc()
    const qualifiedResource = this.#qualifiedResourceFromContext(ctx); // go: qualifiedResource :=
    const [obj, getErr] = yield* this.storage.get(key); // go: if err = e.Storage.Get(
    if (getErr) {
      return { isDeleted: false, err: interpretDeleteError(getErr, qualifiedResource, name) }; // go: return nil, false, storeerr.InterpretDeleteError( @1
    }

    options ??= { gracePeriodSeconds: 0 }; // go+: if options == nil {
    const preconditions: Preconditions = {}; // go: var preconditions
    // go: if options.Preconditions != nil {
    if (options.preconditions) {
      const { uid, resourceVersion } = options.preconditions;
      if (uid !== undefined) preconditions.uid = uid; // go: preconditions.UID =
      if (resourceVersion !== undefined) preconditions.resourceVersion = resourceVersion; // go: preconditions.ResourceVersion = options
    }
    const { graceful, gracefulPending, error } = beforeDelete(this.strategy, ctx, obj, options); // go: graceful, pendingGraceful, err := rest.BeforeDelete(
    if (error) return { isDeleted: false, err: error }; // go+: if err != nil { @2
    // go: if pendingGraceful {
    if (gracefulPending) {
      const out = this.#finalizeDelete(ctx, obj); // go: out, err := e.finalizeDelete(ctx, obj
      return { out, isDeleted: false }; // go: return out, false, err @1
    }
    const accessor = obj.metadata; // go: accessor, err := meta.Accessor(obj)
    // left out (every object has metadata): if err != nil { @3
    const pendingFinalizers = (accessor.finalizers ?? []).length !== 0; // go: pendingFinalizers :=
    let ignoreNotFound = false; // go: var ignoreNotFound bool
    let deleteImmediately = true; // go: var deleteImmediately bool = true
    // go: var lastExisting, out
    let lastExisting: T | undefined;
    let marked: T | DeletionStatus | undefined;
    let err: Error | undefined;

    const [shouldUpdateFinalizers] = deletionFinalizersForGarbageCollection(
      ctx,
      this,
      accessor,
      options, // go: shouldUpdateFinalizers, _ :=
    );
    // go: if graceful || pendingFinalizers || shouldUpdateFinalizers {
    if (graceful || pendingFinalizers || shouldUpdateFinalizers) {
      // go: err, ignoreNotFound, deleteImmediately, out, lastExisting =
      const update = yield* this.#updateForGracefulDeletionAndFinalizers(
        ctx,
        name,
        key,
        options,
        preconditions,
        deleteValidation,
        obj,
      );
      ({ ignoreNotFound, deleteImmediately, err, lastExisting, out: marked } = update);
      // go: if err == nil && deleteImmediately &&
      if (!err && deleteImmediately && preconditions.resourceVersion !== undefined) {
        // Nothing was written for a deletion at once: Go's object is an empty one then.
        const accessor = marked && 'metadata' in marked ? marked.metadata : undefined; // go: accessor, err = meta.Accessor(out)
        // left out (every object has metadata): if err != nil { @4
        const resourceVersion = accessor?.resourceVersion ?? ''; // go: resourceVersion := accessor
        preconditions.resourceVersion = resourceVersion; // go: preconditions.ResourceVersion = &resourceVersion
      }
    }

    // go: if !deleteImmediately || err != nil {
    if (!deleteImmediately || err) {
      return { ...(marked && { out: marked }), isDeleted: false, ...(err && { err }) }; // go: return out, false, err @2
    }

    // left out (nothing is dry-run): if dryrun.IsDryRun(

    // left out (logging): klog.V(6).Infof(
    // left out (the storage returns the object): out = e.NewFunc()
    const [out, deleteErr] = yield* this.storage.delete(key, preconditions, deleteValidation); // go: if err := e.Storage.Delete(
    if (deleteErr) {
      // go: if storage.IsNotFound(
      if (isKeyNotFound(deleteErr) && ignoreNotFound && lastExisting) {
        const out = this.#finalizeDelete(ctx, lastExisting); // go: out, err := e.finalizeDelete(ctx, lastExisting
        return { out, isDeleted: true }; // go: return out, true, err @1
      }
      return { isDeleted: false, err: interpretDeleteError(deleteErr, qualifiedResource, name) }; // go: return nil, false, storeerr.InterpretDeleteError( @2
    }
    const finalized = this.#finalizeDelete(ctx, out); // go: out, err = e.finalizeDelete(ctx, out
    return { out: finalized, isDeleted: true }; // go: return out, true, err @2
  }

  /**
   * What a client is told of a deletion.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.finalizeDelete
   */
  #finalizeDelete(ctx: RequestContext, obj: T): T | DeletionStatus {
    // left out (no kind here has the hook): if runHooks &&
    // go: if e.ReturnDeletedObject {
    if (this.#returnDeletedObject) {
      // left out (no kind here has the hook): if e.Decorator != nil {
      return obj; // go: return obj, nil
    }
    const accessor = obj.metadata; // go: accessor, err := meta.Accessor(
    // left out (every object has metadata): if err != nil {
    const qualifiedResource = this.#qualifiedResourceFromContext(ctx); // go: qualifiedResource :=
    // go: details := &metav1.StatusDetails{
    const details = {
      name: accessor.name,
      group: qualifiedResource.group,
      kind: qualifiedResource.resource,
      uid: accessor.uid ?? '',
    };
    const status: DeletionStatus = { status: 'Success', details }; // go: status := &metav1.Status{
    return status; // go: return status, nil
  }
}

/**
 * Whether an update takes away the last thing that held an object which is being deleted.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#ShouldDeleteDuringUpdate
 */
export function shouldDeleteDuringUpdate(obj: ApiObject, existing: ApiObject): boolean {
  const newMeta = obj.metadata; // go: newMeta, err := meta.Accessor(
  // left out (every object has metadata): if err != nil { @1
  const oldMeta = existing.metadata; // go: oldMeta, err := meta.Accessor(
  // left out (every object has metadata): if err != nil { @2
  if ((newMeta.finalizers ?? []).length > 0) return false; // go+: if len(newMeta.GetFinalizers()) > 0 {
  if (!oldMeta.deletionTimestamp) return false; // go+: if oldMeta.GetDeletionTimestamp() == nil {
  return !oldMeta.deletionGracePeriodSeconds; // go: return oldMeta.GetDeletionGracePeriodSeconds() == nil
}

/**
 * Marks an object whose finalizers hold it, without a grace period.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#markAsDeleting
 * @param now Milliseconds.
 */
export function markAsDeleting(obj: ApiObject, now: number): void {
  const objectMeta = obj.metadata; // go: objectMeta, kerr := meta.Accessor(
  // left out (every object has metadata): if kerr != nil {
  // go: if objectMeta.GetDeletionTimestamp() == nil && objectMeta.GetGeneration() > 0 {
  if (
    !objectMeta.deletionTimestamp &&
    objectMeta.generation !== undefined &&
    objectMeta.generation > 0
  ) {
    objectMeta.generation++; // go: objectMeta.SetGeneration(
  }
  const existingDeletionTimestamp = objectMeta.deletionTimestamp; // go: existingDeletionTimestamp :=
  // go: if existingDeletionTimestamp == nil ||
  if (!existingDeletionTimestamp || Date.parse(existingDeletionTimestamp) > now) {
    const metaNow = formatTime(now); // go: metaNow :=
    objectMeta.deletionTimestamp = metaNow; // go: objectMeta.SetDeletionTimestamp(
  }
  const zero = 0; // go: var zero int64 = 0
  objectMeta.deletionGracePeriodSeconds = zero; // go: objectMeta.SetDeletionGracePeriodSeconds(
  // left out (every object has metadata): return nil
}
