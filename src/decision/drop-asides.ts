import { isAside } from "./is-aside.ts";
import { isOptionLine } from "./order-options.ts";

const FENCED = /(```[\s\S]*?(?:```|$))/;
/** After the end of a sentence or a colon. */
const SENTENCE_START = /(?<=[.!?:] )/;
const LINE_START = /(?<=\n)/;
const ANNOUNCES = /:\s$|^\(?(?:[a-z]|\d{1,2})[.)] $/;
const CLAUSE_END = /^[^,;:\n]{1,200}?(?:[,;:]| - )\s*/;
const LAST_CLAUSE = /(?:[,;(]| - )\s*[^,;(\n]{1,200}$/;
/** A greeting needs no comma before these. */
const GREETING =
  /^(?:hi|hello|hey)(?: there| assistant| ai)?(?: please)? (?=(?:can|could|would|will|please|i|im|i'm|i'd|what|how|why|who|when|where|which)\b)/;
/** Words that lead to the request itself ("i was wondering if you could", "would it be possible for you to"). */
const OPENING =
  /^(?!(?:if|for|whether) )(?:(?:i|i'm|i'd|it|am|was|is|just|would|could|can|will|do|be|really|so|very|like|love|want|need|wish|appreciate|grateful|glad|happy|wondering|wonder|hoping|hope|possible|possibly|maybe|perhaps|if|for|whether|think|mind|ask|to|please|kindly|have) ){0,9}?(?:(?:(?:can|could|would|will|if|whether|for|need|want|like|ask|think|hoping|hope|wish|love) you)(?: (?:to|can|could|would|will|might|please|kindly|possibly|maybe|perhaps|just|mind|be so kind as to|help me(?: to| with)?))*|please(?: help me(?: to| with)?)?|kindly|pls|plz) (?=\S)/;
/** Closing words that no sign sets apart, but where they are spoken of and not said ("how do you say please"). */
const CLOSING =
  /(?<![:.)]|\b(?:say|saying|says|word|for|of|with|means?|write|spell)) (?:please|pls|plz|thx|ty|tia|cheers|(?:many )?thanks|thank (?:you|u)|(?:미리 |정말 |항상 )?(?:감사|고마|고맙|부탁|수고))[^\n.]{0,60}$/;
const KOREAN_OPENING = /^(?:혹시|저기요?|안녕하세요|안녕|죄송하지만|실례지만|제발)[,!. ]+(?=\S)/;

/** Faces, and laughter or tears drawn in single letters (ㅋㅋ, ㅠㅠ), which NFKC turns into joining ones. */
const MOOD = /(?<=\s)[:;]-?[)(dp](?=\s|$)|[\u1100-\u11ff]{2,}|\p{Extended_Pictographic}\ufe0f?/gu;

/**
 * The text without what is said around the matter: whole sentences that are asides (`isAside`), asides before the first
 * and after the last clause, and the words that lead to a request ("could you please"). What follows a colon, options and
 * fenced code are matter. May be empty, if nothing but asides was said. `text` in lower case with signs folded.
 */
export function dropAsides(text: string): string {
  const kept: string[] = [];
  for (const segment of segmentsOf(text)) {
    const before = kept.at(-1) ?? "";
    if (isMatter(segment, before) || !isAside(segment)) kept.push(segment);
    else if (segment.endsWith("\n") && before.endsWith(" ")) kept.push("\n");
  }
  return dropLast(dropFirst(kept.join("").replace(MOOD, "").trim()));
}

function segmentsOf(text: string): readonly string[] {
  return text.split(FENCED).flatMap((part) => {
    if (part.startsWith("```")) return [part];
    const lines = part.split(LINE_START);
    return lines.flatMap((line, at) =>
      isOptionLine(line) && at < lines.length - 1 ? [line] : line.split(SENTENCE_START),
    );
  });
}

/** What follows a colon or the label of an option is what they announce. */
function isMatter(segment: string, before: string): boolean {
  return segment.startsWith("```") || isOptionLine(segment) || ANNOUNCES.test(before);
}

function dropFirst(text: string): string {
  let rest = text;
  for (;;) {
    const before = rest;
    const [clause] = CLAUSE_END.exec(rest) ?? [];
    if (clause !== undefined && !isOptionLine(rest) && isAside(clause)) {
      rest = rest.slice(clause.length);
    }
    rest = rest.replace(GREETING, "").replace(KOREAN_OPENING, "").replace(OPENING, "");
    if (rest === before) return rest;
  }
}

function dropLast(text: string): string {
  let rest = text;
  for (;;) {
    const before = rest;
    const end = LAST_CLAUSE.exec(withoutEnd(rest));
    if (end !== null && end.index > 0 && isAside(end[0])) rest = rest.slice(0, end.index);
    const closing = CLOSING.exec(withoutEnd(rest));
    if (closing !== null && isAside(closing[0])) rest = rest.slice(0, closing.index);
    if (rest === before) return rest;
  }
}

function withoutEnd(text: string): string {
  return text.replace(/(?<![\s.!?~)])[\s.!?~)]+$/, "");
}
