import { expect, test } from "vitest";
import { DeadlineError, withDeadline } from "../../../src/storage/deadline.ts";
import { lossAtOpening, lossInUse, lossNotes } from "../../../src/storage/memory-loss.ts";

test("every way of losing the database at its opening has its own reason", () => {
  const named = (name: string) => lossAtOpening(new DOMException("", name));
  expect(named("VersionError")).toBe("newer");
  expect(named("SecurityError")).toBe("refused");
  expect(named("InvalidStateError")).toBe("refused");
  expect(named("QuotaExceededError")).toBe("full");
  expect(named("UnknownError")).toBe("broken");
  expect(lossAtOpening(new ReferenceError("indexedDB is not defined"))).toBe("refused");
  expect(lossAtOpening(new DeadlineError(""))).toBe("slow");
  expect(lossAtOpening("not an error")).toBe("broken");
});

test("in use, a full disk is told apart from a failure", () => {
  expect(lossInUse(new DOMException("", "QuotaExceededError"))).toBe("full");
  expect(lossInUse(new DOMException("", "AbortError"))).toBe("broken");
  expect(lossInUse(new DeadlineError(""))).toBe("slow");
});

test("every reason is one sentence, and no two are alike", () => {
  const notes = Object.values(lossNotes);
  expect(new Set(notes).size).toBe(notes.length);
  for (const note of notes) expect(note).toMatch(/^[A-Z][^.]*\.$/);
});

test("a wait that never ends fails at its deadline; one that ends is not touched", async () => {
  await expect(withDeadline(new Promise(() => undefined), 5)).rejects.toBeInstanceOf(DeadlineError);
  await expect(withDeadline(Promise.resolve(3), 1_000)).resolves.toBe(3);
  await expect(withDeadline(Promise.reject(new Error("no")), 1_000)).rejects.toThrow("no");
});
