import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { objectOf, textOf, type Thing } from '../../../conformance/things.ts';
import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import { FilteringResourceEventHandler } from './filtering-resource-event-handler.ts';
import { ResourceEventHandlerFuncs } from './resource-event-handler-funcs.ts';

interface FilterCase {
  readonly do: string;
  readonly old: string;
  readonly new: string;
  /** The names of the objects that pass. */
  readonly passing: string;
  /** Which of add, update and delete there are. */
  readonly funcs: string;
  readonly told: readonly string[];
}

describe('FilteringResourceEventHandler and ResourceEventHandlerFuncs', () => {
  const { symbol, cases } = readVectors<FilterCase>('filtering-resource-event-handler');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/tools/cache/controller.go#FilteringResourceEventHandler',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('ask the filter and tell the functions as Go did', () => {
    for (const one of cases) {
      const told: string[] = [];
      const tell =
        (what: string) =>
        (...objects: (Thing | DeletedFinalStateUnknown)[]) => {
          told.push([what, ...objects.map(textOf)].join(' '));
        };
      const handler = new ResourceEventHandlerFuncs<Thing>({
        ...(one.funcs.includes('a') && { addFunc: tell('add') }),
        ...(one.funcs.includes('u') && { updateFunc: tell('update') }),
        ...(one.funcs.includes('d') && { deleteFunc: tell('delete') }),
      });
      const filter = new FilteringResourceEventHandler<Thing>((obj) => {
        tell('asked')(obj);
        return one.passing.includes(textOf(obj).charAt(0));
      }, handler);
      if (one.do === 'add') filter.onAdd(objectOf(one.new) as Thing);
      else if (one.do === 'delete') filter.onDelete(objectOf(one.old));
      else filter.onUpdate(objectOf(one.old) as Thing, objectOf(one.new) as Thing);
      expect({ ...one, told }).toEqual(one);
    }
  });
});
