import type { Fraction } from "mathjs";
import {
  english,
  korean,
  wordless,
  type Build,
  type Exact,
  type Rule,
  type Skill,
} from "./language/rule.ts";
import type { Language } from "./language/request-text.ts";
import { exact, fractionOf } from "./numbers/exact.ts";
import { isSameCurrency, sumSlot, writeSum, writtenSum, type Sum } from "./numbers/money-slot.ts";
import { unsignedNumber } from "./numbers/number-slot.ts";
import { writeNumber } from "./numbers/write-number.ts";

interface RateOf {
  readonly rate: Fraction;
  readonly sum: Sum;
}
interface TwoSums {
  readonly part: Sum;
  readonly whole: Sum;
}

const rateOf = { rate: unsignedNumber, sum: sumSlot };
const twoSums = { part: sumSlot, whole: sumSlot };
const PERCENT = "(%|percent|per cent|pct)";
const KO_PERCENT = "(%|퍼센트|프로)";
const AND = "(와|과|에서|의|중|중에서|중에)";

const PART_RULES: readonly Rule[] = [
  english(`{rate} ${PERCENT} (of|from) {sum}`, rateOf, part),
  english(`[a] {rate} ${PERCENT} (tip|tax) (on|of|for) [a] {sum} [bill|meal|order]`, rateOf, part),
  english(`{sum} * {rate} ${PERCENT}`, rateOf, part),
  korean(`{sum} 의 {rate} ${KO_PERCENT}`, rateOf, part),
];

const CHANGE_RULES: readonly Rule[] = [
  english(`(increase|raise) {sum} by {rate} ${PERCENT}`, rateOf, changed(1)),
  english(`add {rate} ${PERCENT} to {sum}`, rateOf, changed(1)),
  english(`{sum} (increased|raised) by {rate} ${PERCENT}`, rateOf, changed(1)),
  english(`{sum} (after|with) [a] {rate} ${PERCENT} (increase|raise|rise)`, rateOf, changed(1)),
  english(`(decrease|reduce|lower|discount) {sum} by {rate} ${PERCENT}`, rateOf, changed(-1)),
  english(`(subtract|take) {rate} ${PERCENT} (from|off|off of) {sum}`, rateOf, changed(-1)),
  english(`{sum} (decreased|reduced|discounted) by {rate} ${PERCENT}`, rateOf, changed(-1)),
  english(
    `{sum} (after|with) [a] {rate} ${PERCENT} (discount|decrease|reduction)`,
    rateOf,
    changed(-1),
  ),
  english(`{rate} ${PERCENT} (off|off of) [of] {sum}`, rateOf, changed(-1)),
  english(`{sum} at {rate} ${PERCENT} off`, rateOf, changed(-1)),
  english(`{sum} (less|minus) [a] {rate} ${PERCENT} discount`, rateOf, changed(-1)),
  korean(
    `{sum} (에서|을|를|이|가) {rate} ${KO_PERCENT} [만큼] (증가|인상|늘리|늘어나|올리|오르|늘린|올린|증가시키) [하|한|된|되] [면|값|금액|가격]`,
    rateOf,
    changed(1),
  ),
  korean(
    `{sum} (에|에다) {rate} ${KO_PERCENT} [를|을] (더하|더한|추가하|추가한) [면|값|금액]`,
    rateOf,
    changed(1),
  ),
  korean(
    `{sum} (에서|을|를|이|가|짜리를|짜리) {rate} ${KO_PERCENT} [만큼|를|을] (감소|인하|줄이|줄어들|내리|할인|빼|깎|뺀|줄인|내린|깎은|할인받으|할인받은) [하|한|된|되] [면|값|금액|가격]`,
    rateOf,
    changed(-1),
  ),
  korean(`{sum} 의 {rate} ${KO_PERCENT} 할인 [된|한|가] [가격|가|금액]`, rateOf, changed(-1)),
];

const SHARE_RULES: readonly Rule[] = [
  english(`{part} (is|as|=) [what|a|how many] (percent|percentage|%) of {whole}`, twoSums, share),
  english(`(percent|percentage|%) (of|out of) {whole} (is|are) {part}`, twoSums, share),
  english(`(percent|percentage|%) is {part} (of|out of) {whole}`, twoSums, share),
  english(`{part} (out of|of) {whole} (as a|in) (percent|percentage|%)`, twoSums, share),
  english(`{part} / {whole} (as a|in) (percent|percentage|%)`, twoSums, share),
  korean(`{part} [은|는|이|가] {whole} (의|중|중에서|중에|에서) 몇 ${KO_PERCENT}`, twoSums, share),
  korean(`{whole} ${AND} {part} [은|는|이|가] 몇 ${KO_PERCENT}`, twoSums, share),
];

const FROM_TO = "from {whole} to {part}";
const GROWTH_RULES: readonly Rule[] = [
  english(
    `(percent|percentage|%) (change|increase|decrease|difference|growth) ${FROM_TO}`,
    twoSums,
    growth,
  ),
  english(
    `[the] (change|increase|decrease) ${FROM_TO} (in|as a) (percent|percentage|%)`,
    twoSums,
    growth,
  ),
  korean(
    `{whole} 에서 {part} (로|으로) [의] [몇 ${KO_PERCENT}|변화율|증가율|감소율|변동률] [은|는|가|이] [증가|감소|늘|줄|오르|올랐|내렸|변화|변한|늘어난|줄어든|상승|하락] [한|했|었] [거|것|건]`,
    twoSums,
    growth,
  ),
];

/** Shares, changes by a share, and what share one number is of another. */
export const percentage: Skill = {
  name: "percentage",
  rules: [
    ...PART_RULES,
    ...CHANGE_RULES,
    ...SHARE_RULES,
    ...GROWTH_RULES,
    wordless(`{rate} ${KO_PERCENT} * {sum}`, rateOf, part),
  ],
};

function part({ rate, sum }: RateOf, { language }: { readonly language: Language }): Exact {
  const text = writeSum(exact(sum.value.mul(rate).div("100")), sum);
  const [percent, whole] = [rateText(rate), writtenSum(sum)];
  return {
    text,
    explanation: {
      en: `${percent} of ${whole} = ${whole} × ${numeral(rate)} ÷ 100`,
      ko: `${whole}의 ${percent} = ${whole} × ${numeral(rate)} ÷ 100`,
    }[language],
  };
}

function changed(direction: 1 | -1): Build<RateOf> {
  return ({ rate, sum }, { language }) => {
    const sign = direction === 1 ? "+" : "−";
    const factor = fractionOf("1").add(rate.mul(String(direction)).div("100"));
    const [percent, whole] = [rateText(rate), writtenSum(sum)];
    return {
      text: writeSum(exact(sum.value.mul(factor)), sum),
      explanation: {
        en: `${whole} ${sign} ${percent} of ${whole} = ${whole} × ${numeral(factor)}`,
        ko: `${whole} ${sign} ${whole}의 ${percent} = ${whole} × ${numeral(factor)}`,
      }[language],
    };
  };
}

function share({ part: some, whole }: TwoSums): Exact | null {
  if (whole.value.n === 0n || !isSameCurrency(some, whole)) return null;
  const { text } = writeNumber(exact(some.value.mul("100").div(whole.value)));
  const explanation = `${writtenSum(some)} ÷ ${writtenSum(whole)} × 100`;
  return { text: `${text}%`, explanation };
}

/** Says the direction in a word; from zero or from below it there is no such change. */
function growth(
  { part: after, whole: before }: TwoSums,
  { language }: { readonly language: Language },
): Exact | null {
  if (before.value.s <= 0n || before.value.n === 0n || !isSameCurrency(after, before)) return null;
  const change = after.value.sub(before.value).mul("100").div(before.value);
  const isFall = change.s < 0n;
  const direction = { en: isFall ? "decrease" : "increase", ko: isFall ? "감소" : "증가" }[
    language
  ];
  const { text } = writeNumber(exact(change.abs()));
  const [from, to] = [writtenSum(before), writtenSum(after)];
  return {
    text: change.n === 0n ? "0%" : `${text}% ${direction}`,
    explanation: `(${to} − ${from}) ÷ ${from} × 100`,
  };
}

function rateText(rate: Fraction): string {
  return `${numeral(rate)}%`;
}

function numeral(value: Fraction): string {
  return writeNumber(exact(value)).text;
}
