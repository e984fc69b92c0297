import { hasImage, textOf, textsOf } from "../chat/message-text.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import type { Effort } from "../terms/place.ts";
import type { Demand, Query, Wishes } from "../terms/query.ts";
import { normaliseText } from "./normalise-text.ts";

/** Tokens an answer is expected to have where the caller sets no limit: the order of a long paragraph. */
const EXPECTED_ANSWER_TOKENS = 256;
/** Tokens that a chat template puts around a message. */
const TOKENS_PER_MESSAGE = 5;
/** Share of letters of one script from which on a text counts as written in it. */
const SCRIPT_SHARE = 0.3;

/** Reads from a checked request what the router needs to know. Total: any `ChatRequest` gives a `Query`. */
export function readQuery(request: ChatRequest): Query {
  const turns = request.messages.filter((message) => message.role === "user");
  const last = turns.at(-1) ?? request.messages.at(-1);
  const before = turns.at(-2);
  const text = normaliseText(last === undefined ? "" : textOf(last));
  const texts = textsOf(request);
  const limit = request.max_completion_tokens ?? request.max_tokens;
  return {
    text,
    precedingText: before === undefined ? "" : normaliseText(textOf(before)),
    language: languageOf(text),
    turnCount: Math.max(1, turns.length),
    promptTokens: estimateTokens(texts) + TOKENS_PER_MESSAGE * request.messages.length,
    answerTokens: Math.min(limit ?? EXPECTED_ANSWER_TOKENS, EXPECTED_ANSWER_TOKENS),
    promptBytes: texts.reduce((sum, each) => sum + utf8Bytes(each), 0),
    demands: demandsOf(request),
    wishes: wishesOf(request),
  };
}

/**
 * Tokens that these texts will have, for whichever model: 4 ASCII characters or 2 bytes of any other script a token.
 * A rule of thumb of byte-pair vocabularies trained mostly on English; it errs on the high side for large ones.
 */
export function estimateTokens(texts: readonly string[]): number {
  const tokens = texts.reduce((sum, text) => {
    const bytes = utf8Bytes(text);
    const beyondAscii = bytes - asciiLength(text);
    return sum + (bytes - beyondAscii) / 4 + beyondAscii / 2;
  }, 0);
  return Math.ceil(tokens);
}

function asciiLength(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 0x80) count++;
  return count;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3;
  }
  return bytes;
}

function demandsOf(request: ChatRequest): readonly Demand[] {
  const demands: Demand[] = [];
  if ((request.tools?.length ?? 0) > 0 && request.tool_choice !== "none") demands.push("tools");
  if (request.response_format !== undefined && request.response_format.type !== "text")
    demands.push("schema");
  if (request.messages.some(hasImage)) demands.push("images");
  if (request.logprobs === true) demands.push("logprobs");
  return demands;
}

function wishesOf(request: ChatRequest): Wishes {
  const effort = effortOf(request.reasoning_effort);
  return effort === null ? {} : { effort };
}

/** OpenAI's scale has one step below and two above ours. */
function effortOf(wish: ChatRequest["reasoning_effort"]): Effort | null {
  switch (wish) {
    case undefined:
    case null:
      return null;
    case "none":
      return "minimal";
    case "xhigh":
    case "max":
      return "high";
    case "minimal":
    case "low":
    case "medium":
    case "high":
      return wish;
  }
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["ko", /\p{Script=Hangul}/gu],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
];

function languageOf(text: string): string | null {
  const letters = text.match(/\p{Letter}/gu)?.length ?? 0;
  if (letters === 0) return null;
  const written = SCRIPTS.find(
    ([, script]) => (text.match(script)?.length ?? 0) / letters >= SCRIPT_SHARE,
  );
  return written?.[0] ?? null;
}
