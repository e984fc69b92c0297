import { html, svg } from "lit";
import type { SVGTemplateResult, TemplateResult } from "lit";

/** Glyphs of 24 units, drawn with the text's own colour. They say nothing to a screen reader. */
const shapes = {
  /** A hearth: a fire under an arch. */
  near: svg`<path d="M4 20V11a8 8 0 0 1 16 0v9"/><path d="M12 20c-2.4 0-3.6-1.5-3.6-3.2 0-2.2 2.6-3 2.6-5.8 2.6 1.3 4.6 3.4 4.6 5.8 0 1.7-1.2 3.2-3.6 3.2Z" fill="currentColor" stroke="none"/><path d="M2.5 20h19"/>`,
  /** A horizon: a half sun over a line. */
  far: svg`<path d="M2.5 16h19"/><path d="M7 16a5 5 0 0 1 10 0" fill="currentColor" stroke="none"/><path d="M12 5v2.5M4.9 8.4l1.7 1.7M19.1 8.4l-1.7 1.7M6.5 20h11"/>`,
  send: svg`<path d="M12 19V5.5M6 11l6-6 6 6"/>`,
  stop: svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor" stroke="none"/>`,
  add: svg`<path d="M12 5v14M5 12h14"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 5.5A1.5 1.5 0 0 0 13.5 4h-8A1.5 1.5 0 0 0 4 5.5v8A1.5 1.5 0 0 0 5.5 15"/>`,
  done: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  retry: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9"/><path d="M19.5 4.5V9H15"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** One glyph. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${shapes[name]}
  </svg>`;
}
