import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ConsentQuestion, Finding } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { sayBytes } from "../numbers.ts";
import type { Words } from "../words/words.ts";
import { hostOf } from "../host-of.ts";

/** The question before something leaves. Keeping it here is the default, and what Escape means. */
export function consentView(chat: Chat): TemplateResult {
  const { consent, words } = chat.state;
  const answer = chat.actions.answerConsent;
  return html`<dialog
    id="consent"
    class="question-box"
    aria-labelledby="consent-title"
    @close=${() => answer("keep")}
  >
    ${
      consent === null
        ? nothing
        : html`
            <h2 id="consent-title">${words.consent.title}</h2>
            ${consentText(consent, words)}
            <div class="row">
              <button type="button" class="primary" autofocus @click=${() => answer("keep")}>
                ${words.consent.keep}
              </button>
              <button type="button" class="quiet" @click=${() => answer("send")}>
                ${words.consent.send}
              </button>
            </div>
          `
    }
  </dialog>`;
}

function consentText(consent: ConsentQuestion, words: Words): TemplateResult {
  const host = hostOf(consent.destination);
  const kinds = [...new Set(consent.findings.map(({ kind }) => words.reasons.finding[kind]))];
  const isPlain = kinds.length === 0 && !consent.isOverBudget;
  const size = sayBytes(new TextEncoder().encode(consent.body).length, words);
  return html`
    <p>
      ${
        kinds.length === 0
          ? words.consent.plain(host, consent.model)
          : words.consent.found(kinds.join(", "), host)
      }
    </p>
    ${consent.isOverBudget ? html`<p class="notice">${words.consent.overBudget}</p>` : nothing}
    <details class="bytes" ?open=${!isPlain}>
      <summary>${words.consent.exact} (${words.consent.size(size)})</summary>
      <pre tabindex="0" aria-label=${words.consent.exact}>${markedBody(consent, words)}</pre>
    </details>
    <p class="small">${isPlain ? words.consent.once : words.consent.single}</p>
  `;
}

/** The exact text with each finding marked and named. Overlapping findings are marked once. */
function markedBody({ body, findings }: ConsentQuestion, words: Words): unknown[] {
  const pieces: unknown[] = [];
  let end = 0;
  for (const finding of inOrder(findings)) {
    if (finding.start < end) continue;
    const found = body.slice(finding.start, finding.end);
    pieces.push(body.slice(end, finding.start));
    pieces.push(html`<mark>${found}<small>${words.reasons.finding[finding.kind]}</small></mark>`);
    end = finding.end;
  }
  pieces.push(body.slice(end));
  return pieces;
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) => one.start - other.start || other.end - one.end);
}
