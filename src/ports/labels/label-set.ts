/** Labels of an object, or those that a selector asks for: Go's labels.Set. */
export type LabelSet = Readonly<Record<string, string>>;
