/** The release whose behaviour the ports have, and whose vectors their tests replay. */
export const portsRelease = 'v1.20';
