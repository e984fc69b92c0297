import { html } from "lit";
import type { TemplateResult } from "lit";
import type { ModelOffer } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import type { ModelWork } from "../model-desk.ts";
import { sayNumber } from "../numbers.ts";
import { modelWords } from "../words/choose-model-words.ts";
import { sizeOf } from "../words/size-of.ts";
import type { Words } from "../words/words.ts";

interface Shown {
  readonly label: string;
  readonly figure: string;
  readonly value: number;
  readonly most: number;
}

/** How far something with a model has come, and the button that pauses it. */
export function modelWorkView(offer: ModelOffer, work: ModelWork, chat: Chat): TemplateResult {
  const { words } = chat.state;
  const { label, figure, value, most } = shownOf(work, words);
  const pause = modelWords(words).actions.pause;
  return html`<div class="load">
    <div class="load-words"><span>${label}</span> <span class="figure">${figure}</span></div>
    <progress aria-label=${`${label}: ${offer.name}`} max=${most} .value=${value}></progress>
    <button
      type="button"
      class="quiet"
      aria-label=${`${pause}: ${offer.name}`}
      @click=${() => chat.actions.act({ do: "pause", id: offer.id })}
    >
      ${pause}
    </button>
  </div>`;
}

function shownOf({ kind, progress, calibration }: ModelWork, words: Words): Shown {
  const said = modelWords(words);
  if (kind === "measure") {
    const { asked = 0, most = 1 } = calibration ?? {};
    const number = (value: number) => sayNumber(value, words, 0);
    const figure = calibration === null ? "" : said.asked(number(asked), number(most));
    return { label: said.isMeasuring, figure, value: asked, most };
  }
  const { stage = "downloading", loadedBytes = 0, totalBytes = 0 } = progress ?? {};
  const figure =
    totalBytes === 0
      ? ""
      : words.chat.progress(sizeOf(loadedBytes, words.locale), sizeOf(totalBytes, words.locale));
  return {
    label: words.reasons.loading[stage],
    figure,
    value: loadedBytes,
    most: Math.max(1, totalBytes),
  };
}
