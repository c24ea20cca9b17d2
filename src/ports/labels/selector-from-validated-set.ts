/** Labels of an object, or those that a selector asks for: Go's labels.Set. */
export type LabelSet = Readonly<Record<string, string>>;

/**
 * One key with the value that it must have. Go's Requirement has all operators; this one stands for
 * selection.Equals, the only one that sets of labels become.
 */
export class Requirement {
  readonly key: string;
  readonly value: string;

  constructor(key: string, value: string) {
    this.key = key;
    this.value = value;
  }

  /** An empty value asks for the key, too: a missing label does not match it. */
  matches(l: LabelSet): boolean {
    return Object.hasOwn(l, this.key) && l[this.key] === this.value;
  }
}

/** Requirements that must all match; none match everything. */
export class InternalSelector {
  readonly requirements: readonly Requirement[];

  constructor(requirements: readonly Requirement[] = []) {
    this.requirements = requirements;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.Matches */
  matches(l: LabelSet): boolean {
    // go: for ix := range s {
    for (const requirement of this.requirements) {
      // go: if matches := s[ix].Matches(l); !matches {
      if (!requirement.matches(l)) {
        return false; // go: return false
      }
    }
    return true; // go: return true
  }
}

/**
 * The selector of objects that have all of some labels, which are taken to be valid.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#SelectorFromValidatedSet
 */
export function selectorFromValidatedSet(ls: LabelSet | undefined): InternalSelector {
  // go: if ls == nil || len(ls) == 0 {
  if (ls === undefined || Object.keys(ls).length === 0) {
    return new InternalSelector(); // go: return internalSelector{}
  }
  const requirements: Requirement[] = []; // go: requirements := make(
  // go: for label, value := range ls {
  for (const [label, value] of Object.entries(ls)) {
    requirements.push(new Requirement(label, value)); // go: requirements = append(
  }
  requirements.sort((a, b) => (a.key < b.key ? -1 : 1)); // go: sort.Sort(ByKey(requirements))
  return new InternalSelector(requirements); // go: return internalSelector(requirements)
}
