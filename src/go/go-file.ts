import type { BlobId } from '../release/blob-id.ts';

/** A stretch of a file's text: UTF-16 offsets, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type DeclarationKind =
  'function' | 'method' | 'type' | 'constant' | 'variable' | 'field' | 'interface method';

/** A Go declaration that an anchor can name. */
export interface Declaration {
  /** Receiver-qualified: `slowStartBatch`, `DeltaFIFO.Pop`, `ResourceEventHandler.OnAdd`. */
  readonly name: string;
  readonly kind: DeclarationKind;
  /** The declaration without its doc comment. */
  readonly span: Span;
  /** The comment lines that end on the line above the declaration. */
  readonly doc?: Span | undefined;
  /** Up to the body: `func (q *Type) Add(item interface{})`. All of it when there is no body. */
  readonly signature: Span;
  /** The braces and what is between them, of a function, a struct or an interface. */
  readonly body?: Span | undefined;
}

/** One file's top-level declarations, with the fields and methods of its types. */
export interface GoFile {
  readonly path: string;
  readonly blob: BlobId;
  readonly text: string;
  readonly packageName: string;
  /** In the order of the file. */
  readonly declarations: readonly Declaration[];
}

/** A node inside a declaration that a quote can stand for: a statement, a case, a field ... */
export interface Piece extends Span {
  /** The node type of tree-sitter-go, such as `if_statement`. */
  readonly type: string;
}
