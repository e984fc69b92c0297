import type { Slot } from "./language/request-reader.ts";
import { english, korean, type Rule, type Skill } from "./language/rule.ts";
import { moved, movedPlainly, reversedList, reversedText } from "./lists/list-answers.ts";
import { innerList, restList } from "./lists/list-slot.ts";
import type { SortOrder } from "./lists/sort-items.ts";
import { markedText, quotedText } from "./texts/text-slot.ts";

/** One word in quotes: reversed it can be nothing but its letters. */
const quotedWord: Slot<string> = (text, at) =>
  quotedText(text, at).filter(({ value }) => /^[^\s,]+$/.test(value));

const rest = { list: restList };
const inner = { list: innerList };

const LIST =
  "[the|these|this|the following|following|my] [list|numbers|words|names|items|values|list of numbers|list of words|list of names|elements|array|fruits|cities|countries|animals|integers] [list] [:]";
const LIST_NAME =
  "[the|these|this|the following|following|my] (list|numbers|words|names|items|values|elements|array|integers) [list] [:]";
const SORT = "(sort|order|arrange|rank)";
const KO_BEHIND = "[순서|목록|리스트|배열|숫자들|숫자|단어들|이름들] [을|를|에서|의]";
const KO_LIST =
  "[다음|이|아래] [목록|리스트|숫자들|숫자|단어들|단어|이름들|이름|항목들|항목|수] [를|을|들을|에서]";

const ORDERS: readonly (readonly [order: SortOrder, en: string, ko: string])[] = [
  [
    "ascending",
    "(in ascending order|ascending|from smallest to largest|from lowest to highest|from low to high|from least to greatest|smallest to largest|lowest to highest|least to greatest|smallest first|numerically|in increasing order|in numerical order|in order)",
    "(오름차순 [으로]|작은 순 [으로]|작은 순서 [대로|로]|작은 수부터|작은 것부터|크기순 [으로])",
  ],
  [
    "descending",
    "(in descending order|descending|from largest to smallest|from highest to lowest|from high to low|from greatest to least|from biggest to smallest|largest to smallest|highest to lowest|greatest to least|largest first|in decreasing order)",
    "(내림차순 [으로]|큰 순 [으로]|큰 순서 [대로|로]|큰 수부터|큰 것부터)",
  ],
  [
    "alphabetical",
    "(alphabetically|in alphabetical order|in alphabetic order|by alphabet|from a to z|a to z)",
    "(가나다순 [으로]|가나다 순 [으로]|알파벳순 [으로]|알파벳 순 [으로]|알파벳 순서 [로|대로]|사전순 [으로]|가나다 순서 [로|대로])",
  ],
  [
    "reverse alphabetical",
    "(in reverse alphabetical order|reverse alphabetically|from z to a|z to a)",
    "(가나다 역순 [으로]|알파벳 역순 [으로]|역알파벳순 [으로])",
  ],
];

const SORT_RULES = ORDERS.flatMap(([order, en, ko]): readonly Rule[] => [
  english(`${SORT} ${LIST} ${en} [:] [list] {list}`, rest, moved(order)),
  english(`${SORT} ${LIST} {list} [,] ${en}`, inner, moved(order)),
  english(`put ${LIST} ${en} {list}`, rest, moved(order)),
  english(`put ${LIST} {list} ${en}`, inner, moved(order)),
  korean(`${KO_LIST} {list} [을|를] ${KO_BEHIND} ${ko} [정렬|나열|배열|배치]`, inner, moved(order)),
  korean(`${KO_LIST} ${ko} [정렬|나열|배열|배치] [해] [줘|주세요|라] {list}`, rest, moved(order)),
]);

const OTHER_RULES: readonly Rule[] = [
  english(`(alphabetize|alphabetise) ${LIST} {list}`, rest, moved("alphabetical")),
  english(`(sort|arrange) ${LIST_NAME} {list}`, rest, moved("natural")),
  english("(sort|arrange) [:] {list}", rest, movedPlainly),
  english("(sort|arrange) [:] {list}", inner, movedPlainly),
  korean(
    `${KO_LIST} (거꾸로|역순으로|뒤집어|반대로) [뒤집어|나열|정렬|배열|써] [줘|주세요] {list}`,
    rest,
    moved("reversed"),
  ),
  english(`reverse [the order of] ${LIST} {list}`, rest, reversedList),
  english("reverse the (list|order) [of] {list}", inner, reversedList),
  english("reverse {text}", { text: quotedWord }, reversedText),
  english(
    `(remove|delete) [the] (duplicates|duplicate items|duplicate values|repeated items|duplicate words|duplicate numbers) (from|in) ${LIST} {list}`,
    rest,
    moved("unique"),
  ),
  english(`(remove|delete) [the] duplicates [:] {list}`, rest, moved("unique")),
  english(`(dedupe|deduplicate|de-duplicate) ${LIST} {list}`, rest, moved("unique")),
  english(
    `[the] (unique|distinct) (items|values|numbers|words|elements) (in|of|from) ${LIST} {list}`,
    rest,
    moved("unique"),
  ),
  korean(`${KO_LIST} {list} [을|를] ${KO_BEHIND} (정렬|정렬해)`, inner, moved("natural")),
  korean(`${KO_LIST} (정렬|정렬해) [줘|주세요] {list}`, rest, moved("natural")),
  korean(
    `${KO_LIST} {list} [을|를] ${KO_BEHIND} (거꾸로|역순으로|뒤집어|반대로) [뒤집어|나열|정렬|배열|써]`,
    inner,
    moved("reversed"),
  ),
  korean(
    `${KO_LIST} {list} [을|를|에서|의] ${KO_BEHIND} 중복 [된|되는] [항목|값|것|숫자|단어] [을|를] (제거|없애|빼|지워|삭제)`,
    inner,
    moved("unique"),
  ),
  korean(
    `${KO_LIST} [의|에서] 중복 [된|되는] [항목|값|것|숫자|단어] [을|를] (제거|없애|빼|지워|삭제) [해] [줘|주세요] {list}`,
    rest,
    moved("unique"),
  ),
];

const STRING =
  "(string|text|word|letters in|letters of|characters in|characters of|letters of the word|characters of the string)";
const REVERSE_TEXT_RULES: readonly Rule[] = [
  english(`reverse [the] ${STRING} {text}`, { text: markedText }, reversedText),
  english(
    `[write|spell|say] {text} (backwards|backward|in reverse)`,
    { text: markedText },
    reversedText,
  ),
  korean(
    `[문자열|단어|글자|문장] {text} [을|를] (거꾸로|뒤집어) [써|뒤집어|적어|쓰면|읽으면|하면]`,
    { text: markedText },
    reversedText,
  ),
];

/** Lists sorted, reversed and without duplicates, and texts written backwards. */
export const list: Skill = {
  name: "list",
  rules: [...SORT_RULES, ...OTHER_RULES, ...REVERSE_TEXT_RULES],
};
