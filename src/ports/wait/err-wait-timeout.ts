/** The error of a wait that ended before its condition held. Compare it by identity. */
export const errWaitTimeout = new Error('timed out waiting for the condition');
