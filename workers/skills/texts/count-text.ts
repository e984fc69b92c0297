import type { Language } from "../language/request-text.ts";
import type { Build, Context, Exact } from "../language/rule.ts";
import { graphemes } from "./text-slot.ts";

/** What is counted in a text. */
export type Counted =
  "characters" | "characters without spaces" | "letters" | "vowels" | "words" | "lines";

interface One {
  readonly text: string;
}
interface Occurrence extends One {
  readonly sought: string;
}

/** Says how many there are in a text. */
export function counter(counted: Counted): Build<One> {
  return ({ text }, { language }) => ({
    text: writeCount(countOf(text, counted), counted, language),
    explanation: explain(text, counted, language),
  });
}

function countOf(text: string, counted: Counted): number {
  switch (counted) {
    case "characters":
      return graphemes(text).length;
    case "characters without spaces":
      return graphemes(text.replaceAll(/\s/g, "")).length;
    case "letters":
      return graphemes(text).filter((one) => /^\p{L}/u.test(one)).length;
    case "vowels":
      return graphemes(text.toLowerCase()).filter((one) => "aeiou".includes(one)).length;
    case "words":
      return text.split(/\s+/).filter((one) => /[\p{L}\p{N}]/u.test(one)).length;
    case "lines":
      return text.split(/\r\n|\r|\n/).length;
  }
}

function writeCount(count: number, counted: Counted, language: Language): string {
  const [one, many, ko] = NAMES[counted];
  return language === "ko"
    ? `${String(count)}${ko}`
    : `${String(count)} ${count === 1 ? one : many}`;
}

const NAMES: Readonly<Record<Counted, readonly [one: string, many: string, ko: string]>> = {
  characters: ["character", "characters", "자"],
  "characters without spaces": ["character", "characters", "자"],
  vowels: ["vowel", "vowels", "개"],
  letters: ["letter", "letters", "자"],
  words: ["word", "words", "단어"],
  lines: ["line", "lines", "줄"],
};

function explain(text: string, counted: Counted, language: Language): string {
  const [all, bare] = [countOf(text, "characters"), countOf(text, "characters without spaces")];
  switch (counted) {
    case "characters":
    case "characters without spaces":
      return {
        en: `${String(all)} with spaces, ${String(bare)} without`,
        ko: `공백 포함 ${String(all)}자, 공백 제외 ${String(bare)}자`,
      }[language];
    case "letters":
      return { en: "Letters only, no spaces or signs", ko: "공백과 기호를 뺀 글자만 셈" }[language];
    case "vowels":
      return { en: "a, e, i, o and u; y is not counted", ko: "a, e, i, o, u를 셈" }[language];
    case "words":
      return { en: "Words are separated by white space", ko: "띄어쓰기로 나눈 단어" }[language];
    case "lines":
      return { en: "Lines are separated by line ends", ko: "줄바꿈으로 나눈 줄" }[language];
  }
}

/** How often a letter stands in a text; upper and lower case are one letter. */
export function occurrences({ sought, text }: Occurrence, { language }: Context): Exact {
  const wanted = sought.toLowerCase();
  const count = graphemes(text).filter((one) => one.toLowerCase() === wanted).length;
  return {
    text: { en: `${String(count)} time${count === 1 ? "" : "s"}`, ko: `${String(count)}번` }[
      language
    ],
    explanation: {
      en: `"${sought}" in "${text}", upper and lower case alike`,
      ko: `"${text}" 안의 "${sought}", 대소문자 구분 없이`,
    }[language],
  };
}
