import { RouterError } from "../router-error.ts";

/**
 * A new HMAC-SHA-256 key that script cannot read out. One is made per profile and kept in the database beside
 * the hashes. It keeps a hash from being matched against hashes of another profile, or against a list made
 * elsewhere. It does not protect against someone who reads the profile's files: the browser stores the key's
 * raw bytes there, so they can test a guess of a question against the stored hashes. Nor does it protect
 * against script on this origin, which can simply use it.
 * Fails with `storage_failed` where the page is not a secure context.
 */
export async function newHashKey(): Promise<CryptoKey> {
  // The types promise it; on a page without https it is absent all the same.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw new RouterError(
      "storage_failed",
      "Nearside needs a page served over https or localhost.",
    );
  }
  return subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** HMAC-SHA-256 of the UTF-8 bytes of `text`, in lower-case hex. */
export async function keyedHash(key: CryptoKey, text: string): Promise<string> {
  const bytes = new Uint8Array(
    await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)),
  );
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a value read from the database is a key that `keyedHash` can use. */
export function isHashKey(value: unknown): value is CryptoKey {
  return value instanceof CryptoKey && value.algorithm.name === "HMAC" && !value.extractable;
}
