import type { Fraction } from "mathjs";
import { english, korean, type Build, type Rule, type Skill } from "./language/rule.ts";
import type { Language } from "./language/request-text.ts";
import { numberList } from "./lists/number-list.ts";
import { exact } from "./numbers/exact.ts";
import { sumOf, writeStatistic, type Statistic } from "./numbers/statistic.ts";
import { writeNumber } from "./numbers/write-number.ts";

const slots = { numbers: numberList };
type Values = { readonly numbers: readonly Fraction[] };

const NAMES: readonly (readonly [statistic: Statistic, en: string, ko: string])[] = [
  ["mean", "(mean|average|arithmetic mean|mean value|average value|avg)", "(평균|평균값|산술평균)"],
  ["median", "(median|median value)", "(중앙값|중간값|중위수)"],
  [
    "mode",
    "(mode|most common number|most frequent number|most common value)",
    "(최빈값|가장 많이 나온 수|가장 많이 나온 숫자)",
  ],
  ["sum", "(sum|total|sum total)", "(합|합계|총합|총계)"],
  ["product", "product", "곱"],
  [
    "minimum",
    "(minimum|min|smallest|lowest|smallest number|smallest value|lowest value|lowest number|minimum value)",
    "(최솟값|최소값|가장 작은 수|가장 작은 숫자|가장 작은 값|제일 작은 수|제일 작은 숫자)",
  ],
  [
    "maximum",
    "(maximum|max|largest|highest|biggest|greatest|largest number|biggest number|highest number|greatest number|largest value|highest value|maximum value)",
    "(최댓값|최대값|가장 큰 수|가장 큰 숫자|가장 큰 값|제일 큰 수|제일 큰 숫자)",
  ],
  ["range", "range", "(범위|값의 범위)"],
  ["standard deviation", "(standard deviation|std dev|stdev|std)", "표준편차"],
  [
    "population standard deviation",
    "population standard deviation",
    "(모표준편차|모 표준편차|모집단 표준편차)",
  ],
  ["sample standard deviation", "sample standard deviation", "(표본표준편차|표본 표준편차)"],
  ["variance", "variance", "분산"],
  ["population variance", "population variance", "(모분산|모집단 분산)"],
  ["sample variance", "sample variance", "(표본분산|표본 분산)"],
];

const DATA =
  "[the|these|this|the following|following|my] [numbers|number|values|data|data set|dataset|list|scores|set|integers|list of numbers] [are|is] [:]";
const KO_DATA =
  "[다음|이|아래] [숫자들|숫자|수들|수|값들|값|데이터|점수|자료|목록] [의|들의|중|중에|중에서|에서] [:]";

const RULES = NAMES.flatMap(([statistic, en, ko]): readonly Rule[] => [
  english(`[the] ${en} (of|for|in|among|from|between) ${DATA} {numbers}`, slots, answer(statistic)),
  english(`[the] ${en} [:] {numbers}`, slots, answer(statistic)),
  english(`which [one|number] is [the] ${en} [of] [:] {numbers}`, slots, answer(statistic)),
  english(`{numbers} [,] [the] ${en}`, slots, answer(statistic)),
  korean(`${KO_DATA} {numbers} [의|들의|중|중에|중에서|에서] ${ko}`, slots, answer(statistic)),
  korean(
    `${KO_DATA} ${ko} [을|를|은|는] [구해|계산해|알려|찾아] [줘|주세요] [:] {numbers}`,
    slots,
    answer(statistic),
  ),
]);

const VERB_RULES: readonly Rule[] = [
  english(
    `(average|take the average of|find the average of) ${DATA} {numbers}`,
    slots,
    answer("mean"),
  ),
  english(
    `(add up|sum up|sum|total|add|add together) ${DATA} {numbers} [together|up]`,
    slots,
    answer("sum"),
  ),
  english(`multiply ${DATA} {numbers} [together]`, slots, answer("product")),
  korean(
    `${KO_DATA} {numbers} [을|를] (모두|전부|다) (더하면|더해|더한 값|합하면|합치면)`,
    slots,
    answer("sum"),
  ),
];

/** Mean, median, mode, sum, product, extremes, range, variance and standard deviation of a list of numbers. */
export const statistics: Skill = { name: "statistics", rules: [...RULES, ...VERB_RULES] };

function answer(statistic: Statistic): Build<Values> {
  return ({ numbers }, { language }) => ({
    text: writeStatistic(statistic, numbers, language),
    explanation: explain(statistic, numbers, language),
  });
}

function explain(statistic: Statistic, numbers: readonly Fraction[], language: Language): string {
  const count = String(numbers.length);
  const total = writeNumber(exact(sumOf(numbers))).text;
  if (statistic === "mean") return `${total} ÷ ${count}`;
  return {
    en: `The ${statistic} of ${count} numbers, calculated exactly`,
    ko: `숫자 ${count}개로 정확히 계산했습니다`,
  }[language];
}
