import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ModelCard, ModelOffer } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { hostOf } from "../host-of.ts";
import { sayMoney, sayNumber } from "../numbers.ts";
import { modelWords } from "../words/choose-model-words.ts";
import type { Words } from "../words/words.ts";
import { deviceView } from "./device-view.ts";
import { icon } from "./icons.ts";
import { modelOfferView } from "./model-offer-view.ts";
import { ownModelView } from "./own-model-view.ts";

/** Every model that may answer: what this device can run and holds, what it cannot, and the cloud's. */
export function modelsPage(chat: Chat): TemplateResult {
  const { words, status, desk } = chat.state;
  const said = modelWords(words);
  const fault = desk?.faults.get("");
  return html`
    ${deviceView(chat)}
    ${fault === undefined ? nothing : html`<p class="notice fault">${words.errors[fault]}</p>`}
    ${desk === null || desk.offers === null ? html`<p>${said.looking}</p>` : offers(desk.offers, chat)}
    <ul class="models">
      ${status.fleet.filter(({ place }) => place === "cloud").map((card) => cloudItem(card, words))}
    </ul>
    ${ownModelView(chat)}
  `;
}

function offers(all: readonly ModelOffer[], chat: Chat): TemplateResult {
  const said = modelWords(chat.state.words);
  const able = all.filter(({ whyNot }) => whyNot === null).toSorted(byUse);
  const unable = all.filter(({ whyNot }) => whyNot !== null);
  return html`<ul class="models">
      ${able.map((offer) => modelOfferView(offer, chat))}
    </ul>
    ${
      unable.length === 0
        ? nothing
        : html`<details class="not-here">
            <summary>
              ${said.notForThisDevice(sayNumber(unable.length, chat.state.words, 0))}
            </summary>
            <ul class="models">
              ${unable.map((offer) => modelOfferView(offer, chat))}
            </ul>
          </details>`
    }`;
}

/** What is loaded, then what is here, then what is best; a smaller download before a larger one. */
function byUse(one: ModelOffer, other: ModelOffer): number {
  return rankOf(one) - rankOf(other) || one.bytes - other.bytes;
}

function rankOf({ isLoaded, stored, isRecommended, isStarter }: ModelOffer): number {
  if (isLoaded) return 0;
  if (isRecommended) return 1;
  if (stored !== "absent") return 2;
  return isStarter ? 3 : 4;
}

function cloudItem(card: ModelCard, words: Words): TemplateResult {
  return html`<li class="far">
    <h3>${icon("far")} ${card.name}</h3>
    <p>${hostOf(card.destination ?? words.places.far)}</p>
    <p class="small">
      ${words.settings.context} ${words.settings.tokens(sayNumber(card.contextTokens, words, 0))} ·
      ${sayPrice(card, words)}
    </p>
    <p class="small">${words.settings.ability}: ${card.abilitySource}</p>
  </li>`;
}

function sayPrice({ price }: ModelCard, words: Words): string {
  const { inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output } = price;
  if (input === 0 && output === 0) return words.chat.free;
  return words.settings.perMillion(sayMoney(input, words), sayMoney(output, words));
}
