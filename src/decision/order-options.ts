/** A line that opens a choice: "A. ", "b) ", "(3) ", "10. ". */
const OPTION_LINE = /^\(?([a-z]|\d{1,2})[.)] +/i;
const LABELS_IN_LINE = /(?<=\s)\(?([a-h]|[1-9])[.)](?=\s)/gi;
const FEWEST_IN_LINE = 3;
const FENCE = /^\s*```/;

/**
 * The text with the lines of each block of options in the order of their text and all labels of a block alike ("a) " or
 * "1) "), so that the order in which options are given plays no part. Options in one line ("a) x b) y c) z") become a block.
 * Lines of fenced code stay as they are. Idempotent; linear but for the sorting.
 */
export function orderOptions(text: string): string {
  const lines: string[] = [];
  let block: string[] = [];
  let label = "";
  let isCode = false;
  const endBlock = (): void => {
    lines.push(...orderBlock(block, label));
    block = [];
  };
  for (const line of text.split("\n")) {
    if (FENCE.test(line)) isCode = !isCode;
    for (const part of isCode ? [line] : splitOptions(line)) {
      const partLabel = isCode ? "" : labelOf(part);
      if (partLabel !== label) endBlock();
      label = partLabel;
      block.push(part);
    }
  }
  endBlock();
  return lines.join("\n");
}

/** Whether a line is labelled as an option is. */
export function isOptionLine(line: string): boolean {
  return OPTION_LINE.test(line);
}

function labelOf(line: string): string {
  const [, sign] = OPTION_LINE.exec(line) ?? [];
  if (sign === undefined) return "";
  return /^\d/.test(sign) ? "1) " : "a) ";
}

function orderBlock(block: readonly string[], label: string): readonly string[] {
  if (label === "" || block.length < 2) return block;
  const options = block.map((line) => line.replace(OPTION_LINE, "").trim());
  return options.toSorted().map((option) => label + option);
}

/** A line that holds the labels a, b, c ... or 1, 2, 3 ..., each once and in whatever order, is cut before each of them. */
function splitOptions(line: string): readonly string[] {
  const found = Array.from(` ${line}`.matchAll(LABELS_IN_LINE));
  const labels = found.map(([, label = ""]) => label.toLowerCase()).toSorted();
  const first = labels[0]?.charCodeAt(0) ?? 0;
  const isRun = labels.every((label, at) => label.charCodeAt(0) === first + at);
  if (found.length < FEWEST_IN_LINE || !isRun || !/[a1]/.test(labels[0] ?? "")) return [line];
  const cuts = [0, ...found.map(({ index }) => index - 1), line.length];
  const parts = cuts.slice(1).map((end, at) => line.slice(Math.max(0, cuts[at] ?? 0), end).trim());
  return parts.filter((part) => part !== "");
}
