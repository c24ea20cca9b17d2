/** Where the answers of a release's Go are, relative to the project. */
export const vectorsFolder = (release: string): string => `conformance/vectors/${release}`;
