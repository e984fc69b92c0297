import { english, korean, type Build, type Rule, type Skill } from "./language/rule.ts";
import { latinWords, markedText, shoutedWords } from "./texts/text-slot.ts";

type Case = "upper" | "lower" | "title" | "camel" | "pascal" | "snake" | "kebab";

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
    "(타이틀 케이스|제목 대문자|단어 첫 글자만 대문자|각 단어 첫 글자만 대문자|각 단어의 첫 글자만 대문자)",
  ],
  [
    "camel",
    "(camelcase|camel case|camel-case)",
    "(camelcase|camel case)",
    "(camelcase|카멜 케이스|카멜케이스)",
  ],
  [
    "pascal",
    "(pascalcase|pascal case)",
    "(pascalcase|pascal case)",
    "(pascalcase|파스칼 케이스|파스칼케이스)",
  ],
  [
    "snake",
    "(snake_case|snake case|snakecase|snake-case)",
    "(snake_case|snake case)",
    "(snake_case|스네이크 케이스|스네이크케이스)",
  ],
  [
    "kebab",
    "(kebab-case|kebab case)",
    "(kebab-case|kebab case)",
    "(kebab-case|케밥 케이스|케밥케이스)",
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

const shouted = { text: shoutedWords };
const latin = { text: latinWords };
/** Without quotes a text is certain where its own case sets it off from the request, or its alphabet does. */
const BARE_RULES: readonly Rule[] = [
  english("{text} (in|to|into) (lowercase|lower case)", shouted, inCase("lower")),
  english("(lowercase|lower case) {text}", shouted, inCase("lower")),
  english(`${MAKE} {text} (in|to|into) (lowercase|lower case)`, shouted, inCase("lower")),
  korean("{text} [을|를] 소문자로 (바꿔|변환|바꾸|고쳐)", latin, inCase("lower")),
  korean("{text} [을|를] 대문자로 (바꿔|변환|바꾸|고쳐)", latin, inCase("upper")),
];

/** A text in upper, lower or title case, or joined to a name of a program. */
export const textCase: Skill = { name: "text-case", rules: [...RULES, ...BARE_RULES] };

function inCase(form: Case): Build<{ readonly text: string }> {
  return ({ text }, { language }) => ({
    text: written(text, form),
    explanation: SAID[form][language],
  });
}

const SAID: Readonly<Record<Case, { readonly en: string; readonly ko: string }>> = {
  upper: { en: "Every letter in upper case", ko: "모든 글자를 대문자로" },
  lower: { en: "Every letter in lower case", ko: "모든 글자를 소문자로" },
  camel: {
    en: "Words joined, each but the first with a capital",
    ko: "단어를 붙이고 둘째 단어부터 대문자로",
  },
  pascal: { en: "Words joined, each with a capital", ko: "단어를 붙이고 단어마다 대문자로" },
  snake: { en: "Words in lower case, joined by _", ko: "소문자 단어를 _로 연결" },
  kebab: { en: "Words in lower case, joined by -", ko: "소문자 단어를 -로 연결" },
  title: { en: "The first letter of every word in upper case", ko: "단어마다 첫 글자를 대문자로" },
};

/** By Unicode's rules of no language: a Turkish i keeps its dot. */
function written(text: string, form: Case): string {
  const words = text.toLowerCase().split(/[\s_-]+/);
  switch (form) {
    case "upper":
      return text.toUpperCase();
    case "lower":
      return text.toLowerCase();
    case "title":
      return text.toLowerCase().replace(/(^|[\s"(-])(\p{L})/gu, (all) => all.toUpperCase());
    case "camel":
      return words.map((word, index) => (index === 0 ? word : capitalised(word))).join("");
    case "pascal":
      return words.map(capitalised).join("");
    case "snake":
      return words.join("_");
    case "kebab":
      return words.join("-");
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
