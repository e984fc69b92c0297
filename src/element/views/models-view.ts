import { html } from "lit";
import type { TemplateResult } from "lit";
import type { DeviceModelState, ModelCard } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { sayMoney, sayNumber } from "../numbers.ts";
import type { Words } from "../words/words.ts";
import { icon } from "./icons.ts";
import { hostOf } from "../host-of.ts";
import { loadView } from "./load-view.ts";

/** Every model that may answer now: where it runs, whether it is ready, what it costs. */
export function modelsPage(chat: Chat): TemplateResult {
  const { words, status } = chat.state;
  if (status.fleet.length === 0) return html`<p>${words.settings.noModels}</p>`;
  return html`<ul class="models">
      ${status.fleet.map((card) =>
        modelItem(
          card,
          status.deviceModels.find(({ model }) => model === card.id),
          chat,
        ),
      )}
    </ul>
    ${loadView(chat)}`;
}

function modelItem(
  card: ModelCard,
  onDevice: DeviceModelState | undefined,
  { state, actions }: Chat,
): TemplateResult {
  const { words } = state;
  const isNear = card.place === "device";
  return html`<li class=${isNear ? "near" : "far"}>
    <h3>${icon(isNear ? "near" : "far")} ${card.name}</h3>
    <p>
      ${isNear ? words.places.here : hostOf(card.destination ?? words.places.far)}
      ${onDevice === undefined ? "" : `· ${words.settings[onDevice.readiness]}`}
    </p>
    <p class="small">
      ${words.settings.context} ${words.settings.tokens(sayNumber(card.contextTokens, words, 0))} ·
      ${sayPrice(card, words)}
    </p>
    <p class="small">${words.settings.ability}: ${card.abilitySource}</p>
    ${
      onDevice?.readiness === "loadable" && state.progress === null
        ? html`<button type="button" class="quiet" @click=${() => actions.load()}>
            ${words.chat.loadNow}
          </button>`
        : html``
    }
  </li>`;
}

function sayPrice({ price }: ModelCard, words: Words): string {
  const { inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output } = price;
  if (input === 0 && output === 0) return words.chat.free;
  return words.settings.perMillion(sayMoney(input, words), sayMoney(output, words));
}
