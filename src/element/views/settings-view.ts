import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chat, Theme } from "../chat-state.ts";
import { languages } from "../words/choose-words.ts";
import { cloudView } from "./cloud-view.ts";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Everything a person can set once: the endpoint, the language, the look, what is stored. */
export function settingsPage(chat: Chat): TemplateResult {
  const { words, status } = chat.state;
  return html`
    ${cloudView(chat)} ${languageField(chat)} ${themeField(chat)}
    <section class="field-group">
      <h3>${words.settings.stored}</h3>
      <p>${words.settings.storedText}</p>
      ${status.memoryNote === null ? nothing : html`<p class="notice">${status.memoryNote}</p>`}
      ${eraseButton(chat)}
    </section>
  `;
}

function languageField({ state, actions }: Chat): TemplateResult {
  const { words } = state;
  return html`<label class="field">
    <span>${words.settings.language}</span>
    <select
      name="language"
      @change=${(event: Event & { target: HTMLSelectElement }) =>
        actions.setLanguage(event.target.value)}
    >
      ${languages.map(
        ({ code, name }) =>
          html`<option value=${code} lang=${code} ?selected=${code === words.locale}>
            ${name}
          </option>`,
      )}
    </select>
  </label>`;
}

function themeField({ state, actions }: Chat): TemplateResult {
  const { words, theme } = state;
  return html`<fieldset class="field choices">
    <legend>${words.settings.theme}</legend>
    ${THEMES.map(
      (each) =>
        html`<label>
          <input
            type="radio"
            name="theme"
            value=${each}
            .checked=${each === theme}
            @change=${() => actions.setTheme(each)}
          />${words.settings.themes[each]}
        </label>`,
    )}
  </fieldset>`;
}

/** Erasing takes two presses, since it cannot be undone. */
function eraseButton({ state, actions }: Chat): TemplateResult {
  const { settings } = state.words;
  const said = { idle: settings.erase, sure: settings.eraseSure, done: settings.erased };
  return html`<button type="button" class="quiet" @click=${() => actions.erase()}>
    ${said[state.eraseStep]}
  </button>`;
}
