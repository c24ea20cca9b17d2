import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { formatTime } from '../api/format-time.ts';
import type { ReplicaSetCondition, ReplicaSetStatus } from '../api/replica-set.ts';
import {
  filterOutCondition,
  getCondition,
  newReplicaSetCondition,
  removeCondition,
  setCondition,
} from './replica-set-condition.ts';

interface Operation {
  readonly op: 'set' | 'remove' | 'filter' | 'get' | 'new';
  readonly with: string;
  readonly answer: readonly string[] | null;
}

interface Sequence {
  readonly conditions: readonly string[] | null;
  readonly operations: readonly Operation[];
}

const now = Date.parse('2021-01-13T13:28:09.987Z');

/** Reads `type|status|reason|message|seconds`; an absent field stands for Go's zero value. */
function conditionOf(text: string): ReplicaSetCondition {
  const [type = '', status = '', reason, message, time] = text.split('|');
  return {
    type,
    status: status as ReplicaSetCondition['status'],
    ...(reason && { reason }),
    ...(message && { message }),
    ...(time !== '-' && { lastTransitionTime: formatTime(Number(time) * 1000) }),
  };
}

function textOf(condition: ReplicaSetCondition): string {
  const { type, status, reason = '', message = '', lastTransitionTime } = condition;
  const seconds = lastTransitionTime === undefined ? '-' : Date.parse(lastTransitionTime) / 1000;
  const time = seconds === Math.floor(now / 1000) ? 'now' : String(seconds);
  return [type, status, reason, message, time].join('|');
}

const textsOf = (conditions: readonly ReplicaSetCondition[] | undefined) =>
  conditions?.map(textOf) ?? null;

function run(status: ReplicaSetStatus, { op, with: text }: Operation): readonly string[] | null {
  switch (op) {
    case 'set':
      setCondition(status, conditionOf(text));
      return textsOf(status.conditions);
    case 'remove':
      removeCondition(status, text);
      return textsOf(status.conditions);
    case 'filter':
      return textsOf(filterOutCondition(status.conditions, text));
    case 'get': {
      const condition = getCondition(status, text);
      return textsOf(condition && [condition]);
    }
    case 'new': {
      const { type, status: value, reason = '', message = '' } = conditionOf(text);
      return textsOf([newReplicaSetCondition(type, value, reason, message, now)]);
    }
  }
}

describe('conditions of a ReplicaSet', () => {
  const { symbol, cases } = readVectors<Sequence>('replica-set-conditions');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set_utils.go#SetCondition');
    expect(cases.length).toBeGreaterThanOrEqual(100);
    const all = cases.flatMap(({ operations }) => operations);
    for (const op of ['set', 'remove', 'filter', 'get', 'new']) {
      expect(all.filter((operation) => operation.op === op).length).toBeGreaterThan(50);
    }
  });

  test('every operation answers as in Go', () => {
    for (const [at, { conditions, operations }] of cases.entries()) {
      const status: ReplicaSetStatus = { replicas: 0 };
      if (conditions) status.conditions = conditions.map(conditionOf);
      const answers = operations.map((operation) => ({
        ...operation,
        answer: run(status, operation),
      }));
      expect({ at, conditions, operations: answers }).toEqual({ at, conditions, operations });
    }
  });

  test('getCondition returns a copy', () => {
    const status: ReplicaSetStatus = { replicas: 0, conditions: [conditionOf('A|True|||-')] };
    const copy = getCondition(status, 'A');
    if (copy) copy.status = 'False';
    expect(status.conditions).toEqual([conditionOf('A|True|||-')]);
  });
});

const imagePullBackOff = 'ImagePullBackOff|True|NonExistentImage||-';
const replicaFailure = 'ReplicaFailure|True|OtherFailure||-';
const replicaFailure2 = 'ReplicaFailure|True|AnotherFailure||-';

const statusWith = (...conditions: string[]): ReplicaSetStatus =>
  conditions.length > 0
    ? { replicas: 0, conditions: conditions.map(conditionOf) }
    : { replicas: 0 };

describe('pkg/controller/replicaset/replica_set_test.go#TestGetCondition', () => {
  test.each([
    { name: 'condition exists', type: 'ReplicaFailure', exists: true },
    { name: 'condition does not exist', type: 'ImagePullBackOff', exists: false },
  ])('$name', ({ type, exists }) => {
    expect(getCondition(statusWith(replicaFailure), type) !== undefined).toBe(exists);
  });
});

describe('pkg/controller/replicaset/replica_set_test.go#TestSetCondition', () => {
  test.each([
    { name: 'set for the first time', before: [], after: [replicaFailure], set: replicaFailure },
    {
      name: 'simple set',
      before: [imagePullBackOff],
      set: replicaFailure,
      after: [imagePullBackOff, replicaFailure],
    },
    { name: 'overwrite', before: [replicaFailure], set: replicaFailure2, after: [replicaFailure2] },
  ])('$name', ({ before, set, after }) => {
    const status = statusWith(...before);
    setCondition(status, conditionOf(set));
    expect(status).toStrictEqual(statusWith(...after));
  });
});

describe('pkg/controller/replicaset/replica_set_test.go#TestRemoveCondition', () => {
  test.each([
    { name: 'remove from empty status', before: [], type: 'ReplicaFailure', after: [] },
    { name: 'simple remove', before: [replicaFailure], type: 'ReplicaFailure', after: [] },
    {
      name: "doesn't remove anything",
      before: [replicaFailure],
      type: 'ImagePullBackOff',
      after: [replicaFailure],
    },
  ])('$name', ({ before, type, after }) => {
    const status = statusWith(...before);
    removeCondition(status, type);
    expect(status).toStrictEqual(statusWith(...after));
  });
});
