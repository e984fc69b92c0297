import { html, svg } from "lit";
import type { TemplateResult } from "lit";
import type { PathFigures } from "../../index.ts";
import { sayPercent } from "../numbers.ts";
import type { Words } from "../words/words.ts";

/** The chance of a right answer as a bar, with its 80 % interval as a thin line across the end. */
export function qualityBar(quality: PathFigures["quality"], words: Words): TemplateResult {
  const said = words.why.qualityRange(
    sayPercent(quality.mean, words),
    sayPercent(quality.low, words),
    sayPercent(quality.high, words),
  );
  const [mean, low, high] = [quality.mean, quality.low, quality.high].map((share) => share * 100);
  return html`<span class="quality">
    <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label=${said}>
      ${svg`<rect class="track" x="0" y="2" width="100" height="8" rx="2"/>
        <rect class="fill" x="0" y="2" width=${mean ?? 0} height="8" rx="2"/>
        <path class="range" d="M${low} 6H${high}M${low} 3V9M${high} 3V9" vector-effect="non-scaling-stroke"/>`}
    </svg>
    <span aria-hidden="true">${sayPercent(quality.mean, words)}</span>
  </span>`;
}
