import type { Random } from '../runtime/random.ts';

const maxNameLength = 63;
const randomLength = 5;
const maxGeneratedNameLength = maxNameLength - randomLength;

/** No vowels, and nothing that looks like one: names do not become words. */
const alphanums = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A name of a base, cut so that five random characters fit behind it.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/names/generate.go#simpleNameGenerator.GenerateName
 */
export function generateName(base: string, random: Random): string {
  // go: if len(base) > maxGeneratedNameLength {
  if (base.length > maxGeneratedNameLength) {
    base = base.slice(0, maxGeneratedNameLength); // go: base = base[:maxGeneratedNameLength]
  }
  return `${base}${randomString(randomLength, random)}`; // go: return fmt.Sprintf(
}

/**
 * So many random characters. Go takes its random bits in portions; the distribution is the same.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go#String
 */
export function randomString(n: number, random: Random): string {
  let b = ''; // go: b := make([]byte, n)
  // left out (locking): rng.Lock()
  // left out (locking): defer rng.Unlock()

  // left out (a number from 0 to 1 per character instead): randomInt63 := rng.rand.Int63()
  // left out (a number from 0 to 1 per character instead): remaining := maxAlphanumsPerInt
  // go: for i := 0; i < n;
  for (let i = 0; i < n; i++) {
    // left out (a number from 0 to 1 per character instead): if remaining == 0 {
    const idx = Math.floor(random() * alphanums.length); // go+: if idx := int(
    b += alphanums.charAt(idx);
    // left out (a number from 0 to 1 per character instead): randomInt63 >>= alphanumsIdxBits
    // left out (a number from 0 to 1 per character instead): remaining--
  }
  return b; // go: return string(b)
}
