import type { ChatRequest } from "./chat/chat-request.ts";
import { readChatRequest } from "./chat/read-chat-request.ts";
import { readQuery } from "./decision/read-query.ts";
import { RouterError } from "./router-error.ts";
import { modeOf, policyOf, type RequestDefaults } from "./router-settings.ts";
import type { Preview } from "./router.ts";
import { askSkills } from "./routing/ask-skills.ts";
import { ConversationPaths } from "./routing/conversation-paths.ts";
import type { RequestCall, RoutingParts } from "./routing/request-call.ts";
import type { DecidedPath } from "./routing/routed-event.ts";
import type { ModelCard } from "./terms/model-card.ts";

/** What a call is made from besides its request, as it is now. */
export interface CallSurroundings {
  readonly parts: RoutingParts;
  readonly cachesAnswers: boolean;
  fleet(): readonly ModelCard[];
  defaults(): RequestDefaults;
  /** Resolves once it is known which models are here, or that takes too long. Rejects with the signal's reason alone. */
  isReady(signal: AbortSignal): Promise<void>;
}

/** How many conversations are remembered by their path: more than one page has open. */
const CONVERSATIONS = 200;

/** The most requests that are read for one frontier: beyond it the page would stand still for a moment. */
const MAX_REQUESTS = 500;

/** Makes calls of requests, and remembers which path each conversation is on. */
export class RequestCalls {
  readonly #around: CallSurroundings;
  readonly #paths = new ConversationPaths(CONVERSATIONS);

  constructor(around: CallSurroundings) {
    this.#around = around;
  }

  /** Fails with what `readChatRequest` fails with, `model_unknown`, `no_allowed_path`, or `decision_stale`. */
  async callOf(
    input: ChatRequest,
    preview: Preview | undefined,
    signal: AbortSignal,
  ): Promise<RequestCall> {
    const { parts } = this.#around;
    // A gesture is over soon: it is looked for before anything is awaited.
    const mayDownload = parts.surroundings.hasGesture();
    const request = readChatRequest(input);
    const [skillWord] = await Promise.all([
      askSkills(request, parts, signal),
      this.#around.isReady(signal),
    ]);
    return this.#callOf(request, preview, { skillWord, mayDownload });
  }

  async #callOf(
    request: ChatRequest,
    preview: Preview | undefined,
    found: Pick<RequestCall, "skillWord" | "mayDownload">,
  ): Promise<RequestCall> {
    const { parts, cachesAnswers } = this.#around;
    const fleet = this.#around.fleet();
    const digest = await parts.surroundings.sha256(JSON.stringify(fleet));
    const mode = modeOf(request, this.#around.defaults());
    const call: RequestCall = {
      id: `chatcmpl-${parts.surroundings.newId()}`,
      request,
      query: readQuery(request),
      fleet,
      fleetVersion: digest.slice(0, 12),
      policy: policyOf(request, this.#around.defaults(), fleet),
      mode,
      modeNow: () => modeOf(request, this.#around.defaults()),
      conversation: request.nearside?.conversation ?? "default",
      cachesAnswers,
      ...found,
      decided: preview === undefined ? null : await this.#decidedOf(preview, request),
    };
    const previousPathId = isSticky(call) ? this.#paths.pathOf(call.conversation, mode) : undefined;
    return previousPathId === undefined ? call : { ...call, previousPathId };
  }

  /** Fails as `callOf` does, and with `request_invalid` for anything but a list of 1 to 500 requests. */
  async callsOf(
    inputs: readonly ChatRequest[],
    signal: AbortSignal,
  ): Promise<readonly RequestCall[]> {
    if (!Array.isArray(inputs) || inputs.length === 0 || inputs.length > MAX_REQUESTS)
      throw new RouterError(
        "request_invalid",
        `A frontier is drawn over a list of 1 to ${MAX_REQUESTS} requests, or without one.`,
      );
    await this.#around.isReady(signal);
    // What a skill would calculate is no part of what a fleet can bring.
    const found = { skillWord: { answer: null, failure: null }, mayDownload: true };
    return Promise.all(
      inputs.map((each: ChatRequest) => this.#callOf(readChatRequest(each), undefined, found)),
    );
  }

  /** Whether it is streamed changes nothing about how a request is decided. */
  keyOf({ stream: _stream, stream_options: _options, ...asked }: ChatRequest): Promise<string> {
    return this.#around.parts.memory.keyedHash(JSON.stringify(["request", asked]));
  }

  /** Notes that this call was answered along this path: its conversation is on it now. */
  noteAnswered(call: RequestCall, pathId: string): void {
    // What was calculated in between changes nothing about who the conversation is with.
    if (isSticky(call) && !pathId.startsWith("skill:"))
      this.#paths.note(call.conversation, pathId, call.mode);
  }

  /** Forgets which paths the conversations are on. */
  forget(): void {
    this.#paths.clear();
  }

  async #decidedOf(preview: Preview, request: ChatRequest): Promise<DecidedPath> {
    if (preview.requestKey !== (await this.keyOf(request)))
      throw new RouterError("decision_stale", "This preview was made for another request.");
    if (typeof preview.path?.id !== "string")
      throw new RouterError("decision_stale", "This preview names no path.");
    const { id: key, estimate, findingKinds, isCached, classifierVersion } = preview;
    const { path, reason, isUnsure, candidates, propensity } = preview;
    const decision = { path, reason, isUnsure, candidates, propensity };
    return { decision, key, estimate, findingKinds, isCached, classifierVersion };
  }
}

/** Only a conversation that the caller names has an earlier path, and only a free choice is bound by it or leaves one. */
function isSticky({ request, policy }: RequestCall): boolean {
  const { conversation, sticky = true } = request.nearside ?? {};
  return conversation !== undefined && sticky && policy.choice.kind === "auto";
}
