import { modelWordsEn } from "./model-words.en.ts";
import { modelWordsKo } from "./model-words.ko.ts";
import type { ModelWords } from "./model-words.ts";
import type { Words } from "./words.ts";

/** The words about models in the language that the rest is in. */
export function modelWords({ locale }: Words): ModelWords {
  return locale === "ko" ? modelWordsKo : modelWordsEn;
}
