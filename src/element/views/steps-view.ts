import { html } from "lit";
import type { TemplateResult } from "lit";
import type { NearsideStage } from "../../index.ts";
import type { Answer } from "../answer.ts";
import type { Words } from "../words/words.ts";

const STAGES: readonly NearsideStage[] = ["read", "guard", "decide", "device", "check", "cloud"];
const EXACT_STAGES: readonly NearsideStage[] = ["read", "guard", "decide", "skill"];

/** The way of one answer, stage by stage; the ones it has reached are lit. */
export function stepsView(answer: Answer, words: Words): TemplateResult {
  const current = answer.stages.at(-1);
  const stages = answer.stages.includes("skill") ? EXACT_STAGES : STAGES;
  return html`<ol class="steps">
    ${stages.map((stage) => {
      const isReached = answer.stages.includes(stage);
      const state = stage === current ? "current" : isReached ? "reached" : "ahead";
      return html`<li
        class="step ${state} ${stage}"
        aria-current=${stage === current ? "step" : "false"}
      >
        ${words.reasons.stage[stage]}
      </li>`;
    })}
  </ol>`;
}
