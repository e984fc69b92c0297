/** Digits of a string of decimal digits. */
export function digitsOf(text: string): readonly number[] {
  return Array.from(text, Number);
}

/** Sum of each digit times its weight; a digit without a weight counts nothing. */
export function weightedSum(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

/** The checksum of payment cards: ISO/IEC 7812-1, annex B. */
export function isLuhn(text: string): boolean {
  const sum = digitsOf(text).reduceRight((total, digit, index, all) => {
    const isDoubled = (all.length - index) % 2 === 0;
    return total + (isDoubled ? digitSum(digit * 2) : digit);
  }, 0);
  return sum % 10 === 0;
}

/** Sum of the two decimal digits of a number below 100. */
export function digitSum(number: number): number {
  return Math.floor(number / 10) + (number % 10);
}

/** The hybrid checksum MOD 11,10 of ISO/IEC 7064, over digits whose last is the check digit. */
export function isMod11And10(text: string): boolean {
  const digits = digitsOf(text);
  const product = digits.slice(0, -1).reduce((carried, digit) => {
    const sum = (digit + carried) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return (11 - product) % 10 === digits.at(-1);
}

/** Whether at least `limit` digits of the text are one and the same: a filler, not a number that anyone was given. */
export function isRepetitive(text: string, limit: number): boolean {
  return Array.from("0123456789").some((digit) => text.split(digit).length > limit);
}

// Multiplication in the dihedral group of order 10, and its permutation (J. Verhoeff, 1969).
const DIHEDRAL = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const PERMUTATIONS = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
];

/** Verhoeff's checksum over digits whose last is the check digit. */
export function isVerhoeff(text: string): boolean {
  const check = digitsOf(text).reduceRight((carried, digit, index, all) => {
    const permuted = PERMUTATIONS[(all.length - 1 - index) % 8]?.[digit];
    return Number(DIHEDRAL[carried]?.[Number(permuted)]);
  }, 0);
  return check === 0;
}
