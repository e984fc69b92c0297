import type { Fraction } from "mathjs";
import type { Language } from "../language/request-text.ts";
import { exact, fractionOf, root, type Amount } from "./exact.ts";
import { writeNumber } from "./write-number.ts";

/** What is worked out of a list of numbers. Without "population" or "sample" both are said. */
export type Statistic = Single | "mode" | Spread;
type Spread = "standard deviation" | "variance";
type Single =
  | "mean"
  | "median"
  | "sum"
  | "product"
  | "minimum"
  | "maximum"
  | "range"
  | `population ${Spread}`
  | `sample ${Spread}`;

/** The statistic of at least two numbers, as it is written for a person. */
export function writeStatistic(
  statistic: Statistic,
  numbers: readonly Fraction[],
  language: Language,
): string {
  if (statistic === "mode") return modeText(numbers, language);
  if (statistic === "standard deviation" || statistic === "variance") {
    return bothText(statistic, numbers, language);
  }
  return writeNumber(amountOf(statistic, numbers)).text;
}

function amountOf(statistic: Single, numbers: readonly Fraction[]): Amount {
  switch (statistic) {
    case "mean":
      return exact(meanOf(numbers));
    case "median":
      return exact(medianOf(numbers));
    case "sum":
      return exact(sumOf(numbers));
    case "product":
      return exact(numbers.reduce((a, b) => a.mul(b)));
    case "minimum":
      return exact(sorted(numbers)[0] ?? ZERO);
    case "maximum":
      return exact(sorted(numbers).at(-1) ?? ZERO);
    case "range":
      return exact((sorted(numbers).at(-1) ?? ZERO).sub(sorted(numbers)[0] ?? ZERO));
    case "population variance":
      return exact(varianceOf(numbers, numbers.length));
    case "sample variance":
      return exact(varianceOf(numbers, numbers.length - 1));
    case "population standard deviation":
      return rootOf(varianceOf(numbers, numbers.length));
    case "sample standard deviation":
      return rootOf(varianceOf(numbers, numbers.length - 1));
  }
}

const ZERO = fractionOf("0");

/** The sum; 0 for no numbers. */
export function sumOf(numbers: readonly Fraction[]): Fraction {
  return numbers.reduce((a, b) => a.add(b), ZERO);
}

function meanOf(numbers: readonly Fraction[]): Fraction {
  return sumOf(numbers).div(String(numbers.length));
}

function sorted(numbers: readonly Fraction[]): readonly Fraction[] {
  return numbers.toSorted((a, b) => a.compare(b));
}

function medianOf(numbers: readonly Fraction[]): Fraction {
  const order = sorted(numbers);
  const middle = order.slice(Math.ceil(order.length / 2) - 1, Math.floor(order.length / 2) + 1);
  return meanOf(middle);
}

function varianceOf(numbers: readonly Fraction[], divisor: number): Fraction {
  const mean = meanOf(numbers);
  return sumOf(numbers.map((number) => number.sub(mean).pow("2"))).div(String(divisor));
}

/** A variance is never negative, so that it has a root. */
function rootOf(variance: Fraction): Amount {
  return root(exact(variance), 2) ?? exact(ZERO);
}

function modeText(numbers: readonly Fraction[], language: Language): string {
  const counts = new Map<string, number>();
  for (const number of numbers) {
    const { text } = writeNumber(exact(number));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  if (most === 1)
    return { en: "No mode: each number occurs once.", ko: "최빈값 없음: 모두 한 번씩 나옵니다." }[
      language
    ];
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([text]) => text)
    .join(", ");
}

/** Without a word which, both are said. */
function bothText(statistic: Spread, numbers: readonly Fraction[], language: Language): string {
  const population = writeNumber(amountOf(`population ${statistic}`, numbers)).text;
  const sample = writeNumber(amountOf(`sample ${statistic}`, numbers)).text;
  return {
    en: `${population} (population), ${sample} (sample)`,
    ko: `${population} (모집단), ${sample} (표본)`,
  }[language];
}
