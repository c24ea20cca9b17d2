/** `isPodActive` -> `is-pod-active`: a name as a terminal has it. */
export const kebab = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
