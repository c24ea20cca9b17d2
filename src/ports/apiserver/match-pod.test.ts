import { describe, expect, test } from 'vitest';
import type { Pod, PodSpec, PodStatus } from '../api/pod.ts';
import { parseSelector } from '../fields/parse-selector.ts';
import { everything } from '../labels/everything.ts';
import { matchPod, nodeNameTriggerFunc } from './match-pod.ts';

const pod = (spec: PodSpec, status: PodStatus = {}): Pod => ({
  metadata: { name: 'a', namespace: 'ns' },
  spec,
  status,
});

function matches(one: Pod, field: string): boolean {
  const [selector, err] = parseSelector(field);
  if (err) throw err;
  const [result, attrsErr] = matchPod(everything(), selector).matches(one);
  expect(attrsErr).toBeUndefined();
  return result;
}

describe('pkg/registry/core/pod/strategy_test.go#TestMatchPod', () => {
  test.each<[title: string, one: Pod, field: string, match: boolean]>([
    ['NodeName: "nodeA"', pod({ nodeName: 'nodeA' }), 'spec.nodeName=nodeA', true],
    ['NodeName: "nodeB"', pod({ nodeName: 'nodeB' }), 'spec.nodeName=nodeA', false],
    ['restartPolicy=Always', pod({ restartPolicy: 'Always' }), 'spec.restartPolicy=Always', true],
    ['restartPolicy=Never', pod({ restartPolicy: 'Always' }), 'spec.restartPolicy=Never', false],
    [
      'schedulerName=scheduler1',
      pod({ schedulerName: 'scheduler1' }),
      'spec.schedulerName=scheduler1',
      true,
    ],
    [
      'schedulerName=scheduler2',
      pod({ schedulerName: 'scheduler1' }),
      'spec.schedulerName=scheduler2',
      false,
    ],
    [
      'serviceAccountName=serviceAccount1',
      pod({ serviceAccountName: 'serviceAccount1' }),
      'spec.serviceAccountName=serviceAccount1',
      true,
    ],
    [
      'serviceAccountName=serviceAccount2',
      pod({ schedulerName: 'serviceAccount1' }),
      'spec.serviceAccountName=serviceAccount2',
      false,
    ],
    ['status.phase=Running', pod({}, { phase: 'Running' }), 'status.phase=Running', true],
    ['status.phase=Pending', pod({}, { phase: 'Running' }), 'status.phase=Pending', false],
    [
      'status.podIP=1.2.3.4',
      pod({}, { podIPs: [{ ip: '1.2.3.4' }] }),
      'status.podIP=1.2.3.4',
      true,
    ],
    [
      'status.podIP=4.3.2.1',
      pod({}, { podIPs: [{ ip: '1.2.3.4' }] }),
      'status.podIP=4.3.2.1',
      false,
    ],
    [
      'status.nominatedNodeName=node1',
      pod({}, { nominatedNodeName: 'node1' }),
      'status.nominatedNodeName=node1',
      true,
    ],
    [
      'status.nominatedNodeName=node2',
      pod({}, { nominatedNodeName: 'node1' }),
      'status.nominatedNodeName=node2',
      false,
    ],
    [
      'status.podIP=2001:db8::',
      pod({}, { podIPs: [{ ip: '2001:db8::' }] }),
      'status.podIP=2001:db8::',
      true,
    ],
    [
      'status.podIP=2001:db7::',
      pod({}, { podIPs: [{ ip: '2001:db8::' }] }),
      'status.podIP=2001:db7::',
      false,
    ],
  ])('%s', (_, one, field, match) => {
    expect(matches(one, field)).toBe(match);
  });
});

test('name and namespace can be selected, and a node names the trigger', () => {
  expect(matches(pod({}), 'metadata.name=a,metadata.namespace=ns')).toBe(true);
  expect(matches(pod({}), 'metadata.namespace!=ns')).toBe(false);
  expect(nodeNameTriggerFunc(pod({ nodeName: 'n' }))).toBe('n');
});
