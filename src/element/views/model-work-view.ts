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

function shownOf(work: ModelWork, words: Words): Shown {
  return work.kind === "measure" ? measuring(work, words) : bringing(work, words);
}

function measuring({ calibration }: ModelWork, words: Words): Shown {
  const said = modelWords(words);
  if (calibration === null) return { label: said.isMeasuring, figure: "", value: 0, most: 1 };
  const { asked, most, waitsFor } = calibration;
  const figure = said.asked(sayNumber(asked, words, 0), sayNumber(most, words, 0));
  const label = waitsFor === null ? said.isMeasuring : said.waits[waitsFor];
  return { label, figure, value: asked, most };
}

function bringing({ progress }: ModelWork, words: Words): Shown {
  if (progress === null)
    return { label: words.reasons.loading.verifying, figure: "", value: 0, most: 1 };
  const { stage, loadedBytes, totalBytes } = progress;
  const label = words.reasons.loading[stage];
  if (totalBytes === 0) return { label, figure: "", value: 0, most: 1 };
  const [loaded, total] = [loadedBytes, totalBytes].map((bytes) => sizeOf(bytes, words.locale));
  const figure = words.chat.progress(loaded ?? "", total ?? "");
  return { label, figure, value: loadedBytes, most: totalBytes };
}
