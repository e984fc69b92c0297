import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { readCloudForm } from "../cloud-settings.ts";
import type { CloudSettingsFault } from "../cloud-settings.ts";
import type { Words } from "../words/words.ts";
import { hostOf } from "../host-of.ts";

/** The form that sets the endpoint, or the name of the one that the site brings. */
export function cloudView(chat: Chat): TemplateResult {
  const { words, status, cloud } = chat.state;
  const card = status.fleet.find(({ place }) => place === "cloud");
  return html`<section class="field-group">
    <h3>${words.settings.far}</h3>
    ${
      card === undefined || cloud !== null
        ? cloudForm(chat)
        : html`<p>${words.settings.farIs(hostOf(card.destination ?? ""), card.name)}</p>`
    }
  </section>`;
}

function cloudForm(chat: Chat): TemplateResult {
  const { cloud, words } = chat.state;
  const { settings } = words;
  const price = (usd: number | undefined): string => (usd === undefined ? "" : String(usd));
  return html`<p>${settings.farText}</p>
    <form class="endpoint" novalidate @submit=${(event: SubmitEvent) => save(event, chat)}>
      ${field("address", settings.baseUrl, "url", cloud?.baseUrl ?? "")}
      ${field("model", settings.modelId, "text", cloud?.model ?? "")}
      ${field("secret", settings.key, "password", "")}
      <p class="small">${settings.keyNote}</p>
      <div class="pair">
        ${field("price-in", settings.priceIn, "number", price(cloud?.inputUsdPerMillionTokens))}
        ${field("price-out", settings.priceOut, "number", price(cloud?.outputUsdPerMillionTokens))}
      </div>
      <p class="small">${settings.priceNote}</p>
      <p class="notice fault" role="alert" hidden></p>
      <p class="notice" role="status" hidden></p>
      <div class="row">
        <button type="submit" class="primary">${settings.save}</button>
        ${
          cloud === null
            ? nothing
            : html`<button type="button" class="quiet" @click=${() => chat.actions.setCloud(null)}>
                ${settings.remove}
              </button>`
        }
      </div>
    </form>`;
}

function field(
  name: string,
  label: string,
  type: "url" | "text" | "password" | "number",
  value: string,
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
      placeholder=${type === "url" ? "https://api.example.com/v1" : ""}
      .value=${value}
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
  actions.setCloud(read);
  showSaved(form, state.words);
}

/** Says that it is done, and forgets the key in the page. */
function showSaved(form: HTMLFormElement, words: Words): void {
  const secret = form.querySelector<HTMLInputElement>('[name="secret"]');
  if (secret !== null) secret.value = "";
  const [fault, saved] = form.querySelectorAll<HTMLElement>(".notice");
  if (fault === undefined || saved === undefined) return;
  fault.hidden = true;
  saved.textContent = words.settings.saved;
  saved.hidden = false;
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
