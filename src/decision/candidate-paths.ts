import type { EffortLevel, ModelCard } from "../terms/model-card.ts";
import type { Path, Step } from "../terms/path.ts";
import type { ModelChoice } from "../terms/policy.ts";
import type { Effort } from "../terms/place.ts";
import type { Query } from "../terms/query.ts";
import type { SkillName } from "../terms/skill-answer.ts";
import { effortLevels } from "./effort-levels.ts";

/** A path with the cards its steps name, so that nothing has to be looked up again. */
export interface ComposedPath {
  readonly path: Path;
  /** The card of the device step, if there is one. */
  readonly device: ModelCard | null;
  readonly isChecked: boolean;
  /** The skill that answers by itself, if it is that path (R23). */
  readonly skill: SkillName | null;
  /** The card and effort of the cloud step, if there is one. */
  readonly cloud: { readonly card: ModelCard; readonly level: EffortLevel | null } | null;
}

/** The models of a path. */
interface Route {
  readonly device: ModelCard | null;
  readonly cloud: ModelCard | null;
}

/**
 * The most paths of a decision; later ones of a very large fleet are not composed. Levels that only stand by in case a cap
 * forbids the one that the depth chose do not count: one of them remains.
 */
const MAX_PATHS = 64;

/**
 * Composes every path that this fleet offers (R1): each device model; each cloud model; each device model, a check, then
 * each cloud model. A cloud model comes at the efforts that `effortLevels` gives it for the caller's wish and the query's
 * `depth`, highest first where a depth is given.
 */
export function candidatePaths(
  query: Query,
  fleet: readonly ModelCard[],
  choice: ModelChoice,
  depth?: Effort,
): readonly ComposedPath[] {
  const devices = fleet.filter((card) => card.place === "device");
  const clouds = fleet.filter((card) => card.place === "cloud");
  const routes: readonly Route[] = [
    ...devices.map((device) => ({ device, cloud: null })),
    ...clouds.map((cloud) => ({ device: null, cloud })),
    ...devices.flatMap((device) => clouds.map((cloud) => ({ device, cloud }))),
  ];
  const paths = routes
    .toSorted((one, other) => Number(isNamed(other, choice)) - Number(isNamed(one, choice)))
    .slice(0, MAX_PATHS)
    .flatMap(({ device, cloud: card }) => {
      if (card === null) return compose(device, null);
      const levels = effortLevels(card.efforts, query.wishes.effort, depth);
      return levels.map((level) => compose(device, { card, level }));
    });
  return depth === undefined ? paths.slice(0, MAX_PATHS) : paths;
}

/** A model that the caller names is never cut off. */
function isNamed({ device, cloud }: Route, choice: ModelChoice): boolean {
  if (choice.kind !== "model") return false;
  return [device, cloud].every((card) => card === null || card.id === choice.model);
}

function compose(device: ModelCard | null, cloud: ComposedPath["cloud"]): ComposedPath {
  const isChecked = device !== null && cloud !== null;
  const steps: Step[] = [];
  if (device !== null) steps.push({ kind: "device", model: device.id });
  if (isChecked) steps.push({ kind: "check" });
  if (cloud !== null) steps.push(cloudStep(cloud));
  const path = { id: steps.map(stepId).join(">"), steps };
  return { path, device, isChecked, skill: null, cloud };
}

/** R23: the path of a skill that has recognised the whole request. */
export function skillPath(skill: SkillName): ComposedPath {
  const step: Step = { kind: "skill", skill };
  const path = { id: stepId(step), steps: [step] };
  return { path, device: null, isChecked: false, skill, cloud: null };
}

function cloudStep({ card, level }: NonNullable<ComposedPath["cloud"]>): Step {
  return level === null
    ? { kind: "cloud", model: card.id }
    : { kind: "cloud", model: card.id, effort: level.effort };
}

function stepId(step: Step): string {
  switch (step.kind) {
    case "skill":
      return `skill:${step.skill}`;
    case "device":
      return `device:${step.model}`;
    case "check":
      return "check";
    case "cloud":
      return `cloud:${step.model}${step.effort === undefined ? "" : `@${step.effort}`}`;
  }
}
