import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { sayBytes } from "../numbers.ts";

/** The model on its way, in bytes, with a way to stop it. Nothing where none is on its way. */
export function loadView({ state, actions }: Chat): TemplateResult | typeof nothing {
  const { progress, words } = state;
  if (progress === null) {
    return state.faultText === null
      ? nothing
      : html`<p class="notice fault">${state.faultText}</p>`;
  }
  const isCounting = progress.stage !== "starting" && progress.totalBytes > 0;
  const said = words.chat.progress(
    sayBytes(progress.loadedBytes, words),
    sayBytes(progress.totalBytes, words),
  );
  return html`<div class="load">
    <div class="load-words">
      <span>${words.reasons.loading[progress.stage]}</span>
      ${isCounting ? html`<span class="figure">${said}</span>` : nothing}
    </div>
    <progress
      aria-label=${words.reasons.loading[progress.stage]}
      max=${Math.max(progress.totalBytes, 1)}
      .value=${progress.loadedBytes}
    ></progress>
    <button type="button" class="quiet" @click=${() => actions.cancelLoad()}>
      ${words.chat.cancel}
    </button>
  </div>`;
}
