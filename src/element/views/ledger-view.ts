import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Chat, ChatState } from "../chat-state.ts";
import { hostOf } from "../host-of.ts";
import { sayBytes, sayMoney, sayNumber } from "../numbers.ts";

/** The state of the device in one line: what has left it. Opens the ledger. */
export function ledgerLine({ state, actions }: Chat): TemplateResult {
  const { messages } = state.status.sent;
  return html`<button
    type="button"
    part="ledger-line"
    class="ledger-line ${messages === 0 ? "near" : "far"}"
    @click=${() => actions.openSheet("ledger")}
  >
    <span class="dot" aria-hidden="true"></span>${sayLedger(state)}
  </button>`;
}

function sayLedger({ words, status }: ChatState): string {
  const { messages, destinations, bytes } = status.sent;
  const hosts = [...new Set(destinations.map(hostOf))].join(", ");
  const sent =
    messages === 0
      ? words.chat.nothingLeft
      : words.chat.sent(messages, hosts, sayBytes(bytes, words));
  return status.isOnline ? sent : `${sent} ${words.chat.offline}`;
}

/** Every body that left, newest first. */
export function ledgerPage({ state }: Chat): TemplateResult {
  const { words, records, totals } = state;
  const { settings } = words;
  const bodies = records.flatMap((record) => record.sent).toSorted((a, b) => b.sentAt - a.sentAt);
  const when = new Intl.DateTimeFormat(words.locale, { dateStyle: "short", timeStyle: "short" });
  return html`
    ${
      totals === null
        ? html``
        : html`<p>
            ${settings.totals(
              sayNumber(totals.requests, words, 0),
              sayNumber(totals.answeredOnDevice, words, 0),
              sayNumber(totals.answeredInCloud, words, 0),
              sayMoney(totals.costUsd, words),
            )}
          </p>`
    }
    ${
      bodies.length === 0
        ? html`<p>${words.chat.nothingLeft}</p>`
        : html`<p>${settings.ledgerText}</p>
            <ul class="ledger">
              ${bodies.map(
                (body) =>
                  html`<li>
                    <strong>${hostOf(body.destination)}</strong>
                    <span>${body.model} · ${sayBytes(body.bytes, words)}</span>
                    <time datetime=${new Date(body.sentAt).toISOString()}
                      >${when.format(body.sentAt)}</time
                    >
                  </li>`,
              )}
            </ul>`
    }
  `;
}
