import type { ClusterLane } from './cluster-recording.ts';

/** All components, from top to bottom. */
export const lanes: readonly ClusterLane[] = [
  { id: 'kubectl', title: 'kubectl', lane: 'kubectl' },
  { id: 'kube-apiserver', title: 'kube-apiserver', lane: 'kube-apiserver' },
  { id: 'deployment-controller', title: 'Deployment controller', lane: 'kube-controller-manager' },
  { id: 'replicaset-controller', title: 'ReplicaSet controller', lane: 'kube-controller-manager' },
  { id: 'garbage-collector', title: 'garbage collector', lane: 'kube-controller-manager' },
  {
    id: 'node-lifecycle-controller',
    title: 'node lifecycle controller',
    lane: 'kube-controller-manager',
  },
  { id: 'kube-scheduler', title: 'kube-scheduler', lane: 'kube-scheduler' },
  { id: 'kubelet-node-1', title: 'kubelet of node-1', lane: 'kubelet' },
  { id: 'kubelet-node-2', title: 'kubelet of node-2', lane: 'kubelet' },
];
