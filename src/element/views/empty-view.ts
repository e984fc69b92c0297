import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { hostOf } from "../host-of.ts";
import { icon } from "./icons.ts";

/** What a first visit shows: what runs here, what the cloud would add, and that nothing has left. */
export function emptyView(chat: Chat): TemplateResult {
  const { words } = chat.state;
  return html`<slot name="empty">
    <div class="empty">
      <h2>${words.chat.firstTitle}</h2>
      <p class="first-line">${words.chat.firstLine}</p>
      <div class="places">${hereCard(chat)} ${farCard(chat)}</div>
      <p class="try">${words.chat.tryThese}</p>
      <div class="examples">
        ${words.chat.examples.map(
          (example) =>
            html`<button type="button" class="example" @click=${() => chat.actions.ask(example)}>
              ${example}
            </button>`,
        )}
      </div>
    </div>
  </slot>`;
}

function hereCard({ state, actions }: Chat): TemplateResult {
  const { words, status } = state;
  const card = status.fleet.find((each) => each.place === "device");
  const known = status.deviceModels.find(({ model }) => model === card?.id);
  const readiness = known?.readiness ?? "unavailable";
  return html`<div class="place near">
    <h3>${icon("near")} ${words.chat.hereTitle}</h3>
    <p>${card === undefined ? words.chat.hereNothing : words.chat.hereText(card.name)}</p>
    ${
      (readiness === "loadable" || readiness === "downloadable") && state.progress === null
        ? html`<button type="button" class="quiet" @click=${() => actions.load()}>
            ${words.chat.loadNow}
          </button>`
        : nothing
    }
    ${readiness === "ready" ? html`<p class="ready">${words.chat.modelReady}</p>` : nothing}
  </div>`;
}

function farCard({ state, actions }: Chat): TemplateResult {
  const { words, status } = state;
  const card = status.fleet.find((each) => each.place === "cloud");
  return html`<div class="place far">
    <h3>${icon("far")} ${words.chat.farTitle}</h3>
    <p>
      ${card === undefined ? words.chat.farNone : words.chat.farSet(hostOf(card.destination ?? card.name))}
    </p>
    ${
      card === undefined
        ? html`<button type="button" class="quiet" @click=${() => actions.openSheet("settings")}>
            ${words.chat.addFar}
          </button>`
        : nothing
    }
  </div>`;
}
