import {
  SESSION_LANGUAGES,
  type PromptApi,
  type PromptSession,
  type PromptTurn,
} from "./browser-model.ts";
import { browserModelFailure } from "./browser-model-failure.ts";
import { untilAborted } from "./until.ts";

/** What a session begins with, and who hears of a download, from 0 to 1. */
export interface SessionStart {
  readonly initialPrompts?: readonly PromptTurn[];
  readonly onDownload?: (loaded: number) => void;
}

const CHARACTERS_PER_TOKEN = 4;

/**
 * A session of the browser's model. `create` is called before anything is awaited: a browser that has to download first asks
 * that a person has just acted. Fails as `browserModelFailure` says; an abort rejects with its reason at once, and a session
 * that comes after it is destroyed.
 */
export async function openSession(
  api: PromptApi,
  { initialPrompts = [], onDownload }: SessionStart,
  signal: AbortSignal,
): Promise<PromptSession> {
  signal.throwIfAborted();
  try {
    const made = api.create({
      ...SESSION_LANGUAGES,
      initialPrompts,
      signal,
      ...(onDownload && { monitor: (monitor) => hearDownload(monitor, onDownload) }),
    });
    made.then(
      (session) => {
        if (signal.aborted) session.destroy();
      },
      () => {},
    );
    return await untilAborted(made, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : browserModelFailure(error, "create");
  }
}

/** The listener goes with the monitor, which the browser drops once the session is there. */
function hearDownload(monitor: EventTarget, onDownload: (loaded: number) => void): void {
  monitor.addEventListener("downloadprogress", (event) => {
    const { loaded } = event as ProgressEvent;
    onDownload(loaded);
  });
}

/**
 * Tokens of everything the model reads for this answer: what the session holds already, and `input`. As the browser counts
 * them; by the length of the text where it does not.
 */
export async function promptTokensOf(
  session: PromptSession,
  initialPrompts: readonly PromptTurn[],
  input: string,
  signal: AbortSignal,
): Promise<number> {
  const { contextUsage, inputUsage } = session;
  const text = initialPrompts.map(({ content }) => content).join("");
  const before = contextUsage ?? inputUsage ?? estimateOf(text);
  return Math.round(before + (await measured(session, input, signal)));
}

async function measured(
  session: PromptSession,
  input: string,
  signal: AbortSignal,
): Promise<number> {
  try {
    const measuring = session.measureContextUsage?.(input) ?? session.measureInputUsage?.(input);
    if (measuring !== undefined) return await untilAborted(measuring, signal);
  } catch {
    // A count that fails is no reason to give no answer.
    signal.throwIfAborted();
  }
  return estimateOf(input);
}

function estimateOf(text: string): number {
  return text.length / CHARACTERS_PER_TOKEN;
}
