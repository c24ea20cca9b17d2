/** The revision of a ReplicaSet among those of its Deployment, and that of the Deployment. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** The revisions that a ReplicaSet had before, with commas between. */
export const revisionHistoryAnnotation = 'deployment.kubernetes.io/revision-history';
/** So many pods the Deployment asked for when it last scaled the ReplicaSet. */
export const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas';
/** The same and the surge that was allowed. */
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';
/** Asks for a rollback, from the days of extensions/v1beta1. */
export const deprecatedRollbackTo = 'deprecated.deployment.rollback.to';
/** The label that tells the pods of one template from those of another. */
export const defaultDeploymentUniqueLabelKey = 'pod-template-hash';
