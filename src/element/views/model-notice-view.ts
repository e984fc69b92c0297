import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { DeviceReport } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { modelWords } from "../words/choose-model-words.ts";
import { sizeOf } from "../words/size-of.ts";

/** One quiet line about the models: what happened by itself, or what this machine could run. */
export function modelNotice(chat: Chat): TemplateResult | typeof nothing {
  return happened(chat) ?? offered(chat) ?? nothing;
}

function happened({ state, actions }: Chat): TemplateResult | null {
  const notice = state.desk?.notice ?? null;
  if (notice === null) return null;
  const nameOf = (id: string) => state.desk?.offers?.find((each) => each.id === id)?.name ?? id;
  return html`<div class="notice model-notice" role="status">
    <p>${modelWords(state.words).notice(notice, nameOf)}</p>
    <button type="button" class="quiet" @click=${() => actions.act({ do: "dismiss" })}>
      ${state.words.chat.close}
    </button>
  </div>`;
}

/** A first visit with a good machine: a better model than the one that answers now. */
function offered({ state, actions }: Chat): TemplateResult | null {
  const { desk, words } = state;
  const offer = desk?.offers?.find(
    ({ isRecommended, isStarter, stored }) =>
      isRecommended && !isStarter && (stored === "absent" || stored === "partial"),
  );
  if (desk === null || offer === undefined || desk.isOfferDeclined) return null;
  if (!hasGoodGpu(desk.device) || desk.works.has(offer.id)) return null;
  const said = modelWords(words);
  const { expectedDownloadMs: time, bytes, storedBytes } = offer;
  return html`<div class="notice model-notice">
    <p>
      ${said.offer(offer.name, sizeOf(bytes, words.locale), time === null ? null : said.about(time))}
    </p>
    <div class="row">
      <button
        type="button"
        class="quiet"
        @click=${() => actions.act({ do: "download", id: offer.id })}
      >
        ${said.actions.download(sizeOf(bytes - storedBytes, words.locale))}
      </button>
      <button type="button" class="quiet" @click=${() => actions.act({ do: "not-now" })}>
        ${said.notNow}
      </button>
    </div>
  </div>`;
}

/** Elsewhere the better model is on the models page, and nobody is asked. */
function hasGoodGpu(device: DeviceReport | null): boolean {
  return device?.gpu?.isFallback === false;
}
