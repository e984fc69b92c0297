import type { Language } from "../language/request-text.ts";
import type { Build, Context, Verdict } from "../language/rule.ts";
import { graphemes } from "../texts/text-slot.ts";
import type { WrittenList } from "./list-slot.ts";
import { sortItems, type SortOrder } from "./sort-items.ts";

interface One {
  readonly list: WrittenList;
}
type Move = "reversed" | "unique" | SortOrder;

/** The items in another order, or each once. */
export function moved(move: Move): Build<One> {
  return ({ list: { items, separator } }, { language }): Verdict => {
    const result = movedItems(items, move);
    if (result === null) return null;
    const removed = items.length - result.length;
    const explanation = `${SAID[move][language]}${removed > 0 || move === "unique" ? ` (${String(items.length)} → ${String(result.length)})` : ""}`;
    return { text: result.join(separator), explanation };
  };
}

function movedItems(items: readonly string[], move: Move): readonly string[] | null {
  switch (move) {
    case "reversed":
      return items.toReversed();
    case "unique":
      return uniqueItems(items);
    case "natural":
    case "ascending":
    case "descending":
    case "alphabetical":
    case "reverse alphabetical":
      return sortItems(items, move);
  }
}

/** Null where two items differ in case alone: whether they are duplicates is not certain. */
function uniqueItems(items: readonly string[]): readonly string[] | null {
  const exactly = new Set(items);
  const folded = new Set(items.map((item) => item.toLowerCase()));
  return exactly.size === folded.size ? [...exactly] : null;
}

/** "Sort" alone is certain before numbers, and before three single words and more: not in "sort of good, I think". */
export function movedPlainly(values: One, context: Context): Verdict {
  const { items, separator } = values.list;
  const areNumbers = items.every((item) => /^[-+\d.,]+$/.test(item));
  const areWords = separator !== " " && items.length > 2 && items.every((item) => !/\s/.test(item));
  return areNumbers || areWords ? moved("natural")(values, context) : null;
}

/** "Reverse hello there" may mean the words or the letters: only what is written as a list is one. */
export function reversedList(values: One, context: Context): Verdict {
  return values.list.separator === " " ? null : moved("reversed")(values, context);
}

/** A text backwards, character by character. */
export function reversedText({ text }: { readonly text: string }, { language }: Context): Verdict {
  return { text: graphemes(text).toReversed().join(""), explanation: SAID.reversed[language] };
}

const SAID: Readonly<Record<Move, Readonly<Record<Language, string>>>> = {
  reversed: { en: "In reverse order", ko: "거꾸로" },
  unique: { en: "Each once, in the order of first appearance", ko: "처음 나온 순서대로 하나씩" },
  natural: { en: "Sorted, smallest or first letter first", ko: "작은 것 또는 앞 글자부터 정렬" },
  ascending: { en: "Sorted, smallest first", ko: "오름차순으로 정렬" },
  descending: { en: "Sorted, largest first", ko: "내림차순으로 정렬" },
  alphabetical: { en: "Sorted alphabetically", ko: "사전 순으로 정렬" },
  "reverse alphabetical": { en: "Sorted alphabetically, from the end", ko: "사전 역순으로 정렬" },
};
