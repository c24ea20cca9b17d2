/** Fields of an object by their paths, as `status.phase`: Go's fields.Set. What is not there is empty. */
export type FieldSet = Readonly<Record<string, string>>;
