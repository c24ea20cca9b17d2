/** A plugin gives a node from 0 to so much, before its weight. */
export const maxNodeScore = 100;
