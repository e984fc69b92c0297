import type { ChatMessage } from "../../src/chat/chat-request.ts";
import type { Router } from "../../src/index.ts";

/** One answer: how long its prompt was, and milliseconds until its first text. */
export interface FirstToken {
  readonly promptTokens: number;
  readonly firstTokenMs: number;
}

/** A conversation's second turn, and a prompt of the same length of which nothing was read before. */
export interface TurnPair {
  readonly second: FirstToken;
  readonly cold: FirstToken;
}

interface Answered extends FirstToken {
  readonly text: string;
}

/** Of a conversation's first question; each is one token for the model. */
const FIRST_WORDS = 300;
const FIRST_ANSWER_TOKENS = 12;
/** Of an answer whose first token is waited for. */
const TIMED_ANSWER_TOKENS = 2;
/** The two lengths may differ by this share of them: an answer may be a few tokens shorter than another. */
const MOST_DIFFERENCE = 0.03;
const words =
  "water stone light river house garden winter summer music letter window market bridge forest mountain ocean " +
  "bread table paper city road child teacher friend story night morning bird horse field";

/** Text that no other seed gives. */
function textOf(seed: number, length: number): string {
  const vocabulary = words.split(" ");
  let state = seed + 1;
  const picked = Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return vocabulary[(state >>> 8) % vocabulary.length] ?? "";
  });
  return picked.join(" ");
}

/** The first pair warms up and says how many words make a prompt as long as a second turn. */
export async function timeSecondTurns(router: Router, count: number): Promise<readonly TurnPair[]> {
  const pairs: TurnPair[] = [];
  let moreWords = 0;
  for (let number = 0; number <= count; number += 1) {
    const cold = () => askCold(router, 2 * number, FIRST_WORDS + moreWords);
    const second = () => askSecond(router, 2 * number + 1);
    // Who goes first changes from pair to pair, so that neither gains by its place.
    const isColdFirst = number % 2 === 0;
    const first = await (isColdFirst ? cold : second)();
    const then = await (isColdFirst ? second : cold)();
    const pair = isColdFirst ? { cold: first, second: then } : { cold: then, second: first };
    if (number === 0) moreWords = pair.second.promptTokens - pair.cold.promptTokens;
    else pairs.push(ofOneLength(pair));
    console.info(`turns ${String(number)} of ${String(count)}`);
  }
  return pairs;
}

function ofOneLength(pair: TurnPair): TurnPair {
  const [second, cold] = [pair.second.promptTokens, pair.cold.promptTokens];
  if (Math.abs(second - cold) <= MOST_DIFFERENCE * cold) return pair;
  throw new Error(`Prompts of ${String(second)} and ${String(cold)} tokens are not compared.`);
}

/** What every prompt begins with, the template's own words, is remembered here too. */
function askCold(router: Router, seed: number, length: number): Promise<FirstToken> {
  const content = textOf(seed, length);
  return timeAnswer(router, [{ role: "user", content }], TIMED_ANSWER_TOKENS);
}

async function askSecond(router: Router, seed: number): Promise<FirstToken> {
  const opening: ChatMessage = { role: "user", content: textOf(seed, FIRST_WORDS) };
  const { text } = await timeAnswer(router, [opening], FIRST_ANSWER_TOKENS);
  const turns: readonly ChatMessage[] = [
    opening,
    { role: "assistant", content: text },
    { role: "user", content: "Which of these words do you like most?" },
  ];
  return timeAnswer(router, turns, TIMED_ANSWER_TOKENS);
}

async function timeAnswer(
  router: Router,
  messages: readonly ChatMessage[],
  mostTokens: number,
): Promise<Answered> {
  const began = performance.now();
  let answered: Answered = { text: "", promptTokens: NaN, firstTokenMs: NaN };
  const stream = await router.chat.completions.create({
    model: "device",
    messages,
    max_completion_tokens: mostTokens,
    temperature: 0,
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const { choices, usage } of stream) {
    const text = choices[0]?.delta.content ?? "";
    const isFirst = answered.text === "" && text !== "";
    answered = {
      text: answered.text + text,
      promptTokens: usage?.prompt_tokens ?? answered.promptTokens,
      firstTokenMs: isFirst ? performance.now() - began : answered.firstTokenMs,
    };
  }
  return answered;
}
