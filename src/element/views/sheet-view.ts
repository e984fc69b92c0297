import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat, SheetPage } from "../chat-state.ts";
import { icon } from "./icons.ts";

const PAGES: readonly SheetPage[] = ["settings", "models", "ledger", "how"];

/** The side sheet: settings, models, what left, how it decides. */
export function sheetView(chat: Chat): TemplateResult {
  const { words, sheet } = chat.state;
  return html`<dialog
    id="sheet"
    class="sheet"
    aria-label=${words.settings.title}
    @close=${() => chat.actions.closeSheet()}
  >
    ${
      sheet === null
        ? nothing
        : html`<div class="sheet-head">
              <nav class="tabs" aria-label=${words.settings.title}>
                ${PAGES.map((page) => tab(page, chat))}
              </nav>
              <button
                type="button"
                class="icon-button"
                aria-label=${words.chat.close}
                @click=${() => chat.actions.closeSheet()}
              >
                ${icon("close")}
              </button>
            </div>
            <div class="sheet-body">
              <h2>${words.settings.tabs[sheet]}</h2>
              ${chat.state.pages?.sheetPage(sheet, chat) ?? nothing}
            </div>`
    }
  </dialog>`;
}

function tab(page: SheetPage, { state, actions }: Chat): TemplateResult {
  return html`<button
    type="button"
    aria-current=${state.sheet === page ? "page" : "false"}
    @click=${() => actions.openSheet(page)}
  >
    ${state.words.settings.tabs[page]}
  </button>`;
}
