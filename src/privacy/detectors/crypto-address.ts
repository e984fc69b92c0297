import type { PatternRule } from "../detector.ts";
import { sha256 } from "./sha-256.ts";

const BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH_32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** Addresses of Bitcoin (with their checksums) and of Ethereum and its kin (by their shape). */
export const cryptoAddressRules: readonly PatternRule[] = [
  {
    name: "crypto",
    kind: "CRYPTO_ADDRESS",
    pattern: /(?<!\w)[13][1-9A-HJ-NP-Za-km-z]{25,34}(?!\w)/g,
    score: 1,
    accepts: (_, address) => isBase58Check(address),
  },
  {
    name: "crypto",
    kind: "CRYPTO_ADDRESS",
    pattern: /(?<!\w)(?:bc|tb)1[02-9ac-hj-np-z]{11,87}(?!\w)/gi,
    score: 1,
    accepts: (_, address) => isBech32(address.toLowerCase()),
  },
  {
    name: "crypto",
    kind: "CRYPTO_ADDRESS",
    pattern: /(?<!\w)0x[0-9a-f]{40}(?!\w)/gi,
    score: 0.9,
  },
];

/** 21 bytes and the first four of their double SHA-256, in base 58. */
function isBase58Check(address: string): boolean {
  let value = 0n;
  for (const character of address) value = value * 58n + BigInt(BASE_58.indexOf(character));
  if (value >= 1n << 200n) return false;
  const bytes = new Uint8Array(25);
  for (let index = 24; index >= 0; index -= 1) {
    bytes[index] = Number(value & 255n);
    value >>= 8n;
  }
  const check = sha256(sha256(bytes.slice(0, 21)));
  return bytes.slice(21).every((byte, index) => byte === check[index]);
}

/** The checksum of BIP 173, or that of BIP 350. */
function isBech32(address: string): boolean {
  const separator = address.lastIndexOf("1");
  const prefix = Array.from(address.slice(0, separator), (letter) => letter.charCodeAt(0));
  const data = Array.from(address.slice(separator + 1), (letter) => BECH_32.indexOf(letter));
  const values = [
    ...prefix.map((code) => code >> 5),
    0,
    ...prefix.map((code) => code & 31),
    ...data,
  ];
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  const sum = values.reduce((carried, value) => {
    const top = carried >>> 25;
    const shifted = ((carried & 0x1ffffff) << 5) ^ value;
    return generators.reduce(
      (mixed, generator, bit) => ((top >>> bit) & 1 ? mixed ^ generator : mixed),
      shifted,
    );
  }, 1);
  return sum === 1 || sum === 0x2bc830a3;
}
