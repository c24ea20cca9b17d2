import type { FieldError } from '../api/field-error.ts';
import type { GroupKind } from '../api/group-resource.ts';
import type { ApiObject } from './api-object.ts';
import type { RequestContext } from './request-context.ts';
import { generateName } from './simple-name-generator.ts';
import type { RESTCreateStrategy, RESTDeleteStrategy, RESTUpdateStrategy } from './strategy.ts';

/** Validation of a kind; old is there for an update. */
export type Validate<T> = (obj: T, old?: T) => readonly FieldError[];

/** What most kinds do: nothing of their own. Others extend it. */
export class PlainStrategy<T extends ApiObject>
  implements RESTCreateStrategy<T>, RESTUpdateStrategy<T>, RESTDeleteStrategy<T>
{
  readonly kind: GroupKind;
  readonly #isNamespaced: boolean;
  readonly #validate: Validate<T>;

  constructor(kind: GroupKind, isNamespaced = true, validate: Validate<T> = () => []) {
    this.kind = kind;
    this.#isNamespaced = isNamespaced;
    this.#validate = validate;
  }

  namespaceScoped(): boolean {
    return this.#isNamespaced;
  }

  generateName(base: string, { runtime }: RequestContext): string {
    return generateName(base, () => runtime.random());
  }

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those that extend it
  prepareForCreate(_ctx: RequestContext, _obj: T): void {
    // Nothing is cleared.
  }

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those that extend it
  prepareForUpdate(_ctx: RequestContext, _obj: T, _old: T): void {
    // Nothing is kept.
  }

  validate(_ctx: RequestContext, obj: T): readonly FieldError[] {
    return this.#validate(obj);
  }

  validateUpdate(_ctx: RequestContext, obj: T, old: T): readonly FieldError[] {
    return this.#validate(obj, old);
  }

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those that extend it
  canonicalize(_obj: T): void {
    // It is as it is to be stored.
  }

  allowCreateOnUpdate(): boolean {
    return false;
  }

  allowUnconditionalUpdate(): boolean {
    return true;
  }
}
