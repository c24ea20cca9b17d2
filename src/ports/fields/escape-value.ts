/** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#EscapeValue */
export function escapeValue(s: string): string {
  return s.replace(/[\\,=]/g, '\\$&'); // go: return valueEscaper.Replace(s)
}

/**
 * The value that was escaped.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#UnescapeValue
 */
export function unescapeValue(
  s: string,
): readonly [value: string, error: undefined] | readonly [value: undefined, error: Error] {
  // go: if !strings.ContainsAny(
  if (!/[\\,=]/.test(s)) {
    return [s, undefined]; // go: return s, nil
  }

  let v = ''; // go: v := bytes.NewBuffer(
  let inSlash = false; // go: inSlash := false
  // go: for _, c := range s {
  for (const c of s) {
    // go: if inSlash { @1
    if (inSlash) {
      // go: switch c { @1
      switch (c) {
        case '\\':
        case ',':
        case '=':
          v += c; // go: v.WriteRune(c) @1
          break;
        default:
          return [undefined, invalidEscapeSequence(`\\${c}`)]; // go: return "", InvalidEscapeSequence{sequence: string(
      }
      inSlash = false; // go: inSlash = false
      continue; // go: continue
    }

    // go: switch c { @2
    switch (c) {
      case '\\':
        inSlash = true; // go: inSlash = true
        break;
      case ',':
      case '=':
        return [undefined, unescapedRune(c)]; // go: return "", UnescapedRune{
      default:
        v += c; // go: v.WriteRune(c) @2
    }
  }

  // go: if inSlash { @2
  if (inSlash) {
    return [undefined, invalidEscapeSequence('\\')]; // go: return "", InvalidEscapeSequence{sequence: "\\"}
  }

  return [v, undefined]; // go: return v.String(), nil
}

const invalidEscapeSequence = (sequence: string): Error =>
  new Error(`invalid field selector: invalid escape sequence: ${sequence}`);

/** Go writes the character's number here. */
const unescapedRune = (r: string): Error =>
  new Error(`invalid field selector: unescaped character in value: ${r.codePointAt(0) ?? 0}`);
