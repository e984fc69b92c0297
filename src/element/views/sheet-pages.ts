import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Chat, SheetPage } from "../chat-state.ts";
import { ModelDesk } from "../model-desk.ts";
import type { ModelDeskOptions } from "../model-desk.ts";
import { ledgerPage } from "./ledger-view.ts";
import { modelsPage } from "./models-view.ts";
import { settingsPage } from "./settings-view.ts";

export { modelNotice } from "./model-notice-view.ts";

/** The desk of the model manager for this router. */
export function openModelDesk(options: ModelDeskOptions): ModelDesk {
  return new ModelDesk(options);
}

/** One page of the side sheet. */
export function sheetPage(page: SheetPage, chat: Chat): TemplateResult {
  switch (page) {
    case "settings":
      return settingsPage(chat);
    case "models":
      return modelsPage(chat);
    case "ledger":
      return ledgerPage(chat);
    case "how":
      return html`<ol class="how">
        ${chat.state.words.settings.how.map((line) => html`<li>${line}</li>`)}
      </ol>`;
  }
}
