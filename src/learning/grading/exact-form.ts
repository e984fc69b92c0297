const FENCE = /^```[\w-]*\n([\s\S]*?)\n?```$/;
const QUOTES: readonly (readonly [string, string])[] = [
  ["`", "`"],
  ["'", "'"],
  ['"', '"'],
  ["“", "”"],
  ["‘", "’"],
  ["「", "」"],
  ["**", "**"],
];
const FULL_STOP = /(?<![.。])[.。]$/;

/** An answer without what does not count in an exact comparison: space and quotes around it, a full stop, letter case. */
export function exactForm(text: string): string {
  const trimmed = text.normalize("NFC").trim();
  let form = FENCE.exec(trimmed)?.[1]?.trim() ?? trimmed;
  for (let shorter = unwrapOnce(form); shorter !== form; shorter = unwrapOnce(form)) form = shorter;
  return form.toLowerCase();
}

function unwrapOnce(form: string): string {
  const stopped = form.replace(FULL_STOP, "");
  const pair = QUOTES.find(([open, close]) => isWrapped(stopped, open, close));
  // Space inside quotes is part of the answer, so it is not trimmed.
  return pair === undefined ? stopped : stopped.slice(pair[0].length, -pair[1].length);
}

function isWrapped(form: string, open: string, close: string): boolean {
  const isLongEnough = form.length >= open.length + close.length;
  return isLongEnough && form.startsWith(open) && form.endsWith(close);
}
