import { RouterError, type RouterErrorCode } from "../router-error.ts";
import type { ExclusionReason, NoPath } from "../terms/decision.ts";
import type { Journal } from "./journal.ts";

/** The error for a request that no path is left for: the failure that took the last one, or the weightiest reason. */
export function whyNoPath({ candidates }: NoPath, journal: Journal): Error {
  const failure = journal.failures.at(-1);
  if (failure !== undefined) return failure.error;
  const reasons = new Set(
    candidates.flatMap(({ standing }) => (standing.status === "excluded" ? [standing.reason] : [])),
  );
  const told = TOLD.find(([reason]) => reasons.has(reason));
  const [code, sentence] = told?.[1] ?? NOTHING_LEFT;
  const paths = candidates.flatMap(({ path, standing }) =>
    standing.status === "excluded" ? [`${path.id}: ${standing.reason}`] : [],
  );
  return new RouterError(code, paths.length === 0 ? sentence : `${sentence} (${paths.join("; ")})`);
}

const NOTHING_LEFT: readonly [RouterErrorCode, string] = [
  "no_allowed_path",
  "No path is left that could and may answer this.",
];

/** In this order: what a person can change comes before what follows from it. */
const TOLD: readonly (readonly [ExclusionReason, readonly [RouterErrorCode, string]])[] = [
  [
    "consent_required",
    ["consent_required", "Sending this needs consent, and nobody can be asked: pass onConsent."],
  ],
  ["consent_refused", ["consent_refused", "It was kept here, and nothing here can answer it."]],
  [
    "guard_unavailable",
    ["guard_unavailable", "The guard cannot look at this, so it may not leave."],
  ],
  [
    "not_downloaded",
    [
      "model_not_downloaded",
      "The model is not on this device, and a download begins only when a person asks for it.",
    ],
  ],
  ["context_too_small", ["context_overflow", "The text is longer than any model here can read."]],
  ["offline", ["offline_needs_cloud", "There is no network, and nothing here can answer this."]],
  [
    "device_only",
    [
      "cloud_blocked_by_policy",
      "Everything stays on this device, and nothing here can answer this.",
    ],
  ],
];
