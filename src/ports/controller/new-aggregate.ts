/** Several errors as one; at least one. */
export class Aggregate extends Error {
  readonly errors: readonly Error[];

  constructor(errors: readonly Error[]) {
    super(messageOf(errors));
    this.name = 'Aggregate';
    this.errors = errors;
  }
}

/**
 * One error for a list of them, none for none.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go#NewAggregate
 */
export function newAggregate(errlist: readonly (Error | undefined)[]): Aggregate | undefined {
  // left out (an empty list is found empty below): if len(errlist) == 0 {
  const errs: Error[] = []; // go: var errs []error
  // go: for _, e := range errlist {
  for (const e of errlist) {
    // go: if e != nil {
    if (e !== undefined) {
      errs.push(e); // go: errs = append(errs, e)
    }
  }
  // go: if len(errs) == 0 {
  if (errs.length === 0) {
    return undefined; // go: return nil @2
  }
  return new Aggregate(errs); // go: return aggregate(errs)
}

/**
 * The message of errors together: the messages that differ, in brackets if there is more than one.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go#aggregate.Error
 */
function messageOf(agg: readonly Error[]): string {
  // left out (newAggregate makes none of nothing): if len(agg) == 0 {
  // go: if len(agg) == 1 {
  if (agg.length === 1 && agg[0]) {
    return agg[0].message; // go: return agg[0].Error()
  }
  const seenerrs = new Set<string>(); // go: seenerrs := sets.NewString()
  let result = ''; // go: result := ""
  // go: agg.visit(func(err error) bool {
  for (const err of visit(agg)) {
    const msg = err.message; // go: msg := err.Error()
    // go: if seenerrs.Has(msg) {
    if (seenerrs.has(msg)) {
      continue; // go: return false @1
    }
    seenerrs.add(msg); // go: seenerrs.Insert(msg)
    // go: if len(seenerrs) > 1 {
    if (seenerrs.size > 1) {
      result += ', '; // go: result += ", "
    }
    result += msg; // go: result += msg
    // left out (the loop goes on): return false @2
  }
  // go: if len(seenerrs) == 1 {
  if (seenerrs.size === 1) {
    return result; // go: return result
  }
  return `[${result}]`; // go: return "[" + result + "]"
}

/** All errors in order, those of an aggregate instead of the aggregate. */
function* visit(agg: readonly Error[]): Generator<Error> {
  for (const err of agg) {
    if (err instanceof Aggregate) yield* visit(err.errors);
    else yield err;
  }
}
