import type { ChatRequest } from "../chat/chat-request.ts";
import type { PromptApi, PromptSession } from "./browser-model.ts";
import { browserModelFailure } from "./browser-model-failure.ts";
import { openSession, promptTokensOf } from "./browser-session.ts";
import type { RunEnd, RunEvent } from "./language-engine.ts";
import { promptTurns, responseConstraintOf } from "./prompt-turns.ts";
import { StopWords } from "./stop-words.ts";
import { untilAborted } from "./until.ts";

/** One request to the browser's model. */
export interface BrowserModelRun {
  readonly id: string;
  readonly api: PromptApi;
  readonly request: ChatRequest;
  onEvent(event: RunEvent): void;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

interface Ending {
  readonly finishReason: "stop" | "length";
  readonly pieces: number;
}

/**
 * Answers one request in a session of its own, so that nothing of one conversation is seen in another. Each piece that the
 * browser streams is told as a token, and counts as one where a limit is set; temperature and seed are not a page's to
 * choose. Fails as `browserModelFailure` says; an abort rejects with its reason and ends the session.
 */
export async function runBrowserModel(run: BrowserModelRun, signal: AbortSignal): Promise<RunEnd> {
  signal.throwIfAborted();
  const { id, api, request, onEvent, elapsed } = run;
  const { initialPrompts, input } = promptTurns(request);
  const startedAt = elapsed();
  const session = await openSession(api, { initialPrompts }, signal);
  try {
    const promptTokens = await promptTokensOf(session, initialPrompts, input, signal);
    onEvent({ type: "prompt-read", id, tokens: promptTokens, totalTokens: promptTokens });
    const readAt = elapsed();
    const { finishReason, pieces } = await streamAnswer(session, input, run, signal);
    return {
      type: "end",
      id,
      finishReason,
      usage: { promptTokens, completionTokens: pieces },
      timings: { promptMs: readAt - startedAt, generationMs: elapsed() - readAt },
    };
  } finally {
    session.destroy();
  }
}

/** The end of a run that its caller stopped after so many tokens. */
export function stoppedEnd(id: string, completionTokens: number): RunEnd {
  return {
    type: "end",
    id,
    finishReason: "stopped",
    usage: { promptTokens: 0, completionTokens },
    timings: { promptMs: 0, generationMs: 0 },
  };
}

async function streamAnswer(
  session: PromptSession,
  input: string,
  { id, request, onEvent }: BrowserModelRun,
  signal: AbortSignal,
): Promise<Ending> {
  const constraint = responseConstraintOf(request);
  const options = { signal, ...(constraint && { responseConstraint: constraint }) };
  const most = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const stops = new StopWords(request.stop);
  const tell = (text: string) => {
    if (text !== "") onEvent({ type: "token", id, text, tokenId: NO_TOKEN_ID });
  };
  try {
    const pieces = session.promptStreaming(input, options).getReader();
    return await readPieces(pieces, { most, stops, tell }, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : browserModelFailure(error, "prompt");
  }
}

/** The browser tells text, not tokens. */
const NO_TOKEN_ID = -1;

interface Reading {
  readonly most: number;
  readonly stops: StopWords;
  tell(text: string): void;
}

async function readPieces(
  reader: ReadableStreamDefaultReader<string>,
  { most, stops, tell }: Reading,
  signal: AbortSignal,
): Promise<Ending> {
  let pieces = 0;
  try {
    while (pieces < most && !stops.hasStopped) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) {
        tell(stops.rest());
        return { finishReason: "stop", pieces };
      }
      pieces++;
      tell(stops.push(value));
    }
    tell(stops.rest());
    return { finishReason: stops.hasStopped ? "stop" : "length", pieces };
  } finally {
    reader.cancel().catch(() => {});
  }
}
