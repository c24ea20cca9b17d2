const qualifiedNameFmt = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const qualifiedNameErrMsg =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const labelValueFmt = `(${qualifiedNameFmt})?`;
const labelValueErrMsg =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const dns1123LabelFmt = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dns1123SubdomainFmt = `${dns1123LabelFmt}(\\.${dns1123LabelFmt})*`;
const dns1123SubdomainErrorMsg =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

const qualifiedNameRegexp = new RegExp(`^${qualifiedNameFmt}$`);
const labelValueRegexp = new RegExp(`^${labelValueFmt}$`);
const dns1123SubdomainRegexp = new RegExp(`^${dns1123SubdomainFmt}$`);
const qualifiedNameMaxLength = 63;
const labelValueMaxLength = 63;
const dns1123SubdomainMaxLength = 253;

/** Go's len of a string: its bytes in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const examplesOfNames = ['MyName', 'my.name', '123-abc'] as const;

/**
 * What is wrong with a key, such as `app` or `example.com/app`; nothing if it may be one.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#IsQualifiedName
 */
export function isQualifiedName(value: string): readonly string[] {
  const errs: string[] = []; // go: var errs []string
  const parts = value.split('/'); // go: parts := strings.Split(
  let name: string; // go: var name string
  // go: switch len(parts) {
  switch (parts.length) {
    case 1:
      name = value; // go: name = parts[0] @1
      break;
    case 2: {
      // left out (declared with its value): var prefix string
      const [prefix = '', second = ''] = parts; // go: prefix, name = parts[0], parts[1]
      name = second;
      const msgs = isDNS1123Subdomain(prefix);
      // go: if len(prefix) == 0 {
      if (prefix.length === 0) {
        errs.push('prefix part ' + emptyError()); // go: errs = append(errs, "prefix part "
      } else if (msgs.length !== 0) {
        // go: } else if msgs := IsDNS1123Subdomain(
        errs.push(...msgs.map((msg) => 'prefix part ' + msg)); // go: errs = append(errs, prefixEach(
      }
      break;
    }
    default:
      // go: return append(errs, "a qualified name "
      return [
        ...errs,
        'a qualified name ' +
          regexError(qualifiedNameErrMsg, qualifiedNameFmt, ...examplesOfNames) +
          " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      ];
  }

  // go: if len(name) == 0 {
  if (name.length === 0) {
    errs.push('name part ' + emptyError()); // go: errs = append(errs, "name part "+EmptyError())
  } else if (byteLength(name) > qualifiedNameMaxLength) {
    // go: } else if len(name) > qualifiedNameMaxLength {
    errs.push('name part ' + maxLenError(qualifiedNameMaxLength)); // go: errs = append(errs, "name part "+MaxLenError(
  }
  // go: if !qualifiedNameRegexp.MatchString(name) {
  if (!qualifiedNameRegexp.test(name)) {
    errs.push('name part ' + regexError(qualifiedNameErrMsg, qualifiedNameFmt, ...examplesOfNames)); // go: errs = append(errs, "name part "+RegexError(
  }
  return errs; // go: return errs
}

/**
 * What is wrong with the value of a label.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#IsValidLabelValue
 */
export function isValidLabelValue(value: string): readonly string[] {
  const errs: string[] = []; // go: var errs []string
  // go: if len(value) > LabelValueMaxLength {
  if (byteLength(value) > labelValueMaxLength) {
    errs.push(maxLenError(labelValueMaxLength)); // go: errs = append(errs, MaxLenError(
  }
  // go: if !labelValueRegexp.MatchString(value) {
  if (!labelValueRegexp.test(value)) {
    errs.push(regexError(labelValueErrMsg, labelValueFmt, 'MyValue', 'my_value', '12345')); // go: errs = append(errs, RegexError(
  }
  return errs; // go: return errs
}

/**
 * What is wrong with a name that has to be one of a subdomain.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#IsDNS1123Subdomain
 */
export function isDNS1123Subdomain(value: string): readonly string[] {
  const errs: string[] = []; // go: var errs []string
  // go: if len(value) > DNS1123SubdomainMaxLength {
  if (byteLength(value) > dns1123SubdomainMaxLength) {
    errs.push(maxLenError(dns1123SubdomainMaxLength)); // go: errs = append(errs, MaxLenError(
  }
  // go: if !dns1123SubdomainRegexp.MatchString(value) {
  if (!dns1123SubdomainRegexp.test(value)) {
    errs.push(regexError(dns1123SubdomainErrorMsg, dns1123SubdomainFmt, 'example.com')); // go: errs = append(errs, RegexError(
  }
  return errs; // go: return errs
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#MaxLenError */
function maxLenError(length: number): string {
  return `must be no more than ${length} characters`; // go: return fmt.Sprintf(
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#RegexError */
function regexError(msg: string, fmt: string, ...examples: readonly string[]): string {
  // go: if len(examples) == 0 {
  if (examples.length === 0) {
    return `${msg} (regex used for validation is '${fmt}')`; // go: return msg + " (regex
  }
  msg += ' (e.g. '; // go: msg += " (e.g. "
  // go: for i := range examples {
  examples.forEach((example, i) => {
    // go: if i > 0 {
    if (i > 0) {
      msg += ' or '; // go: msg += " or "
    }
    msg += `'${example}', `; // go: msg += "'" + examples[i]
  });
  msg += `regex used for validation is '${fmt}')`; // go: msg += "regex used
  return msg; // go: return msg @2
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#EmptyError */
function emptyError(): string {
  return 'must be non-empty'; // go: return "must be non-empty"
}
