import list from "./common-words.json" with { type: "json" };

let words: readonly string[] | undefined;
let known: ReadonlySet<string> | undefined;

/** English words in lower case without apostrophes, most common first (training/write-common-words.ts). Split on first use. */
export function commonWords(): readonly string[] {
  return (words ??= list.words.split(" "));
}

/** Whether a word in lower case is among them. */
export function isCommonWord(word: string): boolean {
  return (known ??= new Set(commonWords())).has(word);
}
