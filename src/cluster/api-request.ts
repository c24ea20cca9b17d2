import type { DeleteOptions } from '../ports/apiserver/delete-options.ts';
import type { KubeObject } from './kube-object.ts';

/** What a client asks of the API server, with the names that an audit log has for it. */
export interface ApiRequest {
  readonly verb: 'get' | 'list' | 'create' | 'update' | 'patch' | 'delete';
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The object, or a patch: a strategic merge patch in JSON. */
  readonly body?: unknown;
  readonly options?: DeleteOptions;
}

export interface ApiAnswer {
  /** As HTTP has it. */
  readonly code: number;
  readonly object?: KubeObject;
  readonly items?: readonly KubeObject[];
  readonly resourceVersion?: string;
  readonly error?: Error;
}
