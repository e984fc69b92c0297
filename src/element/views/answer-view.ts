import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ExclusionReason, FindingKind } from "../../index.ts";
import type { Answer, Turn } from "../answer.ts";
import type { Chat } from "../chat-state.ts";
import { markdown } from "../markdown-directive.ts";
import { sayOdds } from "../numbers.ts";
import { badgeView } from "./badge-view.ts";
import { icon } from "./icons.ts";
import { stepsView } from "./steps-view.ts";
import { whyView } from "./why-view.ts";

const KEEPING: readonly ExclusionReason[] = ["consent_refused", "consent_required", "device_only"];

/** One answer: its steps while it is made, its words, what to know about it, its badge and its buttons. */
export function answerView(answer: Answer, turn: Turn, chat: Chat): TemplateResult {
  const isWorking = answer.phase === "working";
  return html`<article
    part="message"
    class="answer ${placeClass(answer)}"
    aria-busy=${isWorking ? "true" : "false"}
  >
    ${isWorking ? stepsView(answer, chat.state.words) : nothing} ${noticesView(answer, chat)}
    ${answer.reasoning === "" ? nothing : reasoningView(answer, chat)}
    <div class="prose" ${markdown(answer.text, isWorking, chat.state.words.chat.image)}></div>
    ${faultView(answer, chat)} ${isWorking ? nothing : endView(answer, turn, chat)}
  </article>`;
}

/** The colour of an answer while it is made is that of the place it has reached. */
function placeClass({ report, stages }: Answer): "near" | "far" {
  const isFar = report === null ? stages.includes("cloud") : report.place === "cloud";
  return isFar ? "far" : "near";
}

function endView(answer: Answer, turn: Turn, chat: Chat): TemplateResult {
  return html`<div class="answer-end">
      ${badgeView(answer, chat)} ${buttonsView(answer, turn, chat)}
    </div>
    ${answer.report === null ? nothing : whyView(answer, turn, chat)}`;
}

/** What must be known before the words are read: that they are unsure, or why they stayed. */
function noticesView(answer: Answer, { state }: Chat): TemplateResult | typeof nothing {
  const { words } = state;
  const { report } = answer;
  if (report === null) return nothing;
  const kept = keptKinds(answer).map((kind) => words.reasons.finding[kind]);
  const hasFar = state.status.fleet.some((card) => card.place === "cloud");
  const odds = sayOdds(report.expected.quality.mean, words);
  return html`
    ${
      report.isUnsure
        ? html`<p class="notice unsure">${words.chat.unsure(odds, hasFar)}</p>`
        : nothing
    }
    ${
      kept.length === 0
        ? nothing
        : html`<p class="notice">${words.chat.keptHere(kept.join(", "))}</p>`
    }
  `;
}

/** What was found in a question that stayed here since its person, or its mode, would not send it. */
function keptKinds({ report, explanation }: Answer): readonly FindingKind[] {
  if (report?.place !== "device" || explanation === undefined || explanation === null) return [];
  const isKept = explanation.decision.candidates.some(
    ({ standing }) => standing.status === "excluded" && KEEPING.includes(standing.reason),
  );
  return isKept ? explanation.findingKinds : [];
}

function reasoningView(answer: Answer, { state }: Chat): TemplateResult {
  return html`<details class="reasoning">
    <summary>${state.words.chat.thinking}</summary>
    <div class="plain">${answer.reasoning}</div>
  </details>`;
}

/** What went wrong, in words, and what to do. */
function faultView(answer: Answer, { state }: Chat): TemplateResult | typeof nothing {
  const { words } = state;
  const code = answer.errorCode;
  const said =
    code === null ? "" : code === "unknown" ? words.chat.unknownFault : words.errors[code];
  switch (answer.phase) {
    case "working":
      return nothing;
    case "done":
      return answer.text === "" ? html`<p class="notice">${words.chat.noText}</p>` : nothing;
    case "stopped":
      return html`<p class="notice">${words.chat.stopped}</p>`;
    case "incomplete":
      return html`<p class="notice fault">${words.chat.incomplete} ${said}</p>`;
    case "failed":
      return html`<p class="notice fault">${said}</p>`;
  }
}

function buttonsView(answer: Answer, turn: Turn, { state, actions }: Chat): TemplateResult {
  const { words } = state;
  const isCopied = state.copiedId === answer.id;
  const other = answer.report?.place === "cloud" ? "device" : "cloud";
  const otherWords = other === "cloud" ? words.chat.askFar : words.chat.askHere;
  return html`<div class="answer-buttons">
    ${
      answer.text === ""
        ? nothing
        : html`<button
            type="button"
            class="icon-button"
            aria-label=${isCopied ? words.chat.copied : words.chat.copy}
            title=${words.chat.copy}
            @click=${() => actions.copy(answer)}
          >
            ${icon(isCopied ? "done" : "copy")}
          </button>`
    }
    <button
      type="button"
      class="icon-button"
      aria-label=${words.chat.retry}
      title=${words.chat.retry}
      @click=${() => actions.answerAgain(turn, answer.asked)}
    >
      ${icon("retry")}
    </button>
    <button type="button" class="quiet" @click=${() => actions.answerAgain(turn, other)}>
      ${otherWords}
    </button>
    ${isNewest(answer, state.turns) ? html`<slot name="message-actions"></slot>` : nothing}
  </div>`;
}

/** A slot can be filled once, so the host's own buttons go with the newest answer. */
function isNewest(answer: Answer, turns: readonly Turn[]): boolean {
  return turns.at(-1)?.answers.at(-1) === answer;
}
