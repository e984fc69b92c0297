import { RouterError } from "../../src/router-error.ts";

/** Fails with `quota_exceeded` where the browser says that so many more bytes do not fit. */
export async function checkRoom(names: readonly string[], missingBytes: number): Promise<void> {
  const { quota, usage } = await navigator.storage.estimate();
  if (quota !== undefined && missingBytes > quota - (usage ?? 0)) {
    throw tooLarge(names, missingBytes);
  }
}

/** The failure of files that do not fit; `bytes` is null where nobody knows how many they are. */
export function tooLarge(names: readonly string[], bytes: number | null): RouterError {
  const size = bytes === null ? "" : ` (${String(Math.ceil(bytes / 1e6))} MB)`;
  return new RouterError("quota_exceeded", `There is no room for ${names.join(", ")}${size}.`);
}
