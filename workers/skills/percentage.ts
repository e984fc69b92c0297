import { english, korean, wordless, type Rule, type Skill } from "./language/rule.ts";
import { sumSlot } from "./numbers/money-slot.ts";
import { unsignedNumber } from "./numbers/number-slot.ts";
import { changed, growth, part, share, whole } from "./numbers/percent-answers.ts";

const rateOf = { rate: unsignedNumber, sum: sumSlot };
const wholeOf = { part: sumSlot, rate: unsignedNumber };
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
  english(`{sum} with [a] {rate} ${PERCENT} (off|discount)`, rateOf, changed(-1)),
  english(
    `[the] price (after|with) [a] {rate} ${PERCENT} (off|discount on|discount off) {sum}`,
    rateOf,
    changed(-1),
  ),
  english(`add [a] {rate} ${PERCENT} (tax|tip|vat|sales tax) to {sum}`, rateOf, changed(1)),
  english(`{sum} plus [a] {rate} ${PERCENT} (tax|tip|vat|sales tax)`, rateOf, changed(1)),
  korean(
    `{sum} [에|에서] [부가세|세금|팁|봉사료] {rate} ${KO_PERCENT} [를|을] (더하|더한|포함하|추가하|붙이) [면|값|금액]`,
    rateOf,
    changed(1),
  ),
  korean(
    `{sum} [에|에서|의] {rate} ${KO_PERCENT} (할인|세일) [이면|하면|가|된|한|받으면] [가격|금액]`,
    rateOf,
    changed(-1),
  ),
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
  english(`{part} is {rate} ${PERCENT} of (what|what number|which number)`, wholeOf, whole),
  korean(
    `[어떤 수의] {rate} ${KO_PERCENT} (가|이|는) {part} (이면|면|일 때|라면|이라면) [그] [어떤] [수|값|전체]`,
    wholeOf,
    whole,
  ),
  korean(
    `{part} / {whole} [은|는|을|를] (몇 ${KO_PERCENT}|백분율로|퍼센트로|%로) [몇] [바꾸면|바꿔|나타내면]`,
    twoSums,
    share,
  ),
  korean(`{whole} 중 [에] {part} 의 비율 [은|이] [몇 ${KO_PERCENT}]`, twoSums, share),
  english(`{part} (is|as|=) [what|a|how many] (percent|percentage|%) of {whole}`, twoSums, share),
  english(`(percent|percentage|%) (of|out of) {whole} (is|are) {part}`, twoSums, share),
  english(`(percent|percentage|%) is {part} (of|out of) {whole}`, twoSums, share),
  english(`{part} (out of|of) {whole} (as a|in) (percent|percentage|%)`, twoSums, share),
  english(`{part} / {whole} (as a|in) (percent|percentage|%)`, twoSums, share),
  korean(`{part} [은|는|이|가] {whole} (의|중|중에서|중에|에서) 몇 ${KO_PERCENT}`, twoSums, share),
  korean(`{whole} ${AND} {part} [은|는|이|가] 몇 ${KO_PERCENT}`, twoSums, share),
];

const FROM_TO = "[from] {whole} to {part}";
const KO_MOVES =
  "[증가|감소|늘|늘어나|늘어났|줄|줄었|줄어들|오르|올랐|내리|내렸|변하|변화|변한|상승|하락]";
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
    `{whole} 에서 {part} (로|으로) ${KO_MOVES} [면|을 때|했을 때|하면|했|한|으면] [몇 ${KO_PERCENT}] ${KO_MOVES} [한|했|하|된] [거|것|건|셈]`,
    twoSums,
    growth,
  ),
  korean(
    `{whole} 에서 {part} (로|으로) ${KO_MOVES} [면|을 때|했을 때|하면|했|한|으면|의] (변화율|증가율|감소율|변동률|상승률|하락률)`,
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
