import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { textOf } from "../../src/chat/message-text.ts";
import { logistic } from "../../src/decision/averaged-logistic.ts";
import { itemLine, logitOf } from "../../src/learning/item-response.ts";
import type { RouterError } from "../../src/router-error.ts";
import type { CalibrationQuestion } from "../../src/routing/calibration-question.ts";
import type { DeviceModels, Priority } from "../../src/routing/ports.ts";
import type { AnswerEvent } from "../../src/terms/answer-event.ts";
import type { DeviceModelState } from "../../src/terms/situation.ts";

/** What a simulated model is. */
export interface SimulatedModelOptions {
  readonly questions: readonly CalibrationQuestion[];
  /** In logits, in every dimension. */
  readonly ability: number;
  /** The same seed gives the same answers, in whatever order they are asked. */
  readonly seed?: number;
  /** Thrown by an answer where it returns an error; `asked` counts from 1. */
  readonly failure?: (asked: number) => RouterError | null;
  /** Called before each token. */
  readonly onToken?: () => void;
}

/** A model of known ability: it knows the answer with the chance of the item response model, and guesses letters else. */
export class SimulatedModel implements Pick<DeviceModels, "generate" | "states"> {
  /** Ids of the questions in the order they were asked, failed ones among them. */
  readonly asked: string[] = [];
  readonly requests: { readonly request: ChatRequest; readonly priority: Priority }[] = [];
  /** Overrides what `states` tells. */
  state: Partial<DeviceModelState> = {};
  readonly #options: SimulatedModelOptions;

  constructor(options: SimulatedModelOptions) {
    this.#options = options;
  }

  states(): readonly DeviceModelState[] {
    return [
      { model: "m", readiness: "ready", expectedLoadMs: 0, expectedWaitMs: 0, ...this.state },
    ];
  }

  async *generate(
    _model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    const prompt = textOf(request.messages[0]!);
    const question = this.#options.questions.find((each) => each.prompt === prompt)!;
    this.requests.push({ request, priority });
    this.asked.push(question.id);
    signal.throwIfAborted();
    const failure = this.#options.failure?.(this.asked.length);
    if (failure) throw failure;
    const pieces = [...this.#answer(question), "\n"];
    for (const text of pieces) {
      await Promise.resolve();
      signal.throwIfAborted();
      this.#options.onToken?.();
      yield { type: "text-added", text };
    }
    const usage = { promptTokens: 10, completionTokens: pieces.length };
    yield { type: "answer-ended", finishReason: "stop", usage };
  }

  #answer(question: CalibrationQuestion): string {
    const { ability, seed = 1 } = this.#options;
    const [knows, guess] = chances(`${seed} ${question.id}`);
    const abilities = question.discriminations.map(() => ability);
    const [known] = [question.answer].flat();
    if (knows < logistic(logitOf(itemLine(question), abilities))) return known!;
    return question.grading === "letter" ? "ABCDEFGHIJ"[Math.floor(guess * 10)]! : "unknown";
  }
}

/** Two numbers from 0 to 1 out of a text: FNV-1a, stirred as murmur3 ends. */
function chances(text: string): readonly [number, number] {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return [stirred(hash), stirred(hash ^ 0x9e3779b9)];
}

function stirred(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
