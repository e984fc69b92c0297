import type { Reading, Slot } from "./language/request-reader.ts";
import type { RequestText } from "./language/request-text.ts";
import { english, korean, wordless, type Rule, type Skill } from "./language/rule.ts";
import { expression, type Expression } from "./numbers/expression.ts";
import { signedNumber, wholeNumber } from "./numbers/number-slot.ts";
import { isPlainlySum } from "./numbers/plain-sum.ts";
import {
  by,
  distance,
  factorialOf,
  halfOf,
  of,
  rootOf,
  roundedSum,
  sumOf,
} from "./numbers/sum-answers.ts";

/** A sum that can be nothing else, even without a word around it. */
const plainSum: Slot<Expression> = (
  text: RequestText,
  at: number,
): readonly Reading<Expression>[] =>
  expression(text, at).filter(({ value }) => isPlainlySum(value));
/** A sum, where words say that it is one. */
const anySum: Slot<Expression> = (text, at) =>
  expression(text, at).filter(({ value }) => value.operations > 0);

const sum = { sum: anySum };
const rounding = { sum: anySum, places: wholeNumber(12) };
const pair = { a: signedNumber, b: signedNumber };

const ASK =
  "(calculate|compute|evaluate|work out|solve|how much is|how much are|what does|what do)";
const EQUAL = "(equal|equals|equal to|make|come to|=|is what|is how much)";

const SUM_RULES: readonly Rule[] = [
  wordless("{sum}", { sum: plainSum }, sumOf),
  english(`${ASK} {sum}`, sum, sumOf),
  english(`{sum} ${EQUAL}`, sum, sumOf),
  english("{sum} as a (decimal|number|decimal number)", sum, sumOf),
  english("(sum|product|difference) of {sum}", { sum: plainSum }, sumOf),
  english(
    "{sum} (rounded to|to|with) {places} (decimals|decimal places|decimal|decimal place)",
    rounding,
    roundedSum,
  ),
  korean("{sum} (계산|=)", sum, sumOf),
  korean("{sum} [은|는|이|가] (얼마|몇|뭐|무엇)", sum, sumOf),
];

const PAIR_RULES: readonly Rule[] = [
  english("(add|sum of) {a} (and|to) {b}", pair, of("+")),
  english("(subtract|take|take away) {a} from {b}", pair, of("-", "swapped")),
  english("(difference between|difference of) {a} and {b}", pair, distance),
  english("(multiply|product of) {a} (and|by|with|times) {b}", pair, of("*")),
  english("divide {a} (by|into) {b}", pair, ({ a, b }, { language }) => by("/", a, b, language)),
  english(
    "[the] (remainder|modulus) (of|when|when you divide|if you divide) {a} [is] (divided by|/|by|mod) {b}",
    pair,
    of("mod"),
  ),
  english("[the] remainder (of|when) dividing {a} by {b}", pair, of("mod")),
  english("{a} (raised to the|to the) power [of] {b}", pair, of("^")),
  english("{a} to the {b}(st|nd|rd|th) [power]", pair, of("^")),
  english("half of {a}", { a: signedNumber }, halfOf),
  korean("{a} 에 {b} [을|를] 더하(면|기|한|고)", pair, of("+")),
  korean("{a} 에 {b} [을|를] 더한 [값|수]", pair, of("+")),
  korean(
    "{a} (와|과|이랑|랑|하고) {b} [을|를] (더하면|더한 [값|수]|의 합|합치면|합하면)",
    pair,
    of("+"),
  ),
  korean("{a} 에서 {b} [을|를] (빼면|빼기|뺀 [값|수])", pair, of("-")),
  korean("{a} (와|과|이랑|랑|하고) {b} 의 차 [이]", pair, distance),
  korean("{a} (에|에다) {b} [을|를] (곱하면|곱하기|곱한 [값|수])", pair, of("*")),
  korean("{a} (와|과|이랑|랑|하고) {b} [을|를] (곱하면|곱한 [값|수]|의 곱)", pair, of("*")),
  korean("{a} [을|를] {b} (로|으로) (나누면|나누기|나눈 [값|수|몫])", pair, of("/")),
  korean(
    "{a} [을|를] {b} (로|으로) (나눈|나눴을 때|나누었을 때|나누면) [의] 나머지",
    pair,
    of("mod"),
  ),
  korean("{a} 의 {b} (제곱|승|거듭제곱)", pair, of("^")),
  korean("{a} 의 절반", { a: signedNumber }, halfOf),
];

const SINGLE_RULES: readonly Rule[] = [
  english("{a} factorial", { a: signedNumber }, factorialOf),
  english("[the] factorial of {a}", { a: signedNumber }, factorialOf),
  english("square {a}", { a: signedNumber }, ({ a }, { language }) => by("^", a, 2n, language)),
  korean("{a} [의] (팩토리얼|계승)", { a: signedNumber }, factorialOf),
  korean("{a} 의 제곱근", { a: signedNumber }, ({ a }, { language }) => rootOf(a, 2, language)),
  korean("{a} 의 (세제곱근|삼제곱근)", { a: signedNumber }, ({ a }, { language }) =>
    rootOf(a, 3, language),
  ),
  korean("{a} 의 (세제곱|삼제곱)", { a: signedNumber }, ({ a }, { language }) =>
    by("^", a, 3n, language),
  ),
];

/** Sums, in signs and in words, worked out exactly. */
export const arithmetic: Skill = {
  name: "arithmetic",
  rules: [...SUM_RULES, ...PAIR_RULES, ...SINGLE_RULES],
};
