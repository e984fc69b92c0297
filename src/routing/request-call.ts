import type { ChatRequest } from "../chat/chat-request.ts";
import type { ConsentLedger } from "../privacy/consent-ledger.ts";
import type { Finding } from "../terms/finding.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Policy } from "../terms/policy.ts";
import type { PrivacyMode } from "../terms/privacy-mode.ts";
import type { Query } from "../terms/query.ts";
import type { SkillWord } from "../terms/skill-answer.ts";
import type {
  Classifier,
  CloudModels,
  DeviceModels,
  Guard,
  RouterMemory,
  Skills,
  Surroundings,
} from "./ports.ts";
import type { DecidedPath } from "./routed-event.ts";

/** One request with all that its caller set for it. */
export interface RequestCall {
  readonly id: string;
  readonly request: ChatRequest;
  readonly query: Query;
  readonly fleet: readonly ModelCard[];
  /** Names the state of all cards: the start of a digest over them. */
  readonly fleetVersion: string;
  readonly policy: Policy;
  readonly mode: PrivacyMode;
  /** The mode as it is now: it may have been tightened while the request runs. */
  modeNow(): PrivacyMode;
  readonly conversation: string;
  readonly cachesAnswers: boolean;
  /** What the skills say of the request, asked once: a question about the time has one answer. */
  readonly skillWord: SkillWord;
  /** A person had just acted on the page when the request was made, so that a model may be downloaded for it. */
  readonly mayDownload: boolean;
  /** The path that this conversation is on; absent where it does not bind. */
  readonly previousPathId?: string;
  /** A path decided before, by `preview`, that shall be taken. */
  readonly decided: DecidedPath | null;
}

/** What a person is asked before something leaves. */
export interface ConsentQuestion {
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
export type ConsentAnswer = "send" | "keep";

/** The parts that answer requests, made once per router. */
export interface RoutingParts {
  readonly classifier: Classifier;
  readonly guard: Guard;
  readonly skills: Skills;
  readonly device: DeviceModels;
  readonly cloud: CloudModels;
  readonly memory: RouterMemory;
  readonly surroundings: Surroundings;
  /** Null: nobody can be asked. */
  readonly askConsent:
    ((question: ConsentQuestion, signal: AbortSignal) => Promise<ConsentAnswer>) | null;
  /** The consents given so far; the one thing here that changes. */
  readonly consents: { ledger: ConsentLedger };
}
