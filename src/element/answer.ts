import type {
  ChatCompletionChunk,
  Explanation,
  NearsideReport,
  NearsideStage,
  RouterErrorCode,
} from "../index.ts";

/** Whom a question is put to: the router's choice, or a place the person named. */
export type AskedPlace = "auto" | "device" | "cloud";

/** Where an answer stands. `incomplete` keeps what had come before the stream broke. */
export type AnswerPhase = "working" | "done" | "stopped" | "incomplete" | "failed";

/** One answer to a question, as the page shows it. */
export interface Answer {
  readonly id: string;
  readonly asked: AskedPlace;
  phase: AnswerPhase;
  text: string;
  reasoning: string;
  /** Stages passed so far, in the order they were first reached. */
  readonly stages: NearsideStage[];
  report: NearsideReport | null;
  errorCode: RouterErrorCode | "unknown" | null;
  /** `undefined` until asked for; `null` where the router keeps none. */
  explanation: Explanation | null | undefined;
  isWhyOpen: boolean;
}

/** A question and every answer that was given to it, oldest first. */
export interface Turn {
  readonly id: string;
  readonly question: string;
  readonly answers: Answer[];
}

/** An answer before its first stage. */
export function newAnswer(id: string, asked: AskedPlace): Answer {
  return {
    id,
    asked,
    phase: "working",
    text: "",
    reasoning: "",
    stages: [],
    report: null,
    errorCode: null,
    explanation: undefined,
    isWhyOpen: false,
  };
}

/** Adds what a chunk brings. */
export function addChunk(answer: Answer, chunk: ChatCompletionChunk): void {
  const delta = chunk.choices[0]?.delta;
  answer.text += delta?.content ?? "";
  answer.reasoning += delta?.reasoning_content ?? "";
  if (chunk.nearside !== undefined) answer.report = chunk.nearside;
}

/** Ends an answer whose stream came to its end. */
export function endAnswer(answer: Answer): void {
  answer.phase = answer.report?.isIncomplete === true ? "incomplete" : "done";
}
