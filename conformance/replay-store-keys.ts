import { DeletedFinalStateUnknown } from '../src/ports/cache/deleted-final-state-unknown.ts';
import { ExplicitKey } from '../src/ports/cache/explicit-key.ts';

/** What a key or index function is given, and what it answered. */
export interface MetaCase {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly got: readonly string[];
  readonly error: string;
}

/** JSON of the API leaves empty fields out. */
const metadataOf = ({ namespace, name }: MetaCase) => ({
  ...(namespace !== '' && { namespace }),
  ...(name !== '' && { name }),
});

export function metaObjectOf(one: MetaCase): unknown {
  const { kind, name } = one;
  switch (kind) {
    case 'object':
      return { metadata: metadataOf(one) };
    case 'tombstone':
      return new DeletedFinalStateUnknown(name, { metadata: metadataOf(one) });
    case 'key':
      return new ExplicitKey(name);
    case 'string':
      return name;
    case 'nil':
      return undefined;
    case 'bare':
      return { name };
    default:
      throw new Error(`There is no kind ${kind}`);
  }
}
