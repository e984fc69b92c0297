import { css } from "lit";

/**
 * Colours, measures and type. Near is warm, far is cool, all else is neutral. The host page's font and size are
 * taken over; the colours of near and far are our own unless it sets them.
 */
export const tokens = css`
  :host {
    --near: var(--nearside-near, light-dark(#9a4d00, #f2a65a));
    --far: var(--nearside-far, light-dark(#0b5cad, #7db8ff));
    --surface: var(--nearside-surface, light-dark(#fdfcfa, #16171a));
    --text: var(--nearside-text, light-dark(#1d1e21, #ecebe8));
    --radius: var(--nearside-radius, 10px);
    --raised: light-dark(#fff, #1f2024);
    --quiet: light-dark(#55565c, #b3b2ae);
    --line: light-dark(#dedcd6, #34353a);
    --line-strong: light-dark(#86857f, #7a7b80);
    --near-wash: color-mix(in oklab, var(--near) 9%, var(--surface));
    --far-wash: color-mix(in oklab, var(--far) 9%, var(--surface));
    --fault: light-dark(#a3242b, #ff9d9d);
    color-scheme: light dark;
    display: block;
    min-block-size: 24rem;
    block-size: 100%;
    container-type: inline-size;
    background: var(--surface);
    color: var(--text);
    font-family: var(--nearside-font, inherit);
    line-height: 1.55;
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  .chat {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: inherit;
  }
  .chat:lang(ko) {
    word-break: keep-all;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  pre,
  fieldset {
    margin: 0;
  }
  .near {
    --place: var(--near);
    --wash: var(--near-wash);
  }
  .far {
    --place: var(--far);
    --wash: var(--far-wash);
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .small {
    font-size: 0.875em;
    color: var(--quiet);
  }
`;
