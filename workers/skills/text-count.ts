import { english, korean, type Rule, type Skill } from "./language/rule.ts";
import { counter, occurrences, type Counted } from "./texts/count-text.ts";
import { bareWord, letter, markedText, quotedText } from "./texts/text-slot.ts";

const marked = { text: markedText };
const word = { text: bareWord };
const occurrence = { sought: letter, text: quotedText };
const occurrenceInWord = { sought: letter, text: bareWord };

const THE_TEXT =
  "[the|this|the following|my] [text|sentence|string|phrase|word|paragraph|passage|message|line|words|sentences|name]";
const KO_TEXT =
  "[다음|이|아래|이번] [글|문장|텍스트|문자열|단어|문단|글자|말] [은|는|이|의|에|에서|에는|에는] [총|모두]";

const UNITS: readonly (readonly [counted: Counted, en: string, ko: string])[] = [
  [
    "characters",
    "(characters|chars|character) [including spaces|with spaces|counting spaces]",
    "(글자|글자 수|글자수|문자 수|문자)",
  ],
  [
    "characters",
    "(characters|chars) [including spaces|with spaces]",
    "(공백|띄어쓰기) [을|를] 포함 [해|해서|한|하여|하면] (글자|글자 수|글자수|문자 수)",
  ],
  [
    "characters without spaces",
    "(characters|chars) (excluding spaces|without spaces|not counting spaces)",
    "(공백|띄어쓰기) [을|를] (제외|빼) [하고|고|한|하면] (글자|글자 수|글자수|문자 수)",
  ],
  ["letters", "(letters|letter)", "알파벳"],
  ["words", "(words|word)", "(단어|단어 수|단어수|낱말)"],
  ["lines", "(lines|line)", "(줄|줄 수|줄수|행)"],
];

const COUNT_RULES = UNITS.flatMap(([counted, en, ko]): readonly Rule[] => [
  english(
    `how many ${en} [are|is|does|there are|are there] [there] [in|are in] ${THE_TEXT} {text} [have|contain|has]`,
    marked,
    counter(counted),
  ),
  english(
    `count [all] [the] [number of] ${en} (in|of) ${THE_TEXT} {text}`,
    marked,
    counter(counted),
  ),
  english(
    `[number of|count of] ${en} (count|counts) (of|for|in) ${THE_TEXT} {text}`,
    marked,
    counter(counted),
  ),
  english(`(number|count) of ${en} in ${THE_TEXT} {text}`, marked, counter(counted)),
  english(`count [the] ${en} {text}`, marked, counter(counted)),
  korean(
    `${KO_TEXT} {text} [은|는|이|가|의|에|에서|에는|라는|이라는] [말은|글은|문장은|문장의|단어는] [총|모두] [몇|의] ${ko} [는|은|가|이] [몇 개|몇 자|개수|있]`,
    marked,
    counter(counted),
  ),
  korean(
    `${KO_TEXT} [의] ${ko} [를|을|가|는|은] [세|세어|세줘|계산해|알려] [줘] {text}`,
    marked,
    counter(counted),
  ),
]);

const WORD_RULES: readonly Rule[] = [
  korean("{text} (알파벳|철자) [이|는|은] [총] 몇 (글자|개|자)", word, counter("letters")),
  korean("{text} [의] 글자 (수|개수|갯수)", { text: quotedText }, counter("characters")),
  english(
    "how many vowels [are|does] [there] [in] [the] [word] {text} [have]",
    word,
    counter("vowels"),
  ),
  english(
    `how many vowels [are|does] [there] [in] ${THE_TEXT} {text} [have]`,
    marked,
    counter("vowels"),
  ),
  korean(
    "(글자 수|글자수) [를|을] [세|세어|알려] [줘|주세요] [공백 포함|띄어쓰기 포함] {text}",
    marked,
    counter("characters"),
  ),
  korean(
    "(글자 수|글자수) [를|을] [세|세어|알려] [줘|주세요] (공백 제외|띄어쓰기 제외) {text}",
    marked,
    counter("characters without spaces"),
  ),

  english(
    "how many (letters|characters) [are|does|there are|are there] [there] [in|are in] [the] [word|name] {text} [have|has|contain]",
    word,
    counter("letters"),
  ),
  english("count [the] letters in [the] word {text}", word, counter("letters")),
  english(`[the] length of [the] (string|word|text) {text}`, marked, counter("characters")),
  english(`how long is [the] (string|word|text) {text}`, marked, counter("characters")),
  korean(`{text} [은|는|이|가|의] [총] 몇 (자|글자)`, { text: quotedText }, counter("characters")),
];

const TIMES = "(does|is|do)";
const APPEAR = "(appear|occur|used|show up|appears|there)";
const OCCURRENCE_RULES: readonly Rule[] = [occurrence, occurrenceInWord].flatMap((slots) => [
  english(
    `how many times ${TIMES} [the] [letter|character] {sought} ${APPEAR} in [the] [word|string|text] {text}`,
    slots,
    occurrences,
  ),
  english(
    `how many [letter|of the letter] {sought} ['s|s] (are|is) [there] in [the] [word|string] {text}`,
    slots,
    occurrences,
  ),
  english(
    `count [the] [number of] [letter] {sought} ['s|s] in [the] [word|string] {text}`,
    slots,
    occurrences,
  ),
  korean(
    "{text} [라는|이라는] [단어] [에|에서|에는] [알파벳|글자] {sought} [은|는|이|가] [총] (몇 번|몇 개|몇번|몇개) [나와|나오|들어|있|들어있]",
    slots,
    occurrences,
  ),
]);

/** Characters, letters, words and lines of a text, and how often a letter stands in it. */
export const textCount: Skill = {
  name: "text-count",
  rules: [...COUNT_RULES, ...WORD_RULES, ...OCCURRENCE_RULES],
};
