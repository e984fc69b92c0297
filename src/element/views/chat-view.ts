import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { composerView } from "./composer-view.ts";
import { consentView } from "./consent-view.ts";
import { emptyView } from "./empty-view.ts";
import { icon } from "./icons.ts";
import { linkView } from "./link-view.ts";
import { loadView } from "./load-view.ts";
import { messagesView } from "./messages-view.ts";
import { sheetView } from "./sheet-view.ts";

/** The whole of the element. */
export function chatView(chat: Chat): TemplateResult {
  const { state } = chat;
  return html`<div class="chat" lang=${state.words.locale}>
    <header class="head">
      <slot name="header"><h1 class="brand">${icon("near")} ${state.words.chat.title}</h1></slot>
      ${headButtons(chat)}
    </header>
    <div class="scroll" id="scroll">
      <div class="column">
        ${state.turns.length === 0 ? emptyView(chat) : nothing} ${messagesView(chat)}
      </div>
    </div>
    <div class="foot">
      <div class="column">
        ${state.pages?.modelNotice(chat) ?? nothing} ${loadView(chat)}
        ${
          state.status.memoryNote === null
            ? nothing
            : html`<p class="notice">${state.status.memoryNote}</p>`
        }
        ${composerView(chat)}
        <slot name="footer"></slot>
      </div>
    </div>
    <div class="unseen" role="status">${state.announcement}</div>
    ${sheetView(chat)} ${consentView(chat)} ${linkView(chat)}
  </div>`;
}

function headButtons({ state, actions }: Chat): TemplateResult {
  const { words } = state;
  return html`<div class="head-buttons">
    <button
      type="button"
      class="icon-button"
      aria-label=${words.chat.newChat}
      title=${words.chat.newChat}
      @click=${() => actions.newChat()}
    >
      ${icon("add")}
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label=${words.chat.openSettings}
      title=${words.chat.openSettings}
      @click=${() => actions.openSheet("settings")}
    >
      ${icon("settings")}
    </button>
  </div>`;
}
