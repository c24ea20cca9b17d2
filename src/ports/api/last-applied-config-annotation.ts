/** The annotation in which kubectl apply keeps the object as it was last applied. */
export const lastAppliedConfigAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';
