/** Makes the key of an object, always the same one for the same object. */
export type KeyFunc = (obj: unknown) => readonly [key: string, err: Error | undefined];
