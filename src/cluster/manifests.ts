/** The one ReplicaSet of the tour, as a person writes it. */
export const webReplicaSet = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        terminationGracePeriodSeconds: 1,
        automountServiceAccountToken: false,
        containers: [{ name: 'c', image: 'nginx:1.19' }],
      },
    },
  },
} as const;

/** The same as a Deployment. */
export const webDeployment = { ...webReplicaSet, kind: 'Deployment' } as const;

/** At most two Pods in the namespace. */
export const twoPodsQuota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'two-pods', namespace: 'default' },
  spec: { hard: { pods: '2' } },
} as const;
