/** UTF-16 code units kept from the start and from the end of a long text. */
const HEAD_UNITS = 3000;
const TAIL_UNITS = 1000;
const GAP = "\n...\n";
const LONGEST_UNITS = HEAD_UNITS + GAP.length + TAIL_UNITS;
/** A text over this many times the longest result is cut before it is normalised: a megabyte must not cost a megabyte's work. */
const ROUGH_FACTOR = 4;

/** Control and format characters but tab and line ends (soft hyphens, zero-width and direction marks): they carry no meaning here. */
const INVISIBLE = /(?![\t-\r])[\p{Cc}\p{Cf}]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * One form for texts that look alike: NFKC, no invisible characters, runs of white space folded to one space (or to one
 * line end where the run holds one), trimmed. A long text keeps its head and its tail; the result has at most 4,005
 * UTF-16 code units. Total and idempotent: any string gives a well-formed string, and normalising twice changes nothing.
 */
export function normaliseText(text: string): string {
  const rough = keepHeadAndTail(text, ROUGH_FACTOR);
  const folded = foldSpace(
    rough.replace(LONE_SURROGATE, "\ufffd").replace(INVISIBLE, "").normalize("NFKC"),
  );
  return keepHeadAndTail(folded, 1);
}

function foldSpace(text: string): string {
  return text.replace(/\s+/g, (run) => (/[\n\r\u2028\u2029]/.test(run) ? "\n" : " ")).trim();
}

function keepHeadAndTail(text: string, factor: number): string {
  if (text.length <= LONGEST_UNITS * factor) return text;
  const head = text.slice(0, HEAD_UNITS * factor);
  const tail = text.slice(-TAIL_UNITS * factor);
  return withoutLastHalf(head).trimEnd() + GAP + withoutFirstHalf(tail).trimStart();
}

/** A cut may fall inside a surrogate pair; half a pair is dropped. */
function withoutLastHalf(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

function withoutFirstHalf(text: string): string {
  return /^[\udc00-\udfff]/.test(text) ? text.slice(1) : text;
}
