import type { PodTemplateSpec } from '../api/pod.ts';
import { dumpPodTemplate } from './pod-template-dump.ts';

/**
 * The hash that tells the pods of one template from those of another: the label pod-template-hash.
 * It is Go's own for all fields of v1.20.2 that the dump knows.
 *
 * @ports pkg/controller/controller_utils.go#ComputeHash
 * @param collisionCount How often another ReplicaSet already had the Deployment's hash.
 */
export function computeHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const podTemplateSpecHasher = new Fnv32a(); // go: podTemplateSpecHasher := fnv.New32a()
  podTemplateSpecHasher.write(utf8(dumpPodTemplate(template))); // go: hashutil.DeepHashObject(

  // go: if collisionCount != nil {
  if (collisionCount !== undefined) {
    const collisionCountBytes = [0, 0, 0, 0, 0, 0, 0, 0]; // go: collisionCountBytes :=
    // go: binary.LittleEndian.PutUint32(
    for (let i = 0; i < 4; i++) collisionCountBytes[i] = (collisionCount >>> (8 * i)) & 0xff;
    podTemplateSpecHasher.write(collisionCountBytes); // go: podTemplateSpecHasher.Write(
  }

  return safeEncodeString(String(podTemplateSpecHasher.sum32())); // go: return rand.SafeEncodeString(
}

/** No vowels and no 0, 1 and 3, so that no bad word comes out. */
const alphanums = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * Writes a text in the letters of generated names.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go#SafeEncodeString
 */
export function safeEncodeString(s: string): string {
  const r: string[] = []; // go: r := make([]byte, len(s))
  // go: for i, b := range []rune(s) {
  for (const b of s) {
    r.push(alphanums.charAt((b.codePointAt(0) ?? 0) % alphanums.length)); // go: r[i] = alphanums[
  }
  return r.join(''); // go: return string(r)
}

/** Go's hash/fnv in 32 bits, the variant that multiplies last. */
export class Fnv32a {
  #hash = 2166136261;

  write(bytes: readonly number[]): void {
    for (const byte of bytes) this.#hash = Math.imul(this.#hash ^ byte, 16777619);
  }

  sum32(): number {
    return this.#hash >>> 0;
  }
}

/** The bytes of a text. */
export function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at++) {
    const isEscape = escaped.charAt(at) === '%';
    bytes.push(
      isEscape ? Number.parseInt(escaped.slice(at + 1, at + 3), 16) : escaped.charCodeAt(at),
    );
    if (isEscape) at += 2;
  }
  return bytes;
}
