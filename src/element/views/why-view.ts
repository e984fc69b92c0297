import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Explanation } from "../../index.ts";
import type { Answer, Turn } from "../answer.ts";
import type { Chat } from "../chat-state.ts";
import { sayNumber } from "../numbers.ts";
import { sayDecision, sayDepth } from "../path-words.ts";
import { exactTable, whyTable } from "./why-table.ts";

/** Why an answer came as it did: one sentence, every path, what was found private, what to do. */
export function whyView(answer: Answer, turn: Turn, chat: Chat): TemplateResult {
  const { words } = chat.state;
  return html`<section
    part="why"
    class="why"
    id="why-${answer.id}"
    aria-label=${words.why.title}
    ?hidden=${!answer.isWhyOpen}
  >
    ${answer.explanation === undefined ? nothing : whyBody(answer, answer.explanation, chat)}
    <div class="row">
      <button type="button" class="quiet" @click=${() => chat.actions.answerAgain(turn, "device")}>
        ${words.chat.askHere}
      </button>
      <button type="button" class="quiet" @click=${() => chat.actions.answerAgain(turn, "cloud")}>
        ${words.chat.askFar}
      </button>
    </div>
  </section>`;
}

function whyBody(answer: Answer, explanation: Explanation | null, chat: Chat): TemplateResult {
  const { words } = chat.state;
  if (explanation === null) return html`<p>${words.why.unavailable}</p>`;
  const { decision, earlier } = explanation;
  const verdict = answer.report?.verdict ?? explanation.record?.verdict;
  const rejection = verdict?.accepted === false ? words.reasons.rejection[verdict.reason] : null;
  return html`
    ${skillLine(answer)}
    <p class="why-sentence">${sayDecision(decision, rejection, words)}</p>
    ${answer.report?.isDecisionCached === true ? html`<p>${words.why.remembered}</p>` : nothing}
    ${estimateLine(explanation, rejection, chat)} ${whyTable(decision.candidates, chat)}
    ${findingsLine(explanation, chat)} ${warningsLine(answer, chat)}
    <details>
      <summary>${words.why.exact}</summary>
      ${exactTable(decision.candidates, chat)}
      <p>${words.why.chance}: ${sayNumber(decision.propensity, words, 4)}</p>
      ${earlier.map(
        (attempt) =>
          html`<p>${words.why.earlier}</p>
            ${exactTable(attempt.candidates, chat)}`,
      )}
    </details>
  `;
}

/** How an exact answer came about. */
function skillLine({ report }: Answer): TemplateResult | typeof nothing {
  return report?.skill === undefined ? nothing : html`<p>${report.skill.explanation}</p>`;
}

/** That nothing was estimated, or how long the question wants to be thought about, where that is known. */
function estimateLine(
  { decision, estimate }: Explanation,
  rejection: string | null,
  { state }: Chat,
): TemplateResult | typeof nothing {
  const { words } = state;
  // What is calculated is not estimated.
  if (decision.path.steps[0]?.kind === "skill") return nothing;
  const said =
    estimate === null ? words.why.noEstimate : sayDepth(decision, estimate, rejection, words);
  return said === null ? nothing : html`<p>${said}</p>`;
}

function findingsLine(explanation: Explanation, chat: Chat): TemplateResult {
  const { words } = chat.state;
  const kinds = explanation.findingKinds.map((kind) => words.reasons.finding[kind]);
  return kinds.length === 0
    ? html`<p>${words.why.noPrivate}</p>`
    : html`<p>${words.why.private}: ${kinds.join(", ")}.</p>`;
}

function warningsLine(answer: Answer, chat: Chat): TemplateResult | typeof nothing {
  const warnings = answer.report?.warnings ?? [];
  if (warnings.length === 0) return nothing;
  return html`<p>${chat.state.words.why.warnings}: ${warnings.join(" ")}</p>`;
}
