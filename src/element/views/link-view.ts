import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";

/** Asks before a link in an answer opens, and shows where it goes. */
export function linkView({ state, actions }: Chat): TemplateResult {
  const { leaving, words } = state;
  return html`<dialog
    id="leave"
    class="question-box"
    aria-labelledby="leave-title"
    @close=${() => actions.stayHere()}
  >
    ${
      leaving === null
        ? nothing
        : html`
            <h2 id="leave-title">${words.chat.leaveTitle}</h2>
            <p>${words.chat.leaveText(leaving.host || leaving.href)}</p>
            <p class="address">${leaving.href}</p>
            <div class="row">
              <button type="button" class="primary" autofocus @click=${() => actions.stayHere()}>
                ${words.chat.leaveStay}
              </button>
              <button type="button" class="quiet" @click=${() => actions.openLink()}>
                ${words.chat.leaveOpen}
              </button>
            </div>
          `
    }
  </dialog>`;
}
