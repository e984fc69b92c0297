import { fractionOf } from "../numbers/exact.ts";

/** "natural" is ascending for numbers and alphabetical for words. */
export type SortOrder =
  "natural" | "ascending" | "descending" | "alphabetical" | "reverse alphabetical";

const NUMERAL = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,60})(?:\.\d{1,60})?$/;

/**
 * The items in order, equal ones as they stood. Null where the order is not certain: numbers and words mixed, numbers sorted
 * as words, and words of several alphabets.
 */
export function sortItems(items: readonly string[], order: SortOrder): readonly string[] | null {
  const numbers = items.filter((item) => NUMERAL.test(item)).length;
  if (numbers === items.length) return sortNumbers(items, order);
  if (numbers > 0 || items.some((item) => /\d/.test(item)) || alphabetsOf(items) > 1) return null;
  return sortWords(items, order);
}

function sortNumbers(items: readonly string[], order: SortOrder): readonly string[] | null {
  if (order === "alphabetical" || order === "reverse alphabetical") return null;
  const sign = order === "descending" ? -1 : 1;
  return items
    .map((item) => [item, fractionOf(item.replaceAll(",", "").replace(/^\+/, ""))] as const)
    .toSorted(([, a], [, b]) => sign * a.compare(b))
    .map(([item]) => item);
}

function sortWords(items: readonly string[], order: SortOrder): readonly string[] {
  const sign = order === "descending" || order === "reverse alphabetical" ? -1 : 1;
  const collator = new Intl.Collator("en", { sensitivity: "variant" });
  return items.toSorted((a, b) => sign * collator.compare(a, b));
}

function alphabetsOf(items: readonly string[]): number {
  const text = items.join("");
  return [
    /\p{Script=Latin}/u,
    /\p{Script=Hangul}/u,
    /[^\p{Script=Latin}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u,
  ].filter((alphabet) => alphabet.test(text)).length;
}
