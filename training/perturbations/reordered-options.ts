import type { Chance } from "./seeded-chance.ts";

const OPTION_LINE = /^(\(?(?:[A-Za-z]|\d{1,2})[.)] +)(.+)$/;

/** The text with the options of each block of labelled lines in another order under the same labels. Without such a block: as it is. */
export function withReorderedOptions(text: string, chance: Chance): string {
  const lines = text.split("\n");
  const ordered: string[] = [];
  let block: string[] = [];
  const endBlock = (): void => {
    ordered.push(...reorder(block, chance));
    block = [];
  };
  for (const line of lines) {
    if (OPTION_LINE.test(line)) {
      block.push(line);
    } else {
      endBlock();
      ordered.push(line);
    }
  }
  endBlock();
  return ordered.join("\n");
}

function reorder(block: readonly string[], chance: Chance): readonly string[] {
  const parts = block.map((line) => OPTION_LINE.exec(line));
  const texts = chance.shuffle(parts.map((part) => part?.[2] ?? ""));
  return parts.map((part, at) => (part?.[1] ?? "") + (texts[at] ?? ""));
}
