import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ModelOffer } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { sayNumber } from "../numbers.ts";
import { modelWords } from "../words/choose-model-words.ts";
import type { ModelWords } from "../words/model-words.ts";
import { sizeOf } from "../words/size-of.ts";
import type { Words } from "../words/words.ts";
import { icon } from "./icons.ts";
import { modelButtons } from "./model-buttons.ts";
import { modelWorkView } from "./model-work-view.ts";

/** One model as this device sees it: what it is, how far it is here, what was measured, and what can be done. */
export function modelOfferView(offer: ModelOffer, chat: Chat): TemplateResult {
  const { words, desk } = chat.state;
  const said = modelWords(words);
  const work = desk?.works.get(offer.id);
  const fault = desk?.faults.get(offer.id);
  return html`<li class="near" data-model=${offer.id}>
    <h3>${icon("near")} ${offer.name} ${mark(offer, said)}</h3>
    <p>${said.engines[offer.engine]} · ${sizeLine(offer, said, words)}</p>
    <p class="small">
      ${said.languages}: ${languageNames(offer.languages, words)} · ${said.licence}:
      ${offer.licence}
    </p>
    ${offer.whyNot === null ? figures(offer, said, words) : html`<p>${said.whyNot(offer.whyNot)}</p>`}
    ${
      offer.hashSource === undefined
        ? nothing
        : html`<p class="small">${said.hashes[offer.hashSource]}</p>`
    }
    ${fault === undefined ? nothing : html`<p class="notice fault">${words.errors[fault]}</p>`}
    ${work === undefined ? modelButtons(offer, chat) : modelWorkView(offer, work, chat)}
  </li>`;
}

function mark({ isLoaded, isRecommended, isStarter }: ModelOffer, said: ModelWords) {
  const word = isLoaded
    ? said.isLoaded
    : isRecommended
      ? said.isRecommended
      : isStarter
        ? said.isStarter
        : null;
  return word === null ? nothing : html`<span class="mark">${word}</span>`;
}

function sizeLine({ bytes, storedBytes, stored }: ModelOffer, said: ModelWords, words: Words) {
  if (bytes === 0) return said.stored[stored];
  const size = sizeOf(bytes, words.locale);
  if (stored !== "partial") return `${size} · ${said.stored[stored]}`;
  return `${size} · ${said.stored[stored]} (${sizeOf(storedBytes, words.locale)})`;
}

function figures(offer: ModelOffer, said: ModelWords, words: Words): TemplateResult {
  const { tokensPerSecond, measured } = offer;
  const number = (value: number) => sayNumber(value, words, value < 9.95 ? 1 : 0);
  return html`<p class="small">
    ${tokensPerSecond === undefined ? said.speedUnknown : said.speed(number(tokensPerSecond))}.
    ${
      measured === undefined
        ? said.abilityUnknown
        : said.measured(
            number(measured.rightAnswers),
            number(measured.questions),
            new Intl.DateTimeFormat(words.locale, { dateStyle: "medium" }).format(
              measured.measuredAt,
            ),
          )
    }.
  </p>`;
}

function languageNames(languages: readonly string[], words: Words): string {
  const names = new Intl.DisplayNames(words.locale, { type: "language" });
  return languages.map((code) => names.of(code) ?? code).join(", ");
}
