import { transform } from 'sucrase';

/**
 * Turns a TypeScript module into the body of a function with `require` and `exports`: types fall
 * away, lines stay where they are.
 *
 * @throws SyntaxError with the line and column, as `file:line:col`.
 */
export function toScript(text: string, file: string): string {
  return transform(text, {
    transforms: ['typescript', 'imports'],
    filePath: file,
    preserveDynamicImport: true,
    disableESTransforms: true,
  }).code;
}
