// FIPS 180-4. Only for the checksums inside addresses: bodies are hashed by the platform.
const ROUND_CONSTANTS = fractions(64, 3);
const INITIAL = fractions(8, 2);

/** SHA-256 of a few bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  let state = INITIAL;
  for (let offset = 0; offset < padded.length; offset += 64) state = compress(state, view, offset);
  const digest = new Uint8Array(32);
  state.forEach((word, index) => new DataView(digest.buffer).setUint32(index * 4, word));
  return digest;
}

function compress(state: Uint32Array, view: DataView, offset: number): Uint32Array {
  const schedule = scheduleOf(view, offset);
  const at = (words: Uint32Array, index: number): number => words[index] ?? 0;
  const work = state.slice();
  for (let round = 0; round < 64; round += 1) {
    const [a, e] = [at(work, 0), at(work, 4)];
    const choice = (e & at(work, 5)) ^ (~e & at(work, 6));
    const majority = (a & at(work, 1)) ^ (a & at(work, 2)) ^ (at(work, 1) & at(work, 2));
    const big = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first =
      (at(work, 7) + big + choice + at(ROUND_CONSTANTS, round) + at(schedule, round)) | 0;
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority;
    work.copyWithin(1, 0, 7);
    work[4] = at(work, 4) + first;
    work[0] = first + second;
  }
  return state.map((word, index) => word + at(work, index));
}

function scheduleOf(view: DataView, offset: number): Uint32Array {
  const words = new Uint32Array(64);
  for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(offset + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const [early, late] = [words[index - 15] ?? 0, words[index - 2] ?? 0];
    const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[index] = (words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + large;
  }
  return words;
}

function rotate(word: number, count: number): number {
  return (word >>> count) | (word << (32 - count));
}

/** The first 32 bits of the fractional parts of the roots of the first primes. */
function fractions(count: number, degree: 2 | 3): Uint32Array {
  const words = new Uint32Array(count);
  for (let candidate = 2, found = 0; found < count; candidate += 1) {
    if (!isPrime(candidate)) continue;
    const root = degree === 2 ? Math.sqrt(candidate) : Math.cbrt(candidate);
    words[found] = Math.floor((root % 1) * 2 ** 32);
    found += 1;
  }
  return words;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}
