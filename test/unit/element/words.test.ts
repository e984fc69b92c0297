import { describe, expect, test } from "vitest";
import { chooseWords } from "../../../src/element/words/choose-words.ts";
import { wordsEn } from "../../../src/element/words/words.en.ts";
import { wordsKo } from "../../../src/element/words/words.ko.ts";

/** Every string of a table, with the way to it; functions are called with plain words. */
function strings(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const said: unknown = (value as (...words: unknown[]) => unknown)("1", "2", "3", "4");
    return strings(said, path);
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => strings(each, `${path}.${name}`));
}

describe.each([
  ["English", wordsEn],
  ["Korean", wordsKo],
])("%s", (_name, words) => {
  test("no word is empty, and none exclaims", () => {
    for (const [path, said] of strings(words, "words")) {
      expect(said.trim(), path).not.toBe("");
      expect(said, path).not.toMatch(/!|oops/i);
    }
  });

  test("every error says what to do in a whole sentence", () => {
    for (const [code, said] of Object.entries(words.errors)) expect(said, code).toMatch(/\.$/);
  });
});

test("Korean differs from English in every sentence but the name", () => {
  const english = new Map(strings(wordsEn, "words"));
  const same = strings(wordsKo, "words").filter(
    ([path, said]) => english.get(path) === said && /[a-z]{3}/i.test(said),
  );
  expect(same.map(([path]) => path)).toEqual(["words.chat.title"]);
});

test("the language of a region is its language, and an unknown one is English", () => {
  expect(chooseWords("ko-KR")).toBe(wordsKo);
  expect(chooseWords("ko")).toBe(wordsKo);
  expect(chooseWords("en-GB")).toBe(wordsEn);
  expect(chooseWords("kok")).toBe(wordsEn);
});

test("odds are said as people say them", () => {
  expect(wordsEn.chat.odds(3)).toBe("about 3 times in 10");
  expect(wordsEn.chat.odds(1)).toBe("about 1 time in 10");
  expect(wordsEn.chat.odds(0)).toBe("less than 1 time in 10");
  expect(wordsKo.chat.odds(3)).toBe("열 번 중 세 번쯤");
});

test("Korean names what kept a question here with the particle that fits", () => {
  expect(wordsKo.chat.keptHere("전화번호")).toBe("전화번호가 들어 있어 이 기기에 두었습니다.");
  expect(wordsKo.chat.keptHere("수신인")).toBe("수신인이 들어 있어 이 기기에 두었습니다.");
});
