import type { LoadProgress, NearsideReport, PrivacyMode, RouterErrorCode } from "../index.ts";
import type { Theme } from "./chat-state.ts";

/** What the element's events carry. All bubble and cross shadow roots; none carries a key. */
export interface NearsideEventDetails {
  /** A question was asked. */
  "nearside-question": { readonly text: string };
  /** An answer has ended with words, whole or not. */
  "nearside-answer": { readonly text: string; readonly report: NearsideReport | null };
  /** An answer has failed, or the model could not be loaded. */
  "nearside-failure": { readonly code: RouterErrorCode | "unknown" };
  /** The device model is on its way. */
  "nearside-progress": LoadProgress;
  /** A person changed a setting. `cloud` is never more than an address, a model and a price. */
  "nearside-settings": NearsideSettings;
}

export interface NearsideSettings {
  readonly lang: string;
  readonly theme: Theme;
  readonly privacy: PrivacyMode;
  readonly preference: number;
  readonly cloud: PublicCloud | null;
}

/** An endpoint without its key. */
export interface PublicCloud {
  readonly baseUrl: string;
  readonly model: string;
  readonly inputUsdPerMillionTokens?: number;
  readonly outputUsdPerMillionTokens?: number;
}

/** Tells the page what happened. */
export function announceEvent<Name extends keyof NearsideEventDetails>(
  target: EventTarget,
  name: Name,
  detail: NearsideEventDetails[Name],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
