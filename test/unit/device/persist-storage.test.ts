import { expect, test } from "vitest";
import { persistStorage } from "../../../src/device/persist-storage.ts";

test("a browser's promise is told as it is", async () => {
  expect(await persistStorage({ persist: async () => true })).toBe(true);
  expect(await persistStorage({ persist: async () => false })).toBe(false);
});

test("a browser that refuses to be asked has not promised anything", async () => {
  const persist = () => Promise.reject(new DOMException("Refused.", "SecurityError"));
  expect(await persistStorage({ persist })).toBe(false);
});
