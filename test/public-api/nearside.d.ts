// index.d.ts
/** How sure a model was of its own words, over the tokens of one answer. Natural logarithms. */
interface AnswerConfidence {
  readonly meanLogprob: number;
  /** Of the token it was least sure of. */
  readonly leastLogprob: number;
  /** Mean entropy of its choices in nats, a lower bound; absent where the engine reported no alternatives. */
  readonly meanEntropy?: number;
}

/** Why an answer made on the device was not accepted. */
type RejectionReason = "empty" | "repeating" | "truncated" | "refusal" | "low_confidence";
/** The verdict on an answer made on the device. */
type CheckVerdict =
  | {
      readonly accepted: true;
    }
  | {
      readonly accepted: false;
      readonly reason: RejectionReason;
    };

/** Where an answer is made: in this browser, or at an endpoint outside it. */
type Place = "device" | "cloud";
/** How much a cloud model is asked to think, least first. */
type Effort = "minimal" | "low" | "medium" | "high";

/** Every way in which Nearside can fail. A closed list: callers branch on it, people read the sentence beside it. */
type RouterErrorCode =
  | "request_invalid"
  | "messages_missing"
  | "role_unknown"
  | "text_empty"
  | "text_too_long"
  | "text_malformed"
  | "model_unknown"
  | "context_overflow"
  | "unsupported_parameter"
  | "options_invalid"
  | "decision_stale"
  | "no_allowed_path"
  | "answer_withheld"
  | "consent_required"
  | "consent_refused"
  | "cloud_blocked_by_policy"
  | "offline_needs_cloud"
  | "clearance_invalid"
  | "cloud_unreachable"
  | "cloud_unauthorized"
  | "cloud_not_found"
  | "cloud_request_refused"
  | "cloud_rate_limited"
  | "cloud_failed"
  | "cloud_malformed"
  | "cloud_stream_broken"
  | "cloud_timeout"
  | "model_missing"
  | "model_corrupt"
  | "model_source_unreachable"
  | "quota_exceeded"
  | "out_of_memory"
  | "engine_failed"
  | "model_unsupported"
  | "model_not_downloaded"
  | "webgpu_unavailable"
  | "shader_f16_missing"
  | "device_lost"
  | "queue_full"
  | "worker_died"
  | "worker_timeout"
  | "graded_answers_invalid"
  | "classifier_unavailable"
  | "guard_unavailable"
  | "storage_failed"
  | "router_disposed";
/** The one error that Nearside throws, besides `AbortError`. Branch on `code`; `message` is for a person. */
declare class RouterError extends Error {
  readonly name = "RouterError";
  readonly code: RouterErrorCode;
  /** HTTP status of the upstream answer, where there was one. */
  readonly status: number | undefined;
  /** What of the answer had come before it broke. */
  readonly partialText: string | undefined;
  constructor(
    code: RouterErrorCode,
    message: string,
    options?: {
      cause?: unknown;
      status?: number;
      partialText?: string;
    },
  );
}

/** What can be answered exactly, without a model. */
type SkillName =
  | "arithmetic"
  | "percentage"
  | "units"
  | "number-base"
  | "date"
  | "time-zone"
  | "text-count"
  | "text-case"
  | "list"
  | "statistics";
/** An exact answer and how it came about. */
interface SkillAnswer {
  readonly skill: SkillName;
  /** In the language of the request. */
  readonly text: string;
  /** One line for a person, as in "17 × 23 = 391, calculated exactly". */
  readonly explanation: string;
}

/** One move of a path. */
type Step =
  | {
      readonly kind: "skill";
      readonly skill: SkillName;
    }
  | {
      readonly kind: "device";
      readonly model: string;
    }
  | {
      readonly kind: "check";
    }
  | {
      readonly kind: "cloud";
      readonly model: string;
      readonly effort?: Effort;
    };
/** A short, bounded list of steps: the unit of decision. `id` names it, as in "device:smollm2>check>cloud:gpt@low". */
interface Path {
  readonly id: string;
  readonly steps: readonly Step[];
}
/** What a path is expected to bring. */
interface PathFigures {
  /** Probability of a good answer, with an 80 % interval that carries the uncertainty of query and model. */
  readonly quality: {
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  };
  readonly costUsd: number;
  readonly delayMs: number;
  /** Bytes that would leave the device, weighed by the chance that they do. */
  readonly exposureBytes: number;
}

/** Why the chosen path was chosen. */
type ChoiceReason =
  | "best_value"
  | "only_path"
  | "exact_skill"
  | "forced_place"
  | "forced_model"
  | "failed_here_before"
  | "kept_in_conversation";
/** Why a path could not or may not be taken. */
type ExclusionReason =
  | "offline"
  | "device_only"
  | "device_unavailable"
  | "not_downloaded"
  | "not_chosen_by_caller"
  | "lacks_tools"
  | "lacks_schema"
  | "lacks_images"
  | "lacks_logprobs"
  | "context_too_small"
  | "over_price_cap"
  | "over_deadline"
  | "over_risk"
  | "retired"
  | "failed_check_before"
  | "consent_refused"
  | "consent_required"
  | "guard_unavailable"
  | "failed";
/**
 * Why an open path was not taken. `dominated`: another is at least as good in every figure; `within_band`: it is worth
 * more, but not by enough to leave the path that this conversation is on.
 */
type LossReason = "lower_utility" | "dominated" | "within_band";
/** How a path stands in a decision. */
type Standing =
  | {
      readonly status: "chosen";
    }
  | {
      readonly status: "lost";
      readonly reason: LossReason;
    }
  | {
      readonly status: "excluded";
      readonly reason: ExclusionReason;
    };
/** One path that was considered, with its figures and how it stands. */
interface Candidate {
  readonly path: Path;
  readonly figures: PathFigures;
  /** quality − λ·cost − μ·delay − ν·exposure; the unit is probability of a good answer. */
  readonly utility: number;
  readonly standing: Standing;
}
/** The chosen path, its reason, and every other path with its figures and why it lost. */
interface Decision {
  readonly path: Path;
  readonly reason: ChoiceReason;
  /** Expected quality is below the policy's bar: the answer must say so, or be withheld. */
  readonly isUnsure: boolean;
  readonly candidates: readonly Candidate[];
  /** Chance with which this path was picked; 1 unless exploration is on. */
  readonly propensity: number;
}

/** Why an answer ended, in OpenAI's words. */
type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";
/** Tokens read and written, as the model counts them. */
interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens?: number;
}

/** How freely text may leave the device, tightest first. Content can raise the level, never lower it. */
type PrivacyMode = "device-only" | "ask" | "allow";

/** What is done with an answer of little confidence when no other path is left. */
type WhenUnsure = "say" | "withhold";

/** A part of a message's content. */
type ContentPart =
  | {
      readonly type: "text";
      readonly text: string;
    }
  | {
      readonly type: "image_url";
      readonly image_url: {
        readonly url: string;
      };
    };
/** A function call that an assistant message made. */
interface ToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly arguments: string;
  };
}
/** One message, in OpenAI's shape. */
type ChatMessage =
  | {
      readonly role: "system" | "developer" | "user";
      readonly content: string | readonly ContentPart[];
      readonly name?: string;
    }
  | {
      readonly role: "assistant";
      readonly content?: string | readonly ContentPart[] | null;
      readonly tool_calls?: readonly ToolCall[];
      readonly name?: string;
    }
  | {
      readonly role: "tool";
      readonly content: string | readonly ContentPart[];
      readonly tool_call_id: string;
    };
/** A function that the model may call; `parameters` is a JSON schema. */
interface ChatTool {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly strict?: boolean | null;
  };
}
type ToolChoice =
  | "none"
  | "auto"
  | "required"
  | {
      readonly type: "function";
      readonly function: {
        readonly name: string;
      };
    };
type ResponseFormat =
  | {
      readonly type: "text";
    }
  | {
      readonly type: "json_object";
    }
  | {
      readonly type: "json_schema";
      readonly json_schema: {
        readonly name: string;
        readonly schema?: Readonly<Record<string, unknown>>;
        readonly strict?: boolean | null;
        readonly description?: string;
      };
    };
/** Nearside's own controls for one request; each overrides the router's option of the same name. */
interface NearsideControls {
  readonly privacy?: PrivacyMode;
  /** 0 saves money, time and exposure wherever it can; 1 takes the best answer. */
  readonly preference?: number;
  readonly whenUnsure?: WhenUnsure;
  /** At most this share (0 to 1) of the answers that stay on the device may be wrong. */
  readonly maxWrongOnDevice?: number;
  readonly maxPriceUsd?: number;
  readonly deadlineMs?: number;
  /** Requests of one conversation share a consent and are counted as turns. */
  readonly conversation?: string;
  /** Whether a named conversation stays on its path until another is clearly better; true unless set. */
  readonly sticky?: boolean;
}
/** A chat request in OpenAI's shape, with one extra field. `model` is "auto", "device", "cloud" or a model's id. */
interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream?: boolean | null;
  readonly stream_options?: {
    readonly include_usage?: boolean;
  } | null;
  readonly max_completion_tokens?: number | null;
  readonly max_tokens?: number | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly seed?: number | null;
  readonly stop?: string | readonly string[] | null;
  readonly n?: number | null;
  readonly frequency_penalty?: number | null;
  readonly presence_penalty?: number | null;
  readonly logprobs?: boolean | null;
  readonly top_logprobs?: number | null;
  readonly tools?: readonly ChatTool[];
  readonly tool_choice?: ToolChoice;
  readonly parallel_tool_calls?: boolean;
  readonly response_format?: ResponseFormat;
  readonly reasoning_effort?: Effort | "none" | "xhigh" | "max" | null;
  readonly verbosity?: "low" | "medium" | "high" | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly user?: string;
  readonly nearside?: NearsideControls;
}

/** Tokens and their natural-log probabilities, in OpenAI's shape. */
interface ChatLogprobs {
  readonly content: readonly ChatTokenLogprob[] | null;
  readonly refusal: null;
}
interface ChatTokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: null;
  readonly top_logprobs: readonly {
    readonly token: string;
    readonly logprob: number;
    readonly bytes: null;
  }[];
}
interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}
/** What Nearside says of an answer, in the one field it adds to OpenAI's shapes. */
interface NearsideReport {
  /** The id of the decision and its record: `router.explain(id)`. */
  readonly id: string;
  readonly place: Place;
  readonly model: string;
  readonly modelName: string;
  readonly effort?: Effort;
  readonly pathId: string;
  readonly reason: ChoiceReason;
  readonly expected: PathFigures;
  /** Where it is true, the answer is this device's attempt at something it would rather have passed on. */
  readonly isUnsure: boolean;
  readonly isDecisionCached: boolean;
  readonly isAnswerCached: boolean;
  /** The stream broke; what had come is kept. */
  readonly isIncomplete: boolean;
  readonly verdict?: CheckVerdict;
  /** How sure the device model was of its words, where it reports that. */
  readonly confidence?: AnswerConfidence;
  /** The skill that answered exactly, and how it came to its answer. */
  readonly skill?: {
    readonly name: SkillName;
    readonly explanation: string;
  };
  /** Wishes that could not be honoured, in words. */
  readonly warnings: readonly string[];
  readonly costUsd: number;
  readonly sentBytes: number;
  readonly timings: {
    readonly decisionMs: number;
    readonly firstTokenMs?: number;
    readonly totalMs: number;
  };
}
/** A whole answer, in OpenAI's shape. */
interface ChatCompletion {
  readonly id: string;
  readonly object: "chat.completion";
  /** Seconds since the epoch. */
  readonly created: number;
  readonly model: string;
  readonly choices: readonly [
    {
      readonly index: 0;
      readonly message: {
        readonly role: "assistant";
        readonly content: string | null;
        readonly refusal: null;
        readonly tool_calls?: readonly ToolCall[];
        /** What a reasoning model thought, kept apart from the answer. */
        readonly reasoning_content?: string;
      };
      readonly logprobs: ChatLogprobs | null;
      readonly finish_reason: FinishReason;
    },
  ];
  readonly usage?: ChatUsage;
  readonly nearside: NearsideReport;
}
interface ChatChunkDelta {
  readonly role?: "assistant";
  readonly content?: string;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly {
    readonly index: number;
    readonly id?: string;
    readonly type?: "function";
    readonly function?: {
      readonly name?: string;
      readonly arguments?: string;
    };
  }[];
}
/** A stage of the way of one request, for the drawing that lights up while an answer is made. */
type NearsideStage = "read" | "guard" | "decide" | "skill" | "device" | "check" | "cloud";
/** A piece of a streamed answer, in OpenAI's shape. */
interface ChatCompletionChunk {
  readonly id: string;
  readonly object: "chat.completion.chunk";
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: 0;
    readonly delta: ChatChunkDelta;
    readonly logprobs?: ChatLogprobs | null;
    readonly finish_reason: FinishReason | null;
  }[];
  readonly usage?: ChatUsage;
  /** On the last chunk that has a choice. */
  readonly nearside?: NearsideReport;
}

/** A request for embeddings, in OpenAI's shape. */
interface EmbeddingRequest {
  /** "device", or the id of the encoder. */
  readonly model: string;
  readonly input: string | readonly string[];
  /** Length of each vector; at most the encoder's own. */
  readonly dimensions?: number | null;
  readonly encoding_format?: "float" | "base64" | null;
  readonly user?: string;
}
/** Embeddings in OpenAI's shape: vectors of length 1, in the order of the inputs. */
interface EmbeddingResponse {
  readonly object: "list";
  readonly model: string;
  readonly data: readonly {
    readonly object: "embedding";
    readonly index: number;
    /** Little-endian 32-bit floats in base64 where the request asked for that. */
    readonly embedding: readonly number[] | string;
  }[];
  readonly usage: {
    readonly prompt_tokens: number;
    readonly total_tokens: number;
  };
  readonly nearside: {
    readonly place: "device";
    /** Indices of inputs that were longer than the encoder reads; only their beginning counts. */
    readonly truncated: readonly number[];
  };
}

/** What the guard looks for. A closed list: a new kind breaks the build where it is not yet explained to a person. */
type FindingKind =
  | "EMAIL"
  | "PHONE"
  | "CREDIT_CARD"
  | "IBAN"
  | "NATIONAL_ID"
  | "TAX_ID"
  | "HEALTH_ID"
  | "BANK_ACCOUNT"
  | "CRYPTO_ADDRESS"
  | "IP_ADDRESS"
  | "MAC_ADDRESS"
  | "CREDENTIAL";
/** One private thing found in a text. Offsets are UTF-16 code units of text number `part`. */
interface Finding {
  readonly kind: FindingKind;
  readonly part: number;
  readonly start: number;
  readonly end: number;
  /** 0 to 1: 1 where a checksum proved it. */
  readonly score: number;
}

/** A mean with its standard deviation, both in the unit of the thing measured. */
interface Measured {
  readonly mean: number;
  readonly sd: number;
}
/**
 * What the classifier says of a query. One difficulty and one discrimination per ability dimension: the chance that a model
 * of abilities θ answers well is σ(Σ a(θ − b)) (multidimensional two-parameter item response theory). Abilities are
 * scaled so that the models of the training data have mean 0 and sd 1 in each dimension; a higher b is harder.
 */
interface Estimate {
  /** Version of the classifier that made it; estimates of another version are never reused. */
  readonly version: string;
  readonly difficulties: readonly Measured[];
  readonly discriminations: readonly number[];
  /** Probability per domain; sums to 1. Empty if this classifier has no such head. */
  readonly domain: Readonly<Record<string, number>>;
  /** Probability per task type; sums to 1. Empty if this classifier has no such head. */
  readonly task: Readonly<Record<string, number>>;
  /** Probability that tools or live data are needed; absent if this classifier has no such head. */
  readonly needsTools?: number;
  /** Probability that the right answer depends on the state of the world now; absent if there is no such head. */
  readonly needsFresh?: number;
  /** How long a careful person would think, by the rule of `reasoningDepthOf`; absent in estimates of older versions. */
  readonly reasoningDepth?: Effort;
  /** ISO 639-1 code of the language the query is written in; null where it cannot be told. */
  readonly language?: string | null;
}

/** What a path must be able to do; a path that cannot is excluded with a reason. */
type Demand = "tools" | "schema" | "images" | "logprobs";

/** Versions of every part that had a say, so that each can be frozen, replaced or blamed alone. */
interface PartVersions {
  readonly classifier: string;
  readonly cards: string;
  readonly rules: string;
  readonly guard: string;
}
/** How a request came out. */
type RecordStatus = "answered" | "incomplete" | "aborted" | "failed" | "withheld";
/** What is kept of one answered request. Never its text. Times are in milliseconds, `madeAt` since the epoch. */
interface RequestRecord {
  readonly id: string;
  readonly madeAt: number;
  readonly conversation: string;
  readonly turn: number;
  readonly pathId: string;
  /** Key of the stored decision, a keyed hash. */
  readonly decisionKey: string;
  readonly reason: ChoiceReason;
  /** The model and place that made the answer; absent if none did. */
  readonly model?: string;
  readonly place?: Place;
  readonly status: RecordStatus;
  readonly errorCode?: string;
  readonly versions: PartVersions;
  readonly propensity: number;
  readonly seed: number;
  readonly expectedQuality: number;
  readonly isDecisionCached: boolean;
  readonly timings: RecordTimings;
  readonly usage?: Usage;
  readonly costUsd: number;
  readonly verdict?: CheckVerdict;
  readonly confidence?: AnswerConfidence;
  readonly findingKinds: readonly FindingKind[];
  /** Every body that left the device while this request ran. */
  readonly sent: readonly SentBody[];
}
interface RecordTimings {
  readonly decisionMs: number;
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}
/** One body that left: where to, which model, how large. */
interface SentBody {
  readonly destination: string;
  readonly model: string;
  readonly bytes: number;
  readonly sentAt: number;
}
/** Running sums over all records, so that nothing has to be read back to report them. */
interface RecordTotals {
  readonly requests: number;
  readonly answeredOnDevice: number;
  readonly answeredInCloud: number;
  readonly costUsd: number;
  readonly sentMessages: number;
  readonly sentBytes: number;
}

/** US dollars per million tokens, as published on `asOf` (ISO date). */
interface Price {
  readonly inputUsdPerMillionTokens: number;
  readonly outputUsdPerMillionTokens: number;
  readonly asOf: string;
}
/** Expected pace of a model before this device has measured it. */
interface Pace {
  readonly firstTokenMs: number;
  readonly promptTokensPerSecond: number;
  readonly tokensPerSecond: number;
}
/** How well `checkAnswer` tells this model's right answers from its wrong ones. */
interface CheckPower {
  /** Share of right answers that pass. */
  readonly passesRight: number;
  /** Share of wrong answers that are rejected. */
  readonly rejectsWrong: number;
  /** Mean natural-log probability of its tokens below which an answer is rejected; absent where it was not fitted. */
  readonly leastMeanLogprob?: number;
  /** Natural-log probability of its least sure token below which an answer is rejected; absent where it was not fitted. */
  readonly leastLogprob?: number;
  /** Mean entropy in nats above which an answer is rejected; absent where it was not fitted. */
  readonly mostEntropy?: number;
}
/** How a request is adapted to one model, so that callers write what they want and not for a model. */
interface PromptStyle {
  /** Put in front where the caller wrote no system message: short and plain. */
  readonly system?: string;
  /** The caller's system message is put into the first user turn: the model's template knows no system role. */
  readonly foldsSystem?: boolean;
  /** A sentence on the wanted format is added where a schema is asked for. */
  readonly remindsOfFormat?: boolean;
  /** The model thinks aloud unless told not to; "off" tells it. */
  readonly thinking?: "off" | "on";
}
/** All the router knows of one model. A model is added, replaced or retired by editing its card. */
interface ModelCard {
  readonly id: string;
  /** Short name for people, as in the badge. */
  readonly name: string;
  readonly place: Place;
  readonly contextTokens: number;
  readonly maxAnswerTokens: number;
  readonly capabilities: readonly Demand[];
  /** ISO 639-1 codes it answers well in. */
  readonly languages: readonly string[];
  /** Ability per dimension of the estimate, in logits. */
  readonly ability: readonly Measured[];
  /** Where the ability figures come from, for people. */
  readonly abilitySource: string;
  readonly price: Price;
  readonly pace: Pace;
  readonly checkPower?: CheckPower;
  /** Efforts the endpoint accepts; empty: the request names none. Ability gained over `ability`, in logits, per effort. */
  readonly efforts: readonly EffortLevel[];
  /** Origin and path of the endpoint for a cloud model. */
  readonly destination?: string;
  /** How requests are put to this model; absent: as the caller wrote them. */
  readonly promptStyle?: PromptStyle;
  readonly retiresOn?: string;
  readonly successor?: string;
}
/** One effort level of a cloud model, and what it is expected to change. */
interface EffortLevel {
  readonly effort: Effort;
  readonly abilityGain: number;
  /** Reasoning tokens it is expected to add to an answer. */
  readonly reasoningTokens: number;
}

/** What runs a model in a browser. `prompt-api` is the browser's own model. */
type EngineName = "wllama" | "web-llm" | "prompt-api";

/** The exact thing that keeps a model from running here. */
type WhyNotReason =
  | "no_webgpu"
  | "no_adapter"
  | "probe_failed"
  | "software_adapter"
  | "feature_missing"
  | "limit_too_low"
  | "memory_too_small"
  | "storage_too_small"
  | "wasm_too_old"
  | "browser_has_none"
  | "not_allowed"
  | "device_lost_too_often";
/** Why a model cannot run, with what it needs and what there is, where those are figures or names. */
interface WhyNot {
  readonly reason: WhyNotReason;
  /** As in "shader-f16", "maxBufferSize" or a number of bytes. */
  readonly needed?: string | number;
  readonly found?: string | number;
}
/** How far a model is on this device. `outdated`: whole, and a newer revision is known. */
type StoredState = "absent" | "partial" | "stored" | "outdated";
/** Who vouches for the bytes of a stored model. */
type HashSource = "known" | "publisher" | "first-use";
/** What the calibration run found on this very device. */
interface MeasuredAbility {
  readonly ability: readonly Measured[];
  readonly tokensPerSecond: number;
  readonly questions: number;
  readonly rightAnswers: number;
  /** Milliseconds since the epoch. */
  readonly measuredAt: number;
  /** Version of the classifier whose scale it is on. */
  readonly classifier: string;
}
/** One model of the catalogue as this device sees it. */
interface ModelOffer {
  readonly id: string;
  readonly name: string;
  readonly engine: EngineName;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly revision: string;
  /** Download in bytes. */
  readonly bytes: number;
  /** What of it lies in the store, parts included. */
  readonly storedBytes: number;
  readonly stored: StoredState;
  /** Absent until something is stored. */
  readonly hashSource?: HashSource;
  readonly isLoaded: boolean;
  /** The default of this device's tier. */
  readonly isRecommended: boolean;
  /** Runs while a better one is downloaded, or where nothing else can. */
  readonly isStarter: boolean;
  /** Null where it can run. */
  readonly whyNot: WhyNot | null;
  /** What the rest of the download is expected to take; null where the speed is not known. */
  readonly expectedDownloadMs: number | null;
  readonly expectedLoadMs: number;
  readonly tokensPerSecond?: number;
  readonly measured?: MeasuredAbility;
}

/** Whether a device model can answer now, after loading, after a download that a person must begin, or not at all. */
type Readiness = "ready" | "loadable" | "downloadable" | "unavailable";
/** One device model as it stands now. */
interface DeviceModelState {
  readonly model: string;
  readonly readiness: Readiness;
  /** Until it is loaded; 0 when ready. */
  readonly expectedLoadMs: number;
  /** Until the queue reaches a new request of a person. */
  readonly expectedWaitMs: number;
  /** Measured on this device; absent until it has answered once. */
  readonly promptTokensPerSecond?: number;
  readonly tokensPerSecond?: number;
  /** Why it is unavailable. */
  readonly whyNot?: WhyNot;
}

/** Bytes of one model on their way, as one true total that only grows. */
interface LoadProgress {
  readonly model: string;
  readonly stage: "downloading" | "verifying" | "starting" | "ready";
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** What a person is asked before something leaves. */
interface ConsentQuestion {
  readonly destination: string;
  readonly model: string;
  /** The exact bytes that would leave, as text. */
  readonly body: string;
  /** Private things found in `body`; offsets are into it. Empty: the question is asked once per conversation and destination. */
  readonly findings: readonly Finding[];
  /** The guard could not look at everything in its time. */
  readonly isOverBudget: boolean;
  readonly conversation: string;
}
/** "keep" is the default: a time-out, an error or an abort mean it too. */
type ConsentAnswer = "send" | "keep";

/** Something that happened to the models by itself, for a person to know. */
type DeviceNotice =
  | {
      readonly kind: "device-lost";
      readonly model: string;
      readonly attempt: number;
    }
  | {
      readonly kind: "worker-restarted";
      readonly model: string;
      readonly attempt: number;
    }
  | {
      readonly kind: "gave-up";
      readonly model: string;
      readonly next: string | null;
    }
  | {
      readonly kind: "evicted";
      readonly models: readonly string[];
    }
  | {
      readonly kind: "unloaded-idle";
      readonly model: string;
    }
  | {
      readonly kind: "took-over";
      readonly model: string | null;
    }
  | {
      readonly kind: "pinned-on-first-use";
      readonly model: string;
    };

/** How much of a machine this is, from the least to the most. */
type DeviceTier = "minimal" | "processor" | "small-gpu" | "medium-gpu" | "large-gpu";
/** What a browser says of its graphics adapter. */
interface GpuReport {
  /** True where it is software: slower than no GPU at all. */
  readonly isFallback: boolean;
  readonly vendor: string;
  readonly architecture: string;
  /** WebGPU features by name, sorted. */
  readonly features: readonly string[];
  /** The WebGPU limits that models depend on, by name. */
  readonly limits: Readonly<Record<string, number>>;
}
/** Why there is no adapter. */
type GpuAbsence = "no_webgpu" | "no_adapter" | "probe_failed";
/** What this device and browser offer to models; asked before anything is downloaded. Null: the browser does not tell. */
interface DeviceReport {
  readonly gpu: GpuReport | null;
  /** Null where there is an adapter. */
  readonly gpuAbsence: GpuAbsence | null;
  /** As the browser tells it, in steps and at most 8 GiB or so. */
  readonly memoryBytes: number | null;
  readonly cores: number;
  /** Threads can share memory. */
  readonly isIsolated: boolean;
  /** WebAssembly with 64-bit memory and promise integration: what the wllama build needs; its other build otherwise. */
  readonly hasModernWasm: boolean;
  readonly isPhone: boolean;
  readonly storage: {
    readonly quotaBytes: number;
    readonly usageBytes: number;
    readonly isPersistent: boolean;
  } | null;
  /** Null where the browser has no battery interface. */
  readonly battery: {
    readonly isCharging: boolean;
    readonly level: number;
  } | null;
  readonly wantsToSaveData: boolean;
  /** As the browser estimates it. */
  readonly downlinkBytesPerSecond: number | null;
  readonly tier: DeviceTier;
}

/** What one path brings over all requests for which it is open. */
interface FrontierPath {
  readonly path: Path;
  /** Means over those requests; the interval is the mean of theirs. */
  readonly figures: PathFigures;
  /** Share of the requests for which the path is open; above 0. */
  readonly openShare: number;
  /** Another path, open wherever this one is, is there at least as good in every figure and better in one. */
  readonly isDominated: boolean;
  /** The ids of those other paths. */
  readonly dominatedBy: readonly string[];
}
/** What the router's own choices bring at one setting of the dial, over all requests for which any path is open. */
interface FrontierMix {
  readonly preference: number;
  readonly figures: PathFigures;
  readonly openShare: number;
  /** Expected share of the answers that stay on the device, those that pass a check among them. */
  readonly deviceShare: number;
}
/** What the configured fleet can bring now, path by path and along the dial. */
interface Frontier {
  /** In the order in which they are composed. Empty where no path is open for any request; then `mixes` is empty too. */
  readonly paths: readonly FrontierPath[];
  /** At preference 0, .1, .2 ... 1. */
  readonly mixes: readonly FrontierMix[];
}

/** A model at a cloud endpoint. Only `id` is needed; the rest overrides what a card of that id says. */
interface CloudModelOptions {
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
interface CloudOptions {
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
interface DeviceOptions {
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
interface RouterOptions {
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
type RouterSettings = Pick<
  RouterOptions,
  | "privacy"
  | "preference"
  | "whenUnsure"
  | "maxWrongOnDevice"
  | "maxPriceUsd"
  | "deadlineMs"
  | "cloud"
>;
interface CreateOptions {
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
interface Preview extends Decision {
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
interface Explanation {
  readonly id: string;
  readonly record: RequestRecord | null;
  readonly decision: Decision;
  readonly estimate: Estimate | null;
  readonly findingKinds: readonly FindingKind[];
  /** Decisions that were given up on the way (consent refused, a part failed), oldest first. */
  readonly earlier: readonly {
    readonly candidates: readonly Candidate[];
  }[];
}
interface RouterStatus {
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
interface ChatStream extends AsyncIterable<ChatCompletionChunk> {
  /** Aborts this answer. */
  readonly controller: AbortController;
}
/** A model of the caller's own, by URL: one GGUF file, or the shards of one. */
interface CustomModelOptions {
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
interface CalibrationProgress {
  readonly model: string;
  readonly asked: number;
  /** The most that it will ask. */
  readonly most: number;
  readonly ability: Measured;
  /** Mains power, a person's request, or a page in use; null while a question is asked. */
  readonly waitsFor: "mains" | "person" | "page" | null;
}
/** What can be done with one model. An abort pauses what runs; asked again it goes on. */
interface ModelCallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}
/** The models in this browser. */
interface RouterModels {
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
interface Router {
  readonly chat: {
    readonly completions: {
      create(
        request: ChatRequest & {
          readonly stream: true;
        },
        options?: CreateOptions,
      ): Promise<ChatStream>;
      create(
        request: ChatRequest & {
          readonly stream?: false | null;
        },
        options?: CreateOptions,
      ): Promise<ChatCompletion>;
      create(request: ChatRequest, options?: CreateOptions): Promise<ChatCompletion | ChatStream>;
    };
  };
  /** The decision that `create` would make now; nothing runs and nothing leaves. */
  preview(
    request: ChatRequest,
    options?: {
      readonly signal?: AbortSignal;
    },
  ): Promise<Preview>;
  /**
   * What the configured fleet can bring now: every path with its mean figures, dominated ones marked, and the router's own
   * choices along the dial. Over at most 500 requests or, without any, over a fixed mix of ten difficulties. The classifier
   * reads the requests; nothing else runs and nothing leaves. Fails with `request_invalid` as `create` does.
   */
  frontier(
    requests?: readonly ChatRequest[],
    options?: {
      readonly signal?: AbortSignal;
    },
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
      options?: {
        readonly signal?: AbortSignal;
      },
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

/**
 * One endpoint in the page, over this browser's own parts. Nothing is loaded or sent before the first call; the browser is
 * asked what it offers to models. Fails with `options_invalid`. Needs a secure context: https, or localhost.
 */
declare function createRouter(options?: RouterOptions): Router;

export { RouterError, createRouter };
export type {
  CalibrationProgress,
  Candidate,
  ChatCompletion,
  ChatCompletionChunk,
  ChatMessage,
  ChatRequest,
  ChatStream,
  ChatTool,
  ChatUsage,
  CheckVerdict,
  ChoiceReason,
  CloudModelOptions,
  CloudOptions,
  ConsentAnswer,
  ConsentQuestion,
  ContentPart,
  CreateOptions,
  CustomModelOptions,
  Decision,
  Demand,
  DeviceModelState,
  DeviceNotice,
  DeviceOptions,
  DeviceReport,
  DeviceTier,
  Effort,
  EffortLevel,
  EmbeddingRequest,
  EmbeddingResponse,
  EngineName,
  Estimate,
  ExclusionReason,
  Explanation,
  Finding,
  FindingKind,
  FinishReason,
  Frontier,
  FrontierMix,
  FrontierPath,
  GpuAbsence,
  GpuReport,
  HashSource,
  LoadProgress,
  LossReason,
  Measured,
  MeasuredAbility,
  ModelCallOptions,
  ModelCard,
  ModelOffer,
  NearsideControls,
  NearsideReport,
  NearsideStage,
  Pace,
  Path,
  PathFigures,
  Place,
  Preview,
  Price,
  PrivacyMode,
  Readiness,
  RecordTotals,
  RejectionReason,
  RequestRecord,
  ResponseFormat,
  Router,
  RouterErrorCode,
  RouterModels,
  RouterOptions,
  RouterSettings,
  RouterStatus,
  SentBody,
  SkillAnswer,
  SkillName,
  Standing,
  Step,
  StoredState,
  ToolCall,
  WhenUnsure,
  WhyNot,
  WhyNotReason,
};

// element.d.ts
import {
  NearsideReport,
  RouterErrorCode,
  LoadProgress,
  PrivacyMode,
  Router,
  RouterOptions,
  ConsentQuestion,
  ConsentAnswer,
} from "./index.js";

type Theme = "system" | "light" | "dark";

/** What the element's events carry. All bubble and cross shadow roots; none carries a key. */
interface NearsideEventDetails {
  /** A question was asked. */
  "nearside-question": {
    readonly text: string;
  };
  /** An answer has ended with words, whole or not. */
  "nearside-answer": {
    readonly text: string;
    readonly report: NearsideReport | null;
  };
  /** An answer has failed, or the model could not be loaded. */
  "nearside-failure": {
    readonly code: RouterErrorCode | "unknown";
  };
  /** The device model is on its way. */
  "nearside-progress": LoadProgress;
  /** A person changed a setting. `cloud` is never more than an address, a model and a price. */
  "nearside-settings": NearsideSettings;
}
interface NearsideSettings {
  readonly lang: string;
  readonly theme: Theme;
  readonly privacy: PrivacyMode;
  readonly preference: number;
  readonly cloud: PublicCloud | null;
}
/** An endpoint without its key. */
interface PublicCloud {
  readonly baseUrl: string;
  readonly model: string;
  readonly inputUsdPerMillionTokens?: number;
  readonly outputUsdPerMillionTokens?: number;
}

/**
 * A chat that answers in this browser first, and says where every answer came from.
 *
 * Importing this file registers nothing; `define.ts` does. The host page is trusted: a shadow root is no boundary.
 *
 * @fires nearside-question - a question was asked: `{ text }`
 * @fires nearside-answer - an answer has ended with words: `{ text, report }`
 * @fires nearside-failure - an answer or a load has failed: `{ code }`
 * @fires nearside-progress - the device model is on its way, in bytes
 * @fires nearside-settings - a person changed a setting; never carries a key
 * @slot header - instead of the name at the top
 * @slot empty - instead of what a first visit shows
 * @slot footer - under the composer
 * @slot message-actions - more buttons for the newest answer
 * @csspart message - a question or an answer
 * @csspart badge - the line that says where an answer came from
 * @csspart why - the explanation under it
 * @csspart composer - where a question is written
 * @csspart ledger-line - what has left this device
 * @cssprop --nearside-near - colour of what stays here
 * @cssprop --nearside-far - colour of what leaves
 * @cssprop --nearside-surface - background
 * @cssprop --nearside-text - text
 * @cssprop --nearside-radius - corner radius
 * @cssprop --nearside-font - font family; the page's own unless set
 */
declare class NearsideChat extends HTMLElement {
  #private;
  /** "system" unless set. */
  theme: Theme;
  /** "ask" unless set. A change takes effect with the next question. */
  privacy: PrivacyMode;
  /** From 0 (saving) to 1 (quality); 0.5 unless set. */
  preference: number;
  /** Instead of our own words in the empty composer. */
  placeholder: string;
  /** A relay that speaks OpenAI's shape; on the page's own origin it gets the page's cookies. */
  cloudUrl: string;
  /** Ids of the relay's models, separated by commas. */
  cloudModels: string;
  /** Folder that serves the model files. */
  modelsUrl: string;
  /** Folder that serves the router's own classifier. */
  routerUrl: string;
  /** An endpoint without its key, as `nearside-settings` tells it; a key is typed in by the person. */
  cloud: PublicCloud | null;
  /** A router the page made; it is not disposed of here. Without one the element makes its own. */
  router: Router | null;
  /** More options for the router that the element makes; read when it is made. */
  options: RouterOptions | null;
  /** Asked for a short-lived token before each request that leaves. */
  getToken: (() => Promise<string>) | null;
  constructor();
  /** Asks as if a person had typed it. Resolves when the answer has ended, however it ended. */
  ask(question: string): Promise<void>;
  /** Loads the device model now. Never fails: what went wrong is shown. */
  load(): Promise<void>;
  /** Stops the answer that is being made. */
  stop(): void;
  /** Shows the question before something leaves: give it as `onConsent` to a router of your own. */
  readonly askConsent: (question: ConsentQuestion, signal: AbortSignal) => Promise<ConsentAnswer>;
  /** Shows how far a load has come: give it as `onProgress` to a router of your own. */
  readonly showProgress: (progress: LoadProgress) => void;
  /** Makes the router from the attributes. The session calls it when it first needs one. */
  makeRouter(): Router;
  attributeChangedCallback(name: string, old: string | null, value: string | null): void;
  connectedCallback(): void;
  disconnectedCallback(): void;
}
type NearsideEvents = {
  [Name in keyof NearsideEventDetails]: CustomEvent<NearsideEventDetails[Name]>;
};
declare global {
  interface HTMLElementEventMap extends NearsideEvents {}
  interface HTMLElementTagNameMap {
    "nearside-chat": NearsideChat;
  }
}

export { NearsideChat };
export type { NearsideSettings as N, PublicCloud as P };

// define.d.ts
export type { NearsideChat, N as NearsideSettings, P as PublicCloud } from "./element.js";
import "./index.js";
