import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { readCloudForm } from "../cloud-settings.ts";
import type { CloudSettingsFault } from "../cloud-settings.ts";
import type { Words } from "../words/words.ts";
import { hostOf } from "../host-of.ts";

/** The endpoint that is set, with a way to remove it; otherwise the form that sets one. */
export function cloudView(chat: Chat): TemplateResult {
  const { words, status } = chat.state;
  const card = status.fleet.find(({ place }) => place === "cloud");
  return html`<section class="field-group">
    <h3>${words.settings.far}</h3>
    ${
      card === undefined
        ? cloudForm(chat)
        : html`<p>${words.settings.farIs(hostOf(card.destination ?? ""), card.name)}</p>
            <button type="button" class="quiet" @click=${() => chat.actions.setCloud(null)}>
              ${words.settings.remove}
            </button>`
    }
  </section>`;
}

function cloudForm(chat: Chat): TemplateResult {
  const { settings } = chat.state.words;
  return html`<p>${settings.farText}</p>
    <form class="cloud" novalidate @submit=${(event: SubmitEvent) => save(event, chat)}>
      ${field("address", settings.baseUrl, "url", "https://api.example.com/v1")}
      ${field("model", settings.modelId, "text", "")}
      ${field("secret", settings.key, "password", "")}
      <p class="small">${settings.keyNote}</p>
      <div class="pair">
        ${field("price-in", settings.priceIn, "number", "")}
        ${field("price-out", settings.priceOut, "number", "")}
      </div>
      <p class="small">${settings.priceNote}</p>
      <p class="notice fault" role="alert" hidden></p>
      <button type="submit" class="primary">${settings.save}</button>
    </form>`;
}

function field(
  name: string,
  label: string,
  type: "url" | "text" | "password" | "number",
  placeholder: string,
): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <input
      name=${name}
      type=${type}
      step="any"
      min="0"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      placeholder=${placeholder}
    />
  </label>`;
}

function save(event: SubmitEvent, { state, actions }: Chat): void {
  event.preventDefault();
  const form = event.currentTarget;
  if (!(form instanceof HTMLFormElement)) return;
  const read = readCloudForm(new FormData(form));
  if (typeof read === "string") {
    showFault(form, read, state.words);
    return;
  }
  form.reset();
  actions.setCloud(read);
}

/** Names the fault beside the button and puts the focus on its field. */
function showFault(form: HTMLFormElement, fault: CloudSettingsFault, words: Words): void {
  const said = { url: words.settings.badUrl, model: words.settings.needsModel };
  const names = { url: "address", model: "model" };
  const line = form.querySelector<HTMLElement>(".fault");
  if (line === null) return;
  line.textContent = said[fault];
  line.hidden = false;
  form.querySelector<HTMLElement>(`[name="${names[fault]}"]`)?.focus();
}
