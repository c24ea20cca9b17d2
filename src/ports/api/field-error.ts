/** What validation says against one field. */
export interface FieldError {
  /** The type of the cause, such as `FieldValueInvalid`. */
  readonly type: string;
  /** The path of the field, such as `metadata.name`. */
  readonly field: string;
  /** What is wrong, without the path, such as `Required value: name or generateName is required`. */
  readonly body: string;
}

/** One message for all, each once; in brackets if there are several. */
export function aggregateMessage(errs: readonly FieldError[]): string {
  const messages = [...new Set(errs.map(({ field, body }) => `${field}: ${body}`))];
  return messages.length === 1 ? String(messages[0]) : `[${messages.join(', ')}]`;
}
