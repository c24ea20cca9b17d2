/** The release whose behaviour the ports have: their vectors were recorded from it. */
export const portsRelease = 'v1.20';
