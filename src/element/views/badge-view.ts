import { html } from "lit";
import type { TemplateResult } from "lit";
import type { NearsideReport } from "../../index.ts";
import type { Answer } from "../answer.ts";
import type { Chat } from "../chat-state.ts";
import { sayDuration, sayMoney } from "../numbers.ts";
import { sayModel } from "../path-words.ts";
import type { Words } from "../words/words.ts";
import { icon } from "./icons.ts";

/** The one line under an answer: place, model, seconds, cost. Pressing it opens the why. */
export function badgeView(answer: Answer, chat: Chat): TemplateResult {
  const { words } = chat.state;
  const { report } = answer;
  if (report === null) return html``;
  const place = report.place === "device" ? "near" : "far";
  return html`<button
    type="button"
    part="badge"
    class="badge ${place}"
    aria-expanded=${answer.isWhyOpen ? "true" : "false"}
    aria-controls="why-${answer.id}"
    @click=${() => chat.actions.toggleWhy(answer)}
  >
    ${icon(place)}<span class="badge-text">${sayBadge(report, words)}</span
    ><span class="badge-why">${words.why.open}</span>
  </button>`;
}

/** "here · SmolLM2 · 1.2 s · free", or "far · gpt-x, low effort · 2.8 s · $0.0021". */
export function sayBadge(report: NearsideReport, words: Words): string {
  const place = report.place === "device" ? words.places.here : words.places.far;
  const model =
    report.skill === undefined
      ? sayModel(report.modelName, report.effort, words)
      : words.why.calculated;
  const wait = sayDuration(report.timings.totalMs, words);
  return [place, model, wait, sayMoney(report.costUsd, words)].join(" · ");
}
