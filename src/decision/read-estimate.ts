import type { Estimate } from "../terms/estimate.ts";
import type { Query } from "../terms/query.ts";
import { overallDifficulty } from "./overall-difficulty.ts";
import { reasoningDepthOf } from "./reasoning-depth.ts";
import type { RouterManifest } from "./router-manifest.ts";

/** What every graph gives, by name of its output. */
const REQUIRED_OUTPUTS = [
  "difficulty",
  "difficulty_sd",
  "discrimination",
  "domain",
  "task",
  "needs_tools",
] as const;
/** What newer graphs give as well. */
const OPTIONAL_OUTPUTS = ["needs_fresh"] as const;

/** The outputs that are read, by name. */
export const ESTIMATE_OUTPUTS = [...REQUIRED_OUTPUTS, ...OPTIONAL_OUTPUTS] as const;

export type EstimateOutputs = Readonly<
  Record<(typeof REQUIRED_OUTPUTS)[number], ArrayLike<number>> &
    Partial<Record<(typeof OPTIONAL_OUTPUTS)[number], ArrayLike<number>>>
>;

/**
 * The estimate that the model's outputs for this query mean. P(a model of abilities θ answers well) = σ(Σ a (θ − b)) with
 * difficulties b and discriminations a. Null where the dimensions do not agree or an output is not finite: such a model is not
 * the one the manifest describes. An optional output that is missing or empty leaves its field out, as does a head that the
 * manifest does not name; the reasoning depth follows from the task, so it needs that head.
 */
export function readEstimate(
  outputs: EstimateOutputs,
  manifest: RouterManifest,
  query: Pick<Query, "text" | "language">,
): Estimate | null {
  const isWhole = ESTIMATE_OUTPUTS.every((name) => isFinite(outputs[name] ?? []));
  if (!isWhole || !hasDimensions(outputs)) return null;
  const sds = Array.from(outputs.difficulty_sd);
  const [needsTools] = Array.from(outputs.needs_tools);
  const [needsFresh] = Array.from(outputs.needs_fresh ?? []);
  const read: Estimate = {
    version: manifest.version,
    difficulties: Array.from(outputs.difficulty, (mean, at) => ({ mean, sd: sds[at] ?? 0 })),
    discriminations: Array.from(outputs.discrimination),
    domain: byLabel(manifest.domainLabels, outputs.domain),
    task: byLabel(manifest.taskLabels, outputs.task),
    ...(manifest.hasNeedsTools && needsTools !== undefined ? { needsTools } : {}),
    ...(needsFresh === undefined ? {} : { needsFresh }),
    language: query.language,
  };
  return manifest.taskLabels.length === 0 ? read : withDepth(read, query.text);
}

function withDepth(read: Estimate, text: string): Estimate {
  const { task, domain } = read;
  const difficulty = overallDifficulty(read).mean;
  return { ...read, reasoningDepth: reasoningDepthOf({ task, domain, difficulty, text }) };
}

function hasDimensions({ difficulty, difficulty_sd, discrimination }: EstimateOutputs): boolean {
  const { length } = difficulty;
  return length > 0 && difficulty_sd.length === length && discrimination.length === length;
}

function isFinite(values: ArrayLike<number>): boolean {
  return Array.from(values).every((value) => Number.isFinite(value));
}

function byLabel(
  labels: readonly string[],
  probabilities: ArrayLike<number>,
): Record<string, number> {
  return Object.fromEntries(labels.map((label, at) => [label, probabilities[at] ?? 0]));
}
