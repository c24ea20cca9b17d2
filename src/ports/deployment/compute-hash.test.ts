import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { PodTemplateSpec } from '../api/pod.ts';
import { computeHash } from './compute-hash.ts';

interface HashCase {
  readonly template: PodTemplateSpec;
  readonly collisions?: number;
  readonly hash: string;
}

const { symbol, cases } = readVectors<HashCase>('compute-hash');

test('every template has the hash that Go gives it', () => {
  expect(symbol).toBe('pkg/controller/controller_utils.go#ComputeHash');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    expect({ ...one, hash: computeHash(one.template, one.collisions) }).toEqual(one);
  }
});

test('what the table of types does not know changes the hash nevertheless', () => {
  const withVolume = (pdName: string): PodTemplateSpec => ({
    spec: { containers: [], volumes: [{ name: 'v', gcePersistentDisk: { pdName } }] } as object,
  });
  expect(computeHash(withVolume('a'), undefined)).not.toBe(computeHash(withVolume('b'), undefined));
});

// The documentation's own example: a ReplicaSet of nginx:1.14.2 is named nginx-deployment-66b6c48dd5.
test('the example of the documentation', () => {
  const template = {
    metadata: { labels: { app: 'nginx' } },
    spec: {
      containers: [
        {
          name: 'nginx',
          image: 'nginx:1.14.2',
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      securityContext: {},
      schedulerName: 'default-scheduler',
    },
  };
  expect(computeHash(template as PodTemplateSpec, undefined)).toBe('66b6c48dd5');
});

test('pkg/controller/deployment/util/hash_test.go#TestPodTemplateSpecHash', () => {
  const hashes = Array.from({ length: 1000 }, (_, i) =>
    computeHash(
      {
        metadata: { labels: { app: 'cats' } },
        spec: { containers: [{ name: 'cats', image: `registry/test/cats:v0.${i}.0` }] },
      },
      undefined,
    ),
  );
  expect(new Set(hashes).size).toBe(1000);
});

describe('pkg/controller/controller_utils_test.go#TestComputeHash', () => {
  test.each([
    { name: 'simple', count: 1, other: 2 },
    { name: 'using math.MaxInt64', count: undefined, other: 2 ** 31 - 1 },
  ])('$name', ({ count, other }) => {
    expect(computeHash({}, count)).not.toBe(computeHash({}, other));
  });
});
