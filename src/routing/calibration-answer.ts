import type { ChatRequest } from "../chat/chat-request.ts";
import { gradeAnswer } from "../learning/grade-answer.ts";
import type { CalibrationQuestion } from "./calibration-question.ts";
import type { CalibrationAnswer } from "./calibration-record.ts";
import type { DeviceModels, Surroundings } from "./ports.ts";

/** Who is asked, and on which clock. */
export interface AskedParts {
  readonly device: Pick<DeviceModels, "generate">;
  readonly surroundings: Pick<Surroundings, "elapsed">;
}

/** Enough for the answers of the set, and for a model that repeats the question first; as SmolLM2 was measured. */
const MOST_TOKENS = 64;

/**
 * Asks a model one question and grades what it says. An answer that fails is no wrong answer: it is asked for once more,
 * and then fails with the code of the device. Rejects with the signal's reason.
 */
export async function askQuestion(
  model: string,
  question: CalibrationQuestion,
  parts: AskedParts,
  signal: AbortSignal,
): Promise<CalibrationAnswer> {
  signal.throwIfAborted();
  try {
    return await askOnce(model, question, parts, signal);
  } catch {
    signal.throwIfAborted();
    return askOnce(model, question, parts, signal);
  }
}

async function askOnce(
  model: string,
  question: CalibrationQuestion,
  { device, surroundings }: AskedParts,
  signal: AbortSignal,
): Promise<CalibrationAnswer> {
  const request: ChatRequest = {
    model,
    messages: [{ role: "user", content: question.prompt }],
    temperature: 0,
    max_completion_tokens: MOST_TOKENS,
  };
  let text = "";
  let tokens = 0;
  const textTimes: number[] = [];
  for await (const event of device.generate(model, request, "background", signal)) {
    switch (event.type) {
      case "text-added":
        text += event.text;
        textTimes.push(surroundings.elapsed());
        break;
      case "answer-ended":
        tokens = event.usage?.completionTokens ?? textTimes.length;
        break;
      case "reasoning-added":
      case "tool-call-added":
        // Only what is said counts.
        break;
    }
  }
  const isRight = gradeAnswer(text, question);
  return { question: question.id, isRight, tokensPerSecond: paceOf(tokens, textTimes) };
}

/** From the first token to the last, so that reading the prompt does not count. */
function paceOf(tokens: number, textTimes: readonly number[]): number | null {
  const spentMs = (textTimes.at(-1) ?? 0) - (textTimes[0] ?? 0);
  return tokens > 1 && spentMs > 0 ? ((tokens - 1) / spentMs) * 1_000 : null;
}
