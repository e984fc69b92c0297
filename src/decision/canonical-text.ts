import { dropAsides } from "./drop-asides.ts";
import { mendTypos } from "./mend-typos.ts";
import { isOptionLine, orderOptions } from "./order-options.ts";

const FENCED = /(```[\s\S]*?(?:```|$))/;
/** Signs that stand for one another, each with the one that is kept. NFKC has folded the full-width ones already. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′´]/g, "'"],
  [/[“”„‟«»「」『』″]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
  [/[。．]/g, "."],
  [/[、]/g, ","],
  [/(?<!\.)\.{2,}(?=\s|$)/g, "."],
  [/(?<![!?])!{2,}(?=[\s"')]|$)/g, "!"],
  [/(?<![!?])[!?]{2,}(?=[\s"')]|$)/g, "?"],
  [/,{2,}/g, ","],
  [/ +(?=\n)/g, ""],
  [/(?<!~)~+(?=[\s.!?]|$)/g, ""],
  [/(?<=\S) +(?=[,.;:?!]+(?:\s|$))/g, ""],
  [/(?<=[a-z])'(?=(?:s|t|re|ve|ll|d|m)\b)/g, ""],
];
/** A letter drawn out ("sooo", "ㅋㅋㅋㅋ"); not i and w, which are numerals and addresses (iii, www). */
const DRAWN_OUT = /([a-hj-vx-z\u1100-\u11ff])\1{2,}/g;
/** Polite forms of "do it for me" after a verb, of which "줘" is the plain one. */
const KOREAN_REQUEST =
  /(?<=[가-힣]) ?(?:주실 ?수 ?있(?:을까요|나요|으신가요|으세요|으실까요|습니까|어요)|줄 ?수 ?있(?:을까요?|나요|니|어요?)|주시면 (?:감사하겠습니다|고맙겠습니다|좋겠습니다|좋겠어요|감사하겠어요)|주시기 바랍니다|주시길 바랍니다|주시겠어요|주시겠습니까|주십시오|주세요|줄래요?|주라|줘요?)(?=[\s.,!?~]|$)/g;
/** The look behind keeps it linear: a run is tried once and not from each of its signs. */
const END = /(?<![\s.!?~])[\s.!?~]+$/;
/** Three passes were enough for all but 4 of 55,000 prompts, 11 for any; the bound is there so that nothing can hang. */
const MOST_PASSES = 50;
const HAS_MATTER = /[\p{L}\p{N}]/u;

/**
 * One form for texts that ask the same: lower case, plain typos mended (`mendTypos`), one sign for each kind of quotation
 * mark, dash and stressed punctuation, no closing punctuation, no courtesy, claims of difficulty or orders to the router
 * around the matter (`dropAsides`), options in a fixed order (`orderOptions`). Fenced code keeps all but its letter case.
 * For features alone: no model ever sees this text. `text` is normalised (`normaliseText`). Total and idempotent; a text
 * that has a letter or a digit keeps one.
 */
export function canonicalText(text: string): string {
  let form = foldCase(text);
  for (let round = 0; round < MOST_PASSES; round += 1) {
    const next = pass(form);
    if (next === form) break;
    form = next;
  }
  return form;
}

/** By way of upper case, so that letters of two small forms (ς, ſ) or none of their own (ß) become one as well. */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}

function pass(text: string): string {
  const folded = withoutEnd(inProse(text, foldProse));
  const matter = withoutEnd(dropAsides(folded));
  return orderOptions(inProse(HAS_MATTER.test(matter) ? matter : folded, mendTypos));
}

function inProse(text: string, change: (prose: string) => string): string {
  const parts = text.split(FENCED);
  return parts.map((part) => (part.startsWith("```") ? part : change(part))).join("");
}

function foldProse(text: string): string {
  const plain = SIGNS.reduce((folded, [sign, kept]) => folded.replace(sign, kept), text);
  return joinSentences(plain.replace(DRAWN_OUT, "$1$1").replace(KOREAN_REQUEST, " 줘"));
}

/** Sentences on lines of their own stand in one line, unless they are options. */
function joinSentences(text: string): string {
  const lines = text.split("\n");
  return lines.reduce((joined, line, at) => {
    const before = lines[at - 1] ?? "";
    const isNext = /[.!?]$/.test(before) && !isOptionLine(before) && line !== "";
    return joined + (isNext && !isOptionLine(line) ? " " : "\n") + line;
  });
}

function withoutEnd(text: string): string {
  return text.endsWith("```") ? text : text.trim().replace(END, "");
}
