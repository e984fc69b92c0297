import * as v from "valibot";
import type { FinishReason } from "../terms/answer-event.ts";
import type { RejectionReason } from "../terms/check-verdict.ts";
import type { ChoiceReason, ExclusionReason, LossReason } from "../terms/decision.ts";
import type { FindingKind } from "../terms/finding.ts";
import type { Effort, Place } from "../terms/place.ts";
import type { RecordStatus } from "../terms/record.ts";
import type { SkillName } from "../terms/skill-answer.ts";

/** A shape that lets exactly `Value` through. */
export type Shape<Value> = v.GenericSchema<unknown, Value>;

/**
 * A closed list as a shape. The record must name every word, so a new word breaks the build here: which words there are is
 * taken from the shape that is asked for alone, never from the record.
 */
function oneOf<Word extends string>(words: Readonly<Record<NoInfer<Word>, true>>): Shape<Word> {
  return v.picklist(Object.keys(words) as Word[]);
}

/** Every `Effort`. */
export const effort: Shape<Effort> = oneOf({ minimal: true, low: true, medium: true, high: true });
/** Every `Place`. */
export const place: Shape<Place> = oneOf({ device: true, cloud: true });
/** Every `SkillName`. */
export const skillName: Shape<SkillName> = oneOf({
  arithmetic: true,
  percentage: true,
  units: true,
  "number-base": true,
  date: true,
  "time-zone": true,
  "text-count": true,
  "text-case": true,
  list: true,
  statistics: true,
});
/** Every `FinishReason`. */
export const finishReason: Shape<FinishReason> = oneOf({
  stop: true,
  length: true,
  tool_calls: true,
  content_filter: true,
});
/** Every `ChoiceReason`. */
export const choiceReason: Shape<ChoiceReason> = oneOf({
  best_value: true,
  only_path: true,
  exact_skill: true,
  forced_place: true,
  forced_model: true,
  failed_here_before: true,
  kept_in_conversation: true,
});
/** Every `ExclusionReason`. */
export const exclusionReason: Shape<ExclusionReason> = oneOf({
  offline: true,
  device_only: true,
  device_unavailable: true,
  not_downloaded: true,
  not_chosen_by_caller: true,
  lacks_tools: true,
  lacks_schema: true,
  lacks_images: true,
  lacks_logprobs: true,
  context_too_small: true,
  over_price_cap: true,
  over_deadline: true,
  over_risk: true,
  retired: true,
  failed_check_before: true,
  consent_refused: true,
  consent_required: true,
  guard_unavailable: true,
  failed: true,
});
/** Every `LossReason`. */
export const lossReason: Shape<LossReason> = oneOf({
  lower_utility: true,
  dominated: true,
  within_band: true,
});
/** Every `RejectionReason`. */
export const rejectionReason: Shape<RejectionReason> = oneOf({
  empty: true,
  repeating: true,
  truncated: true,
  refusal: true,
  low_confidence: true,
});
/** Every `RecordStatus`. */
export const recordStatus: Shape<RecordStatus> = oneOf({
  answered: true,
  incomplete: true,
  aborted: true,
  failed: true,
  withheld: true,
});
/** Every `FindingKind`. */
export const findingKind: Shape<FindingKind> = oneOf({
  EMAIL: true,
  PHONE: true,
  CREDIT_CARD: true,
  IBAN: true,
  NATIONAL_ID: true,
  TAX_ID: true,
  HEALTH_ID: true,
  BANK_ACCOUNT: true,
  CRYPTO_ADDRESS: true,
  IP_ADDRESS: true,
  MAC_ADDRESS: true,
  CREDENTIAL: true,
});
