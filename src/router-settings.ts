import * as v from "valibot";
import type { ChatRequest, NearsideControls } from "./chat/chat-request.ts";
import { RouterError } from "./router-error.ts";
import type { RouterOptions, RouterSettings } from "./router.ts";
import type { ModelCard } from "./terms/model-card.ts";
import type { ModelChoice, Policy, WhenUnsure } from "./terms/policy.ts";
import type { PrivacyMode } from "./terms/privacy-mode.ts";

/** Below this chance of a good answer the device says that it is unsure: more often wrong than right. */
const UNSURE_BELOW = 0.5;

/** What holds for a request unless it says otherwise. */
export interface RequestDefaults {
  readonly privacy: PrivacyMode;
  readonly preference: number;
  readonly whenUnsure: WhenUnsure;
  readonly maxWrongOnDevice?: number;
  readonly maxPriceUsd?: number;
  readonly deadlineMs?: number;
}

const settings = v.looseObject({
  privacy: v.optional(v.picklist(["device-only", "ask", "allow"])),
  preference: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  whenUnsure: v.optional(v.picklist(["say", "withhold"])),
  maxWrongOnDevice: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  maxPriceUsd: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  deadlineMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1))),
  storage: v.optional(v.picklist(["indexeddb", "memory"])),
  onConsent: v.optional(v.function()),
  onProgress: v.optional(v.function()),
});

/** The defaults that these options set. Fails with `options_invalid`, naming the option. */
export function requestDefaults(options: RouterOptions | RouterSettings): RequestDefaults {
  const result = v.safeParse(settings, options, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const name = v.getDotPath(issue) ?? "options";
    throw new RouterError("options_invalid", `The option "${name}" is wrong: ${issue.message}.`);
  }
  return {
    privacy: options.privacy ?? "ask",
    preference: options.preference ?? 0.5,
    whenUnsure: options.whenUnsure ?? "say",
    ...boundsOf(options),
  };
}

/** What the caller prefers for one request: its own controls over the defaults, and who shall answer. */
export function policyOf(
  request: ChatRequest,
  defaults: RequestDefaults,
  fleet: readonly ModelCard[],
): Policy {
  const controls: NearsideControls = request.nearside ?? {};
  return {
    choice: choiceOf(request.model, fleet),
    preference: controls.preference ?? defaults.preference,
    unsureBelow: UNSURE_BELOW,
    whenUnsure: controls.whenUnsure ?? defaults.whenUnsure,
    ...boundsOf(defaults),
    ...boundsOf(controls),
  };
}

/** The tighter of two modes: a request may raise the router's level, never lower it below `device-only`. */
export function modeOf(request: ChatRequest, defaults: RequestDefaults): PrivacyMode {
  const asked = request.nearside?.privacy;
  return asked === undefined || defaults.privacy === "device-only" ? defaults.privacy : asked;
}

function boundsOf({
  maxWrongOnDevice,
  maxPriceUsd,
  deadlineMs,
}: Pick<RouterSettings, "maxWrongOnDevice" | "maxPriceUsd" | "deadlineMs">) {
  return {
    ...(maxWrongOnDevice === undefined ? {} : { maxWrongOnDevice }),
    ...(maxPriceUsd === undefined ? {} : { maxPriceUsd }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}

function choiceOf(model: string, fleet: readonly ModelCard[]): ModelChoice {
  if (model === "auto") return { kind: "auto" };
  if (model === "device" || model === "cloud") return placeChoice(model, fleet);
  if (fleet.some((card) => card.id === model)) return { kind: "model", model };
  const ids = ["auto", "device", "cloud", ...fleet.map((card) => card.id)].join(", ");
  throw new RouterError("model_unknown", `There is no model "${model}". There are: ${ids}.`);
}

function placeChoice(place: "device" | "cloud", fleet: readonly ModelCard[]): ModelChoice {
  if (fleet.some((card) => card.place === place)) return { kind: "place", place };
  const sentence =
    place === "cloud" ? "No cloud endpoint is set up." : "No model runs in this browser.";
  throw new RouterError("no_allowed_path", sentence);
}
