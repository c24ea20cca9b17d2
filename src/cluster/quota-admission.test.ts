import { expect, test } from 'vitest';
import { Etcd } from '../ports/apiserver/etcd.ts';
import { Scheduler } from '../ports/runtime/scheduler.ts';
import { QuotaAdmission } from './quota-admission.ts';

test('two Pods at once cannot both be the last that the quota allows', () => {
  const etcd = new Etcd();
  const put = (key: string, value: object): void => {
    new Scheduler().run(() => etcd.commit({ key, modRevision: 0, put: JSON.stringify(value) }));
  };
  const spec = { hard: { pods: '2' } };
  put('/registry/resourcequotas/ns/two', { metadata: { name: 'two', namespace: 'ns' }, spec });
  const admission = new QuotaAdmission(etcd);
  const admit = (name: string, namespace = 'ns'): string | undefined =>
    admission.admit({ metadata: { name, namespace } })?.message;
  expect(admit('a')).toBeUndefined();
  put('/registry/pods/ns/a', { metadata: { name: 'a', namespace: 'ns' } });
  expect(admit('b')).toBeUndefined();
  expect(admit('c')).toBe(
    'pods "c" is forbidden: exceeded quota: two, requested: pods=1, used: pods=2, limited: pods=2',
  );
  expect(admit('c', 'other')).toBeUndefined();
});
