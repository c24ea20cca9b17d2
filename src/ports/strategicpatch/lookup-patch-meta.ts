/** How the values of a field are merged, as the tags of the Go type say it. */
export interface PatchMeta {
  /** `merge`, `replace` and `retainKeys`, or one empty string for none. */
  readonly patchStrategies: readonly string[];
  /** The field that tells the items of a list apart; empty for scalars. */
  readonly patchMergeKey: string;
}

type Found =
  | readonly [subschema: LookupPatchMeta, patchMeta: PatchMeta, error: undefined]
  | readonly [subschema: undefined, patchMeta: undefined, error: Error];

/** What is known of a type: its fields, and how they are merged. */
export interface LookupPatchMeta {
  lookupPatchMetadataForStruct(key: string): Found;
  /** Of the items of a list. */
  lookupPatchMetadataForSlice(key: string): Found;
  /** The kind of the type. */
  name(): string;
}

/**
 * A field's type, or with its patch strategies, divided by commas, and its merge key. A type is
 * `[]X`, `*X`, the name of a struct, or a kind such as `string` or `map`.
 */
export type FieldMeta =
  | string
  | readonly [type: string, patchStrategy: string]
  | readonly [type: string, patchStrategy: string, patchMergeKey: string];

/** Name of a Go struct -> its fields by their names in JSON, in order. */
export type Structs = Readonly<Record<string, Readonly<Record<string, FieldMeta>>>>;

/** Patch metadata from the tags of Go structs, which are handed in as a table. */
export class PatchMetaFromStruct implements LookupPatchMeta {
  readonly #structs: Structs;
  readonly #type: string;

  constructor(structs: Structs, type: string) {
    this.#structs = structs;
    this.#type = type;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/meta.go#PatchMetaFromStruct.LookupPatchMetadataForStruct */
  lookupPatchMetadataForStruct(key: string): Found {
    // go: fieldType, fieldPatchStrategies, fieldPatchMergeKey, err := forkedjson.LookupPatchMetadataForStruct(
    const [fieldType, patchMeta, err] = lookupPatchMetadataForStruct(
      this.#structs,
      this.#type,
      key,
    );
    if (err) {
      return [undefined, undefined, err]; // go+: if err != nil {
    }
    return [new PatchMetaFromStruct(this.#structs, fieldType), patchMeta, undefined]; // go: return PatchMetaFromStruct{T: fieldType},
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/meta.go#PatchMetaFromStruct.LookupPatchMetadataForSlice */
  lookupPatchMetadataForSlice(key: string): Found {
    // go: subschema, patchMeta, err := s.LookupPatchMetadataForStruct(key)
    const [t, patchMeta, err] = lookupPatchMetadataForStruct(this.#structs, this.#type, key);
    if (err) {
      return [undefined, undefined, err]; // go+: if err != nil {
    }
    // left out (the field's type is at hand): elemPatchMetaFromStruct := subschema.(PatchMetaFromStruct)
    // left out (the field's type is at hand): t := elemPatchMetaFromStruct.T

    let elemType: string; // go: var elemType reflect.Type
    // go: switch t.Kind() {
    switch (kindOfType(this.#structs, t)) {
      case 'slice':
        elemType = t.slice(2); // go: elemType = t.Elem()
        // go: if elemType.Kind() == reflect.Array
        if (kindOfType(this.#structs, elemType) === 'slice') {
          return [undefined, undefined, new Error('unexpected slice of slice')]; // go: return nil, PatchMeta{}, errors.New("unexpected slice of slice")
        }
        break;
      case 'ptr':
        elemType = t.slice(1); // go: t = t.Elem() @1
        // go: if t.Kind() == reflect.Array
        if (kindOfType(this.#structs, elemType) === 'slice') {
          elemType = elemType.slice(2); // go: t = t.Elem() @2
        }
        // left out (one variable serves for both): elemType = t @2
        break;
      default: {
        const kind = kindOfType(this.#structs, this.#type);
        return [undefined, undefined, new Error(`expected slice or array type, but got: ${kind}`)]; // go: return nil, PatchMeta{}, fmt.Errorf("expected slice
      }
    }
    return [new PatchMetaFromStruct(this.#structs, elemType), patchMeta, undefined]; // go: return PatchMetaFromStruct{T: elemType}, patchMeta, nil
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/meta.go#PatchMetaFromStruct.Name */
  name(): string {
    return kindOfType(this.#structs, this.#type); // go: return s.T.Kind().String()
  }
}

/**
 * The type and the tags of a struct's field, by its name in JSON: the field of that name, else the
 * first whose name differs only in upper and lower case.
 *
 * @ports staging/src/k8s.io/apimachinery/third_party/forked/golang/json/fields.go#LookupPatchMetadataForStruct
 */
export function lookupPatchMetadataForStruct(
  structs: Structs,
  type: string,
  jsonField: string,
):
  | readonly [elemType: string, patchMeta: PatchMeta, error: undefined]
  | readonly [elemType: undefined, patchMeta: undefined, error: Error] {
  // go+: if t.Kind() == reflect.Ptr {
  const t = type.startsWith('*') ? type.slice(1) : type;
  const kind = kindOfType(structs, t);
  // go: if t.Kind() != reflect.Struct {
  if (kind !== 'struct') {
    const message = `merging an object in json but data type is not struct, instead is: ${kind}`; // go: e = fmt.Errorf("merging an object
    return [undefined, undefined, new Error(message)]; // go: return @1
  }
  const jf = jsonField; // go: jf := []byte(jsonField)
  let f: string | undefined; // go: var f *field
  const fields = structs[t] ?? {}; // go: fields := cachedTypeFields(t)
  // go: for i := range fields {
  for (const ff of Object.keys(fields)) {
    // left out (the loop has it): ff := &fields[i]
    // go: if bytes.Equal(ff.nameBytes, jf) {
    if (ff === jf) {
      f = ff; // go: f = ff @1
      break; // go: break
    }
    // go: if f == nil && ff.equalFold(
    if (f === undefined && ff.toLowerCase() === jf.toLowerCase()) {
      f = ff; // go: f = ff @2
    }
  }
  const tjf = f === undefined ? undefined : fields[f]; // go: if f != nil {
  if (tjf !== undefined) {
    // left out (the table has the fields of embedded structs): tjf := t.Field(f.index[0])
    // left out (the table has the fields of embedded structs): for i := 1; i < len(f.index); i++ {
    // go: elemType = tjf.Type
    // go: patchStrategy := tjf.Tag.Get(patchStrategyTagKey)
    // go: patchMergeKey = tjf.Tag.Get(patchMergeKeyTagKey)
    const [elemType, patchStrategy = '', patchMergeKey = ''] =
      typeof tjf === 'string' ? [tjf] : tjf;
    const patchStrategies = patchStrategy.split(','); // go: patchStrategies = strings.Split(
    return [elemType, { patchStrategies, patchMergeKey }, undefined]; // go: return @2
  }
  const field = JSON.stringify(jsonField);
  const e = new Error(`unable to find api field in struct ${t} for the json field ${field}`); // go: e = fmt.Errorf("unable to find
  return [undefined, undefined, e]; // go: return @3
}

function kindOfType(structs: Structs, type: string): string {
  if (type.startsWith('[]')) return 'slice';
  if (type.startsWith('*')) return 'ptr';
  return Object.hasOwn(structs, type) ? 'struct' : type;
}
