import type { Estimate } from "../terms/estimate.ts";
import type { RouterManifest } from "./router-manifest.ts";

/** What the model's graph gives, by name of its output. */
export const ESTIMATE_OUTPUTS = [
  "difficulty",
  "difficulty_sd",
  "discrimination",
  "domain",
  "task",
  "needs_tools",
] as const;

export type EstimateOutputs = Readonly<
  Record<(typeof ESTIMATE_OUTPUTS)[number], ArrayLike<number>>
>;

/**
 * The estimate that the model's outputs mean. P(a model of ability θ answers well) = σ(a (θ − b)) with difficulty b and
 * discrimination a. Null where an output is missing or not finite: such a model is not the one the manifest describes.
 */
export function readEstimate(outputs: EstimateOutputs, manifest: RouterManifest): Estimate | null {
  if (!ESTIMATE_OUTPUTS.every((name) => isFinite(outputs[name]))) return null;
  const sds = Array.from(outputs.difficulty_sd);
  const [needsTools] = Array.from(outputs.needs_tools);
  return {
    version: manifest.version,
    difficulties: Array.from(outputs.difficulty, (mean, at) => ({ mean, sd: sds[at] ?? 0 })),
    discriminations: Array.from(outputs.discrimination),
    domain: byLabel(manifest.domainLabels, outputs.domain),
    task: byLabel(manifest.taskLabels, outputs.task),
    ...(manifest.hasNeedsTools && needsTools !== undefined ? { needsTools } : {}),
  };
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
