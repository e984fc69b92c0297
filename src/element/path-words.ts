import type { Candidate, Decision, Estimate, ModelCard, Path, Standing, Step } from "../index.ts";
import { sayOddsRange } from "./numbers.ts";
import type { Words } from "./words/words.ts";

/** A path in words: "here, check, then far (gpt-x, low effort)". */
export function sayPath(path: Path, fleet: readonly ModelCard[], words: Words): string {
  const steps = path.steps.map((step) => sayStep(step, fleet, words));
  return steps.length < 3
    ? steps.join(", ")
    : `${steps.slice(0, -1).join(", ")}, ${words.why.then} ${steps.at(-1)}`;
}

function sayStep(step: Step, fleet: readonly ModelCard[], words: Words): string {
  switch (step.kind) {
    case "skill":
      return `${words.places.here} (${words.why.calculated})`;
    case "device":
      return `${words.places.here} (${nameOf(step.model, fleet)})`;
    case "check":
      return words.why.checked;
    case "cloud":
      return `${words.places.far} (${sayModel(nameOf(step.model, fleet), step.effort, words)})`;
  }
}

/** A model with its effort, where one was named. */
export function sayModel(
  name: string,
  effort: (Step & { kind: "cloud" })["effort"],
  words: Words,
): string {
  return effort === undefined ? name : words.why.withEffort(name, words.reasons.effort[effort]);
}

/** The short name of a model, or its id where its card is gone. */
export function nameOf(model: string, fleet: readonly ModelCard[]): string {
  return fleet.find((card) => card.id === model)?.name ?? model;
}

/** Why a path was not taken; "chosen" for the one that was. */
export function sayStanding(standing: Standing, words: Words): string {
  switch (standing.status) {
    case "chosen":
      return words.why.chosen;
    case "lost":
      return words.reasons.lost[standing.reason];
    case "excluded":
      return words.reasons.exclusion[standing.reason];
  }
}

/** The one sentence above the table: where it went, and the figure or the reason that settled it. */
export function sayDecision(decision: Decision, rejection: string | null, words: Words): string {
  const isFar = decision.path.steps.some((step) => step.kind === "cloud");
  const isHereFirst = decision.path.steps[0]?.kind === "device";
  const because = sayBecause(decision, words);
  if (isFar && isHereFirst) {
    return rejection === null ? words.why.stayedHere(because) : words.why.handedOn(rejection);
  }
  return isFar ? words.why.wentFar(because) : words.why.stayedHere(because);
}

/** A free choice is explained by what this device could do; any other by its reason. */
function sayBecause(decision: Decision, words: Words): string {
  const onDevice = decision.candidates.find(isDeviceAlone);
  if (decision.reason !== "best_value" || onDevice === undefined) {
    return words.reasons.choice[decision.reason];
  }
  return words.why.hereOdds(sayOddsRange(onDevice.figures.quality, words));
}

/**
 * How long the question wants to be thought about, and the effort, if that is what followed from it; null if it is not
 * known. `rejection` as for `sayDecision`: where a check let the device's answer pass, no cloud model was asked.
 */
export function sayDepth(
  { path }: Decision,
  { reasoningDepth }: Estimate,
  rejection: string | null,
  words: Words,
): string | null {
  if (reasoningDepth === undefined) return null;
  const need = words.reasons.depth[reasoningDepth];
  const isAsked = path.steps[0]?.kind === "cloud" || rejection !== null;
  // A wish of the caller, a cap or a card without that level make it another one.
  const isItsEffort = path.steps.some(
    (step) => step.kind === "cloud" && step.effort === reasoningDepth,
  );
  return isAsked && isItsEffort
    ? words.why.depthEffort(need, words.reasons.effort[reasoningDepth])
    : words.why.depth(need);
}

function isDeviceAlone(candidate: Candidate): boolean {
  return (
    candidate.standing.status !== "excluded" &&
    candidate.path.steps.every((step) => step.kind !== "cloud")
  );
}
