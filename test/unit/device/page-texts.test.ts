import { expect, test } from "vitest";
import { KeptModels } from "../../../src/device/kept-models.ts";
import { pageTexts } from "../../../src/device/page-texts.ts";

/** A `Storage` that takes so many texts. */
function storage(room: number): Storage {
  const texts = new Map<string, string>();
  return {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem(name: string, text: string) {
      if (texts.size >= room && !texts.has(name)) throw new DOMException("", "QuotaExceededError");
      texts.set(name, text);
    },
  } as unknown as Storage;
}

test("what is set is got, and by the next page too", () => {
  const kept = storage(9);
  pageTexts(() => kept).set("name", "text");
  expect(pageTexts(() => kept).get("name")).toBe("text");
  expect(pageTexts(() => kept).get("other")).toBeNull();
});

test("a browser that refuses its storage, or has no room, is stood in for by the session's memory", () => {
  const refused = pageTexts(() => {
    throw new DOMException("", "SecurityError");
  });
  const full = pageTexts(() => storage(0));
  for (const texts of [refused, full]) {
    expect(texts.get("name")).toBeNull();
    texts.set("name", "text");
    expect(texts.get("name")).toBe("text");
  }
});

test("what was kept and cannot be read counts as not there", () => {
  const texts = { get: () => "[1, 2", set: () => {} };
  const kept = new KeptModels(texts);
  expect(kept.model("any")).toEqual({});
  expect(kept.downloadBytesPerSecond()).toBeNull();
  expect(new KeptModels({ ...texts, get: () => '"text"' }).picked()).toEqual([]);
});
