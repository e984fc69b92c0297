import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ModelOffer } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import type { ModelAction } from "../model-desk.ts";
import { modelWords } from "../words/choose-model-words.ts";
import { sizeOf } from "../words/size-of.ts";

type Button = readonly [string, ModelAction];

/** What can be done with a model while nothing goes on with it. */
export function modelButtons(offer: ModelOffer, chat: Chat): TemplateResult | typeof nothing {
  const buttons = buttonsOf(offer, chat);
  if (buttons.length === 0) return nothing;
  return html`<div class="row">
    ${buttons.map(
      ([label, action]) =>
        html`<button
          type="button"
          class="quiet"
          aria-label=${`${label}: ${offer.name}`}
          @click=${() => chat.actions.act(action)}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

function buttonsOf(offer: ModelOffer, chat: Chat): readonly Button[] {
  return [...useButtons(offer, chat), ...keepButtons(offer, chat)];
}

function useButtons(offer: ModelOffer, { state }: Chat): readonly Button[] {
  const { actions: said } = modelWords(state.words);
  const { id, whyNot, isLoaded, stored, bytes, storedBytes, engine } = offer;
  if (whyNot !== null) return [];
  if (isLoaded)
    return [
      [said.unload, { do: "unload" }],
      [said.measure, { do: "measure", id }],
    ];
  if (stored === "partial") return [[said.resume, { do: "download", id }]];
  if (stored === "absent" && engine !== "prompt-api") {
    const size = sizeOf(bytes - storedBytes, state.words.locale);
    return [[said.download(size), { do: "download", id }]];
  }
  return [[said.load, { do: "load", id }]];
}

function keepButtons({ id, stored, engine }: ModelOffer, { state }: Chat): readonly Button[] {
  const { actions: said } = modelWords(state.words);
  if (stored === "absent" || engine === "prompt-api") return [];
  const isSure = state.desk?.sureToRemove === id;
  const remove: Button = [isSure ? said.removeSure : said.remove, { do: "remove", id }];
  return stored === "partial" ? [remove] : [[said.update, { do: "update", id }], remove];
}
