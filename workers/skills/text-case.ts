import { english, korean, type Build, type Rule, type Skill } from "./language/rule.ts";
import { markedText } from "./texts/text-slot.ts";

type Case = "upper" | "lower" | "title";

const marked = { text: markedText };
const FORMS: readonly (readonly [form: Case, name: string, verb: string, ko: string])[] = [
  [
    "upper",
    "(uppercase|upper case|upper-case|all caps|caps|capital letters|capitals|all uppercase)",
    "(uppercase|upper case|upper-case|all caps)",
    "(대문자|영어 대문자)",
  ],
  [
    "lower",
    "(lowercase|lower case|lower-case|small letters|all lowercase)",
    "(lowercase|lower case|lower-case)",
    "(소문자|영어 소문자)",
  ],
  [
    "title",
    "(title case|title-case|titlecase)",
    "(title case|title-case|titlecase|capitalize each word in|capitalize each word of|capitalise each word of|capitalize every word in)",
    "(타이틀 케이스|제목 대문자|단어 첫 글자만 대문자)",
  ],
];
const THE_TEXT =
  "[the|this|the following|this text|these] [text|sentence|string|phrase|word|words|title|line]";
const MAKE = "(convert|change|turn|put|make|write|transform|rewrite|format)";

const RULES = FORMS.flatMap(([form, name, verb, ko]): readonly Rule[] => [
  english(`${MAKE} ${THE_TEXT} {text} [to|into|in|as|all] [all] ${name}`, marked, inCase(form)),
  english(`${MAKE} ${THE_TEXT} (to|into|in|as) [all] ${name} {text}`, marked, inCase(form)),
  english(`${verb} ${THE_TEXT} {text}`, marked, inCase(form)),
  english(`[the] ${name} [version|form] [of|for] ${THE_TEXT} {text}`, marked, inCase(form)),
  english(`{text} (in|to|as) [all] ${name}`, marked, inCase(form)),
  korean(
    `[다음|이|아래] [글|문장|텍스트|문자열|단어] [을|를] {text} [을|를] [모두|전부|다] ${ko} (로|으로) [모두|전부|다] [바꿔|변환|바꾸|써|만들어|고쳐]`,
    marked,
    inCase(form),
  ),
  korean(
    `[다음|이|아래] [글|문장|텍스트|문자열|단어] [을|를] [모두|전부|다] ${ko} (로|으로) [모두|전부|다] [바꿔|변환해|변환|바꾸|써|만들어|고쳐] [줘|주세요] {text}`,
    marked,
    inCase(form),
  ),
]);

/** A text in upper, lower or title case. */
export const textCase: Skill = { name: "text-case", rules: RULES };

function inCase(form: Case): Build<{ readonly text: string }> {
  return ({ text }, { language }) => ({
    text: written(text, form),
    explanation: SAID[form][language],
  });
}

const SAID: Readonly<Record<Case, { readonly en: string; readonly ko: string }>> = {
  upper: { en: "Every letter in upper case", ko: "모든 글자를 대문자로" },
  lower: { en: "Every letter in lower case", ko: "모든 글자를 소문자로" },
  title: { en: "The first letter of every word in upper case", ko: "단어마다 첫 글자를 대문자로" },
};

/** By Unicode's rules of no language: a Turkish i keeps its dot. */
function written(text: string, form: Case): string {
  switch (form) {
    case "upper":
      return text.toUpperCase();
    case "lower":
      return text.toLowerCase();
    case "title":
      return text
        .toLowerCase()
        .replace(
          /(^|[\s"(-])(\p{L})/gu,
          (_, before: string, first: string) => before + first.toUpperCase(),
        );
  }
}
