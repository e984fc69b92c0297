export { createRouter } from "./create-router.ts";
export { RouterError } from "./router-error.ts";
export type { RouterErrorCode } from "./router-error.ts";
export type {
  CalibrationProgress,
  ChatStream,
  CloudModelOptions,
  CloudOptions,
  CreateOptions,
  CustomModelOptions,
  DeviceOptions,
  Explanation,
  ModelCallOptions,
  Preview,
  Router,
  RouterModels,
  RouterOptions,
  RouterSettings,
  RouterStatus,
} from "./router.ts";
export type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatUsage,
  NearsideReport,
  NearsideStage,
} from "./chat/chat-completion.ts";
export type {
  ChatMessage,
  ChatRequest,
  ChatTool,
  ContentPart,
  NearsideControls,
  ResponseFormat,
  ToolCall,
} from "./chat/chat-request.ts";
export type { EmbeddingRequest, EmbeddingResponse } from "./chat/embedding.ts";
export type { LoadProgress } from "./routing/ports.ts";
export type { ConsentAnswer, ConsentQuestion } from "./routing/request-call.ts";
export type { FinishReason } from "./terms/answer-event.ts";
export type { CheckVerdict, RejectionReason } from "./terms/check-verdict.ts";
export type { EngineName } from "./terms/catalogue.ts";
export type { DeviceNotice } from "./terms/device-notice.ts";
export type { DeviceReport, DeviceTier, GpuAbsence, GpuReport } from "./terms/device-report.ts";
export type {
  HashSource,
  MeasuredAbility,
  ModelOffer,
  StoredState,
  WhyNot,
  WhyNotReason,
} from "./terms/model-offer.ts";
export type { SkillAnswer, SkillName } from "./terms/skill-answer.ts";
export type {
  Candidate,
  ChoiceReason,
  Decision,
  ExclusionReason,
  LossReason,
  Standing,
} from "./terms/decision.ts";
export type { Estimate, Measured } from "./terms/estimate.ts";
export type { Finding, FindingKind } from "./terms/finding.ts";
export type { Frontier, FrontierMix, FrontierPath } from "./terms/frontier.ts";
export type { EffortLevel, ModelCard, Pace, Price } from "./terms/model-card.ts";
export type { Path, PathFigures, Step } from "./terms/path.ts";
export type { Effort, Place } from "./terms/place.ts";
export type { WhenUnsure } from "./terms/policy.ts";
export type { PrivacyMode } from "./terms/privacy-mode.ts";
export type { Demand } from "./terms/query.ts";
export type { RecordTotals, RequestRecord, SentBody } from "./terms/record.ts";
export type { DeviceModelState, Readiness } from "./terms/situation.ts";
