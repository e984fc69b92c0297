import { html } from "lit";
import { live } from "lit/directives/live.js";
import type { TemplateResult } from "lit";
import type { PrivacyMode } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { icon } from "./icons.ts";
import { ledgerLine } from "./ledger-view.ts";

const MODES: readonly PrivacyMode[] = ["device-only", "ask", "allow"];

/** Where a question is written, with the two controls that decide how it is answered. */
export function composerView(chat: Chat): TemplateResult {
  const { words, isWorking, placeholder } = chat.state;
  return html`<form
      part="composer"
      class="composer"
      @submit=${(event: SubmitEvent) => send(event, chat)}
    >
      <textarea
        id="question"
        rows="1"
        name="question"
        aria-label=${words.chat.placeholder}
        placeholder=${placeholder || words.chat.placeholder}
        @keydown=${(event: KeyboardEvent) => sendOnEnter(event)}
        @input=${grow}
      ></textarea>
      <div class="controls">
        ${privacyControl(chat)} ${dialControl(chat)}
        ${
          isWorking
            ? html`<button
                type="button"
                class="send"
                @click=${() => chat.actions.stop()}
                aria-label=${words.chat.stop}
                title=${words.chat.stop}
              >
                ${icon("stop")}
              </button>`
            : html`<button
                type="submit"
                class="send"
                aria-label=${words.chat.send}
                title=${words.chat.send}
              >
                ${icon("send")}
              </button>`
        }
      </div>
    </form>
    ${ledgerLine(chat)}`;
}

function privacyControl({ state, actions }: Chat): TemplateResult {
  const { words, privacy } = state;
  return html`<label class="privacy" title=${words.modes[privacy].meaning}>
    <span class="control-name">${words.chat.privacy}</span>
    <select
      .value=${live(privacy)}
      @change=${(event: Event & { target: HTMLSelectElement }) => {
        const mode = MODES.find((each) => each === event.target.value);
        if (mode !== undefined) actions.setPrivacy(mode);
      }}
    >
      ${MODES.map(
        (mode) =>
          html`<option value=${mode} ?selected=${mode === privacy}>
            ${words.modes[mode].name}
          </option>`,
      )}
    </select>
  </label>`;
}

function dialControl({ state, actions }: Chat): TemplateResult {
  const { words, preference } = state;
  const said = words.chat.dialSteps[Math.round(preference * 4)] ?? "";
  return html`<label class="dial">
    <span class="control-name">${said}</span>
    <input
      type="range"
      min="0"
      max="1"
      step="0.25"
      aria-label=${words.chat.dial}
      aria-valuetext=${said}
      .value=${live(String(preference))}
      @input=${(event: Event & { target: HTMLInputElement }) =>
        actions.setPreference(event.target.valueAsNumber)}
    />
  </label>`;
}

function send(event: SubmitEvent, { actions }: Chat): void {
  event.preventDefault();
  const form = event.currentTarget;
  const field = form instanceof HTMLFormElement ? form.querySelector("textarea") : null;
  if (field === null || field.value.trim() === "") return;
  actions.ask(field.value);
  field.value = "";
  field.style.removeProperty("block-size");
  field.focus();
}

/** Enter sends; Shift+Enter makes a new line; Enter that ends a syllable of Korean input does neither. */
function sendOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit();
}

/** Grows with its text, where the browser does not do so itself. */
function grow(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || CSS.supports("field-sizing", "content")) return;
  field.style.removeProperty("block-size");
  field.style.setProperty("block-size", `${field.scrollHeight}px`);
}
