/** The watch ended because the reflector was asked to stop. Compare it by identity. */
export const errorStopRequested = new Error('Stop requested');
