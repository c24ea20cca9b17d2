/** Watched are functions that are ports, by the tag of their doc comment, and not what helps them. */
export const portTag = '@ports ';
