/** The line of a file as the page shows it, for a line of it as it was edited; none for a new line. */
export type LineMap = (file: string, line: number) => number | undefined;
