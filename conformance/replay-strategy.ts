import { Scheduler } from '../src/ports/runtime/scheduler.ts';
import type { ApiObject } from '../src/ports/apiserver/api-object.ts';
import type { RequestContext } from '../src/ports/apiserver/request-context.ts';

/** A case of a kind's strategy; what is empty is absent. */
export interface StrategyCase<T> {
  readonly do: 'defaults' | 'create' | 'update' | 'status' | 'grace';
  readonly obj: T;
  readonly old?: T;
  readonly out: unknown;
  readonly grace?: number;
  readonly graceOut?: number;
}

/** The strategies of a kind, and its defaults. */
export interface Kind<T> {
  defaults(obj: T): void;
  readonly strategy: {
    prepareForCreate(ctx: RequestContext, obj: T): void;
    prepareForUpdate(ctx: RequestContext, obj: T, old: T): void;
  };
  readonly statusStrategy: { prepareForUpdate(ctx: RequestContext, obj: T, old: T): void };
}

/** Writes out what is the same in several objects of a case, which vectors have once. */
export function expanded<T>(one: StrategyCase<T>): StrategyCase<T> {
  const parts = { obj: one.obj, old: one.old } as Record<
    string,
    Record<string, unknown> | undefined
  >;
  const expand = (object: unknown): unknown =>
    Object.fromEntries(
      Object.entries(object as Record<string, unknown>).map(([key, value]) => {
        if (value === 'old' && (key === 'spec' || key === 'status')) value = parts['old']?.[key];
        return [key, value === 'obj' ? parts['obj']?.[key] : value];
      }),
    );
  const old = one.old && { old: expand(one.old) as T };
  return { ...one, ...old, out: expand(one.out) };
}

/** For tests: does what a case asks for with a copy of its object. */
export function replayStrategy<T extends ApiObject>(kind: Kind<T>, one: StrategyCase<T>): unknown {
  const ctx: RequestContext = { runtime: new Scheduler() };
  const obj = whole(structuredClone(one.obj));
  const old = one.old && whole(structuredClone(one.old));
  if (one.do === 'defaults') kind.defaults(obj);
  if (one.do === 'create') kind.strategy.prepareForCreate(ctx, obj);
  if (one.do === 'update' && old) kind.strategy.prepareForUpdate(ctx, obj, old);
  if (one.do === 'status' && old) kind.statusStrategy.prepareForUpdate(ctx, obj, old);
  return pruned(obj);
}

/** Empty parts are absent in vectors; objects of ports have them. */
function whole<T extends object>(obj: T): T {
  return { spec: {}, status: {}, ...obj };
}

/** Without what is empty. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .map(([key, inner]) => [key, pruned(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
