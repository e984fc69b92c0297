import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Chat } from "../chat-state.ts";
import { modelWords } from "../words/choose-model-words.ts";

/** A model from a file or an address, and the browser's own. */
export function ownModelView(chat: Chat): TemplateResult {
  const said = modelWords(chat.state.words);
  return html`<section class="field-group">
      <h3>${said.ownTitle}</h3>
      <p class="small">${said.ownText}</p>
      <label class="field">
        <span>${said.pickFile}</span>
        <input
          type="file"
          accept=".gguf"
          @change=${(event: Event & { target: HTMLInputElement }) => pick(event.target, chat)}
        />
      </label>
      <form @submit=${(event: SubmitEvent) => addUrl(event, chat)}>
        <label class="field">
          <span>${said.url}</span>
          <input name="url" type="url" required pattern="https?://.+" />
        </label>
        <label class="field">
          <span>${said.hash}</span>
          <input name="sha256" pattern="[0-9a-fA-F]{64}" />
        </label>
        <button type="submit" class="quiet">${said.addUrl}</button>
      </form>
    </section>
    <section class="field-group">${browserModel(chat)}</section>`;
}

function browserModel({ state, actions }: Chat): TemplateResult {
  const said = modelWords(state.words);
  const offer = state.desk?.offers?.find(({ engine }) => engine === "prompt-api");
  const isMissing = offer?.whyNot?.reason === "browser_has_none" || offer === undefined;
  return html`<label class="switch">
      <input
        type="checkbox"
        .checked=${!isMissing && offer.whyNot?.reason !== "not_allowed"}
        ?disabled=${isMissing}
        @change=${(event: Event & { target: HTMLInputElement }) =>
          actions.act({ do: "allow-browser-model", isAllowed: event.target.checked })}
      />
      <span>${said.browserModel}</span>
    </label>
    <p class="small">
      ${isMissing ? said.whyNot({ reason: "browser_has_none" }) : said.browserModelText}
    </p>`;
}

function pick(input: HTMLInputElement, { actions }: Chat): void {
  const [file] = input.files ?? [];
  input.value = "";
  if (file !== undefined) actions.act({ do: "add-file", file });
}

function addUrl(event: SubmitEvent, { actions }: Chat): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const form = new FormData(event.target);
  const [url, sha256] = [form.get("url"), form.get("sha256")];
  event.target.reset();
  if (typeof url === "string" && typeof sha256 === "string")
    actions.act({ do: "add-url", url, sha256 });
}
