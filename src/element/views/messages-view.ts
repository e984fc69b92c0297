import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { answerView } from "./answer-view.ts";

/** Every turn, oldest first. Read out when an answer is complete, not token by token. */
export function messagesView(chat: Chat): TemplateResult {
  const { words, turns, isWorking } = chat.state;
  return html`<div
    class="log"
    role="log"
    aria-live="polite"
    aria-busy=${isWorking ? "true" : "false"}
    aria-label=${words.chat.conversation}
  >
    ${repeat(
      turns,
      (turn) => turn.id,
      (turn) =>
        html`<section class="turn">
          <div part="message" class="question">
            <span class="unseen">${words.chat.you}: </span>
            <span class="question-text">${turn.question}</span>
          </div>
          ${repeat(
            turn.answers,
            (answer) => answer.id,
            (answer) => answerView(answer, turn, chat),
          )}
        </section>`,
    )}
  </div>`;
}
