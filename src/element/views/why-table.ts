import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Candidate } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { sayBytes, sayDuration, sayMoney, sayNumber } from "../numbers.ts";
import { sayPath, sayStanding } from "../path-words.ts";
import { qualityBar } from "./quality-bar.ts";

/** Every path that was considered: the chosen one first, then by what it is worth. */
export function whyTable(candidates: readonly Candidate[], chat: Chat): TemplateResult {
  const { why } = chat.state.words;
  const heads = [why.path, why.quality, why.cost, why.wait, why.leaves, why.standing];
  return html`<table role="table" class="paths" aria-label=${why.paths}>
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${inOrder(candidates).map((candidate) => candidateRow(candidate, heads, chat))}
    </tbody>
  </table>`;
}

function candidateRow(
  candidate: Candidate,
  heads: readonly string[],
  { state }: Chat,
): TemplateResult {
  const { words, status } = state;
  const { figures, standing } = candidate;
  const leaves =
    figures.exposureBytes === 0 ? words.why.nothing : sayBytes(figures.exposureBytes, words);
  const cells = [
    qualityBar(figures.quality, words),
    sayMoney(figures.costUsd, words),
    sayDuration(figures.delayMs, words),
    leaves,
    sayStanding(standing, words),
  ];
  return html`<tr role="row" class=${standing.status}>
    <th role="rowheader" scope="row">${sayPath(candidate.path, status.fleet, words)}</th>
    ${cells.map((cell, index) => html`<td role="cell" data-head=${heads[index + 1]}>${cell}</td>`)}
  </tr>`;
}

/** The same figures, not rounded: one click further. */
export function exactTable(candidates: readonly Candidate[], { state }: Chat): TemplateResult {
  const { words } = state;
  const exact = (value: number): string => sayNumber(value, words, 4);
  return html`<ul class="exact">
    ${inOrder(candidates).map(
      ({ path, figures, utility }) =>
        html`<li>
          <code>${path.id}</code>
          ${words.why.quality} ${exact(figures.quality.mean)} [${exact(figures.quality.low)},
          ${exact(figures.quality.high)}] · ${words.why.cost}
          $${sayNumber(figures.costUsd, words, 6)} · ${words.why.wait}
          ${sayNumber(figures.delayMs, words, 0)} ms · ${words.why.leaves}
          ${sayNumber(figures.exposureBytes, words, 0)} B · ${words.why.utility} ${exact(utility)}
        </li>`,
    )}
  </ul>`;
}

function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const rank = { chosen: 0, lost: 1, excluded: 2 };
  return candidates.toSorted(
    (one, other) =>
      rank[one.standing.status] - rank[other.standing.status] || other.utility - one.utility,
  );
}
