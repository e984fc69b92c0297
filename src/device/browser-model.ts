import { probe } from "./probe.ts";

/** What a browser says of its own model. */
export type BrowserModelAvailability = "unavailable" | "downloadable" | "downloading" | "available";

/** One turn as the Prompt API takes it. */
export interface PromptTurn {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** Languages in and out: without them Chromium warns, and may refuse later. */
export interface SessionLanguages {
  readonly expectedInputs: readonly TextLanguages[];
  readonly expectedOutputs: readonly TextLanguages[];
}

interface TextLanguages {
  readonly type: "text";
  readonly languages: readonly string[];
}

/** What a session is made with. `monitor` hears how far a download is, from 0 to 1. */
export interface SessionOptions extends SessionLanguages {
  readonly initialPrompts?: readonly PromptTurn[];
  readonly signal?: AbortSignal;
  readonly monitor?: (monitor: EventTarget) => void;
}

export interface PromptOptions {
  readonly signal?: AbortSignal;
  /** A JSON schema that the answer follows. */
  readonly responseConstraint?: object;
}

/** One conversation with the browser's model. Tokens are counted under two names, by the age of the browser. */
export interface PromptSession {
  promptStreaming(input: string, options?: PromptOptions): ReadableStream<string>;
  measureContextUsage?(input: string): Promise<number>;
  measureInputUsage?(input: string): Promise<number>;
  readonly contextUsage?: number;
  readonly inputUsage?: number;
  destroy(): void;
}

/** The part of the Prompt API that Nearside uses. It is on the window, never in a worker. */
export interface PromptApi {
  availability(options: SessionLanguages): Promise<string>;
  create(options: SessionOptions): Promise<PromptSession>;
}

/** Only English is promised: every browser with a model has it. */
export const SESSION_LANGUAGES: SessionLanguages = {
  expectedInputs: [{ type: "text", languages: ["en"] }],
  expectedOutputs: [{ type: "text", languages: ["en"] }],
};

/** This browser's Prompt API; null where there is none. */
export function promptApi(): PromptApi | null {
  const { LanguageModel } = globalThis as { LanguageModel?: PromptApi };
  return LanguageModel ?? null;
}

const ANSWERS: readonly BrowserModelAvailability[] = ["downloadable", "downloading", "available"];

/**
 * What the browser says of its own model. "unavailable" where there is no Prompt API, where it fails, and where it gives no
 * answer within `deadlineMs`. Never fails, downloads nothing.
 */
export async function browserModelAvailability(
  api: PromptApi | null,
  deadlineMs = 2_000,
): Promise<BrowserModelAvailability> {
  if (api === null) return "unavailable";
  const answer = await probe(() => api.availability(SESSION_LANGUAGES), deadlineMs);
  return ANSWERS.find((each) => each === answer) ?? "unavailable";
}
