import fc from "fast-check";
import { expect, test } from "vitest";
import { textGroups } from "../../../src/device/text-groups.ts";

test("neighbours share a group up to the limit, and a longer text stands alone", () => {
  expect(textGroups(["aa", "bb", "c", "dddddd", "e"], 5)).toEqual([
    ["aa", "bb", "c"],
    ["dddddd"],
    ["e"],
  ]);
});

test("no text is no group", () => {
  expect(textGroups([], 5)).toEqual([]);
});

test("no text is lost or moved, and no group that could be parted is over the limit", () => {
  const property = fc.property(
    fc.array(fc.string()),
    fc.integer({ min: 1, max: 40 }),
    (texts, most) => {
      const groups = textGroups(texts, most);
      expect(groups.flat()).toEqual(texts);
      for (const group of groups) {
        expect(group.length).toBeGreaterThan(0);
        const isAlone = group.length === 1;
        expect(isAlone || group.join("").length <= most).toBe(true);
      }
    },
  );
  fc.assert(property);
});
