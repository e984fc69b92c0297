import type { ChatCompletion, ChatCompletionChunk, NearsideStage } from "./chat/chat-completion.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import type { EmbeddingRequest, EmbeddingResponse } from "./chat/embedding.ts";
import type { LoadProgress } from "./routing/ports.ts";
import type { ConsentAnswer, ConsentQuestion } from "./routing/request-call.ts";
import type { Candidate, Decision } from "./terms/decision.ts";
import type { Estimate, Measured } from "./terms/estimate.ts";
import type { FindingKind } from "./terms/finding.ts";
import type { DeviceNotice } from "./terms/device-notice.ts";
import type { DeviceReport } from "./terms/device-report.ts";
import type { MeasuredAbility, ModelOffer } from "./terms/model-offer.ts";
import type { Frontier } from "./terms/frontier.ts";
import type { EffortLevel, ModelCard, Price } from "./terms/model-card.ts";
import type { PrivacyMode } from "./terms/privacy-mode.ts";
import type { Demand } from "./terms/query.ts";
import type { WhenUnsure } from "./terms/policy.ts";
import type { RecordTotals, RequestRecord } from "./terms/record.ts";
import type { DeviceModelState } from "./terms/situation.ts";

/** A model at a cloud endpoint. Only `id` is needed; the rest overrides what a card of that id says. */
export interface CloudModelOptions {
  readonly id: string;
  readonly name?: string;
  readonly contextTokens?: number;
  readonly maxAnswerTokens?: number;
  readonly capabilities?: readonly Demand[];
  /** Absent: as in a dated public table. A model it does not know counts as free, and its card says "unknown". */
  readonly price?: Price;
  /** In logits, per dimension of the shipped classifier, as fit-ability writes it; one number is the first, general one. */
  readonly ability?: number | readonly Measured[];
  readonly efforts?: readonly EffortLevel[];
}

/** One OpenAI-compatible endpoint. */
export interface CloudOptions {
  /** As in "https://api.example.com/v1"; may be relative, for a relay on the page's own origin. */
  readonly baseUrl: string;
  readonly models: readonly CloudModelOptions[];
  /** Kept in the memory of the egress worker alone, never stored. */
  readonly apiKey?: string;
  /** Asked before each request that leaves; for short-lived tokens. */
  readonly getToken?: () => Promise<string>;
  /** "include" sends cookies, for a relay on the page's own origin. */
  readonly credentials?: "omit" | "include";
  /** Constant headers the endpoint needs. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeouts?: {
    readonly headersMs?: number;
    readonly firstTokenMs?: number;
    readonly betweenTokensMs?: number;
  };
  readonly maxRetries?: number;
}

/** The models in this browser. */
export interface DeviceOptions {
  /** Folder that serves the model files by name, tried before the sources of the manifest. */
  readonly modelsUrl?: string;
  /** Folder that serves router.onnx and manifest.json; the ones beside the library otherwise. */
  readonly routerUrl?: string;
  /** Threads for the language model; 1 where the page is not cross-origin isolated. */
  readonly threads?: number;
  /** A loaded model that nobody has used for this long is unloaded; 10 minutes unless set. */
  readonly idleUnloadMs?: number;
  /** Models that need more are not offered; unless set, what the device's memory allows. */
  readonly memoryBudgetBytes?: number;
  /** Models of the caller's own. */
  readonly models?: readonly CustomModelOptions[];
  /** The browser's own model may answer; false unless set. */
  readonly allowBrowserModel?: boolean;
}

export interface RouterOptions {
  /** "ask" unless set. */
  readonly privacy?: PrivacyMode;
  /** 0 saves money, time and exposure wherever it can; 1 takes the best answer; 0.5 unless set. */
  readonly preference?: number;
  /** "say" unless set: an unsure answer says so. "withhold" fails with `answer_withheld`. */
  readonly whenUnsure?: WhenUnsure;
  /**
   * At most this share (0 to 1) of the answers that stay on the device may be wrong. The bound was fitted on questions of
   * the training sources and answers of Llama-3.1-8B: for other models and traffic it is as good as their calibration. What
   * would be over it goes to the cloud, if it may; otherwise the device's attempt is unsure, and `whenUnsure` decides.
   */
  readonly maxWrongOnDevice?: number;
  readonly maxPriceUsd?: number;
  readonly deadlineMs?: number;
  readonly cloud?: CloudOptions | null;
  /** `false`: no model runs in this browser. */
  readonly device?: DeviceOptions | false;
  /** Without it, whatever needs consent is refused with `consent_required`. */
  readonly onConsent?: (question: ConsentQuestion, signal: AbortSignal) => Promise<ConsentAnswer>;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** "memory" keeps nothing after the page is gone. */
  readonly storage?: "indexeddb" | "memory";
  /** Keep whole answers and serve exact repeats from them. Off unless set. */
  readonly cacheAnswers?: boolean;
}

/** What can be changed while the router lives; loaded models stay loaded. */
export type RouterSettings = Pick<
  RouterOptions,
  | "privacy"
  | "preference"
  | "whenUnsure"
  | "maxWrongOnDevice"
  | "maxPriceUsd"
  | "deadlineMs"
  | "cloud"
>;

export interface CreateOptions {
  readonly signal?: AbortSignal;
  /**
   * A decision from `preview`: its path is taken, or the request fails with `decision_stale`. To take another one, set
   * `path` to that of any candidate that was not excluded.
   */
  readonly decision?: Preview;
  /** Called as the request goes from stage to stage. */
  readonly onStage?: (stage: NearsideStage) => void;
}

/** A decision before its request runs. */
export interface Preview extends Decision {
  /** The key under which the decision is stored: a keyed hash. */
  readonly id: string;
  /** Null if the decision was recalled, or the classifier could not be asked. */
  readonly estimate: Estimate | null;
  readonly findingKinds: readonly FindingKind[];
  /** Names the request it was made for. */
  readonly requestKey: string;
  readonly isCached: boolean;
  readonly classifierVersion: string;
}

/** Why an answer came as it did. */
export interface Explanation {
  readonly id: string;
  readonly record: RequestRecord | null;
  readonly decision: Decision;
  readonly estimate: Estimate | null;
  readonly findingKinds: readonly FindingKind[];
  /** Decisions that were given up on the way (consent refused, a part failed), oldest first. */
  readonly earlier: readonly { readonly candidates: readonly Candidate[] }[];
}

export interface RouterStatus {
  readonly privacy: PrivacyMode;
  readonly preference: number;
  readonly fleet: readonly ModelCard[];
  readonly deviceModels: readonly DeviceModelState[];
  readonly isOnline: boolean;
  /** Null while memory survives a reload; otherwise one sentence that says why it does not. */
  readonly memoryNote: string | null;
  /** What has left this device since the router was made. */
  readonly sent: {
    readonly messages: number;
    readonly bytes: number;
    readonly destinations: readonly string[];
  };
}

/** An answer as it comes. It can be read once. */
export interface ChatStream extends AsyncIterable<ChatCompletionChunk> {
  /** Aborts this answer. */
  readonly controller: AbortController;
}

/** A model of the caller's own, by URL: one GGUF file, or the shards of one. */
export interface CustomModelOptions {
  readonly id: string;
  readonly name?: string;
  /** Tried in order for the first file; further files are given by `moreUrls`. */
  readonly url: string;
  readonly moreUrls?: readonly string[];
  /** Lower-case hex of each file; absent: trusted on first use, pinned, and said. */
  readonly sha256?: readonly string[];
  readonly contextTokens?: number;
  readonly languages?: readonly string[];
  readonly licence?: string;
}

/** How a calibration run stands. */
export interface CalibrationProgress {
  readonly model: string;
  readonly asked: number;
  /** The most that it will ask. */
  readonly most: number;
  readonly ability: Measured;
  /** Mains power, a person's request, or a page in use; null while a question is asked. */
  readonly waitsFor: "mains" | "person" | "page" | null;
}

/** What can be done with one model. An abort pauses what runs; asked again it goes on. */
export interface ModelCallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** The models in this browser. */
export interface RouterModels {
  /** Every model of the catalogue as this device sees it: what is stored, whether it can run and why not, its measures. */
  list(): Promise<readonly ModelOffer[]>;
  /** What this device offers to models. */
  device(): Promise<DeviceReport>;
  /** Needs a person's gesture where anything has to be fetched: `model_not_downloaded` without one. */
  download(id: string, options?: ModelCallOptions): Promise<void>;
  /** Resolves to whether a newer revision was there; the old one answers until the new one is whole. */
  update(id: string, options?: ModelCallOptions): Promise<boolean>;
  remove(id: string): Promise<void>;
  load(id: string, options?: ModelCallOptions): Promise<void>;
  unload(): Promise<void>;
  /** Adds a model by URL for as long as the router lives. Fails with `options_invalid`. */
  add(model: CustomModelOptions): Promise<void>;
  /** Puts a GGUF file from this device into the store. Resolves to its id. Fails with `model_corrupt`, `model_unsupported`. */
  addFile(file: File, options?: ModelCallOptions): Promise<string>;
  /**
   * Finds out on this device how able a model is, by questions with known answers, in idle time. An abort keeps what was
   * asked. Fails with what the model fails with.
   */
  calibrate(
    id: string,
    options?: {
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: CalibrationProgress) => void;
    },
  ): Promise<MeasuredAbility>;
  /** The browser's own model may answer; off unless set, since nothing asserts that it stays on the device. */
  allowBrowserModel(isAllowed: boolean): Promise<void>;
  /** Asks the browser to keep the models when space is short. Call it in a gesture. */
  persist(): Promise<boolean>;
  /** Returns the function that ends it. */
  onNotice(listener: (notice: DeviceNotice) => void): () => void;
}

/** One endpoint in the page. Made by `createRouter`. */
export interface Router {
  readonly chat: {
    readonly completions: {
      create(
        request: ChatRequest & { readonly stream: true },
        options?: CreateOptions,
      ): Promise<ChatStream>;
      create(
        request: ChatRequest & { readonly stream?: false | null },
        options?: CreateOptions,
      ): Promise<ChatCompletion>;
      create(request: ChatRequest, options?: CreateOptions): Promise<ChatCompletion | ChatStream>;
    };
  };
  /** The decision that `create` would make now; nothing runs and nothing leaves. */
  preview(request: ChatRequest, options?: { readonly signal?: AbortSignal }): Promise<Preview>;
  /**
   * What the configured fleet can bring now: every path with its mean figures, dominated ones marked, and the router's own
   * choices along the dial. Over at most 500 requests or, without any, over a fixed mix of ten difficulties. The classifier
   * reads the requests; nothing else runs and nothing leaves. Fails with `request_invalid` as `create` does.
   */
  frontier(
    requests?: readonly ChatRequest[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<Frontier>;
  explain(id: string): Promise<Explanation | null>;
  /** Newest first. */
  records(limit?: number): Promise<readonly RequestRecord[]>;
  totals(): Promise<RecordTotals>;
  status(): RouterStatus;
  /** Vectors of texts, made on this device by a small encoder that is loaded on first use. */
  readonly embeddings: {
    create(
      request: EmbeddingRequest,
      options?: { readonly signal?: AbortSignal },
    ): Promise<EmbeddingResponse>;
  };
  readonly models: RouterModels;
  /** Loads the best device model that is here now, instead of at the first request. */
  load(options?: { readonly signal?: AbortSignal }): Promise<void>;
  configure(settings: RouterSettings): void;
  /** Forgets decisions, estimates, verdicts, answers, records and which path each conversation is on. */
  erase(): Promise<void>;
  /** Ends every request and worker. The router cannot be used again. */
  dispose(): Promise<void>;
}
