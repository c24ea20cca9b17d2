/** What a pop from a queue gives that is empty and closed. */
export const errFIFOClosed = new Error('DeltaFIFO: manipulating with closed queue');
