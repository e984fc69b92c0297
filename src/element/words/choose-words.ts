import { wordsEn } from "./words.en.ts";
import { wordsKo } from "./words.ko.ts";
import type { Words } from "./words.ts";

/** Languages that the element speaks, by their own names. */
export const languages: readonly { readonly code: string; readonly name: string }[] = [
  { code: "en", name: "English" },
  { code: "ko", name: "한국어" },
];

/** The words for a BCP 47 tag such as "ko-KR"; English where the language is not spoken here. */
export function chooseWords(tag: string): Words {
  return /^ko\b/i.test(tag) ? wordsKo : wordsEn;
}
