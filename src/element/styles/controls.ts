import { css } from "lit";

/** Buttons, fields and notices. Every target is at least 44 px, and the focus is always seen. */
export const controls = css`
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--far);
    outline-offset: 2px;
  }
  button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 0 16px;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }
  .quiet,
  .example {
    border-color: var(--line);
    background: var(--raised);
    text-align: start;
  }
  .quiet:hover,
  .example:hover,
  .icon-button:hover {
    border-color: var(--line-strong);
  }
  .primary {
    background: var(--text);
    color: var(--surface);
    font-weight: 600;
  }
  .icon-button {
    justify-content: center;
    inline-size: 44px;
    padding: 0;
    color: var(--quiet);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .field {
    display: grid;
    gap: 4px;
  }
  .field > span,
  .field > legend {
    font-size: 0.875em;
    color: var(--quiet);
  }
  .field input,
  .field select {
    min-block-size: 44px;
    inline-size: 100%;
    padding: 0 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .choices {
    display: block;
    padding: 0;
    border: 0;
  }
  .choices label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    margin-inline-end: 16px;
  }
  .choices input {
    inline-size: 20px;
    min-block-size: 20px;
    accent-color: var(--text);
  }
  .notice {
    padding: 8px 12px;
    border-inline-start: 3px solid var(--line-strong);
    background: color-mix(in oklab, var(--text) 5%, var(--surface));
    border-radius: 4px;
    font-size: 0.9375em;
  }
  .notice.unsure {
    border-color: var(--near);
    background: var(--near-wash);
  }
  .notice.fault {
    border-color: var(--fault);
  }
  .model-notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    border-color: var(--near);
    background: var(--near-wash);
  }
  .model-notice p {
    flex: 1 1 24ch;
  }
  .load {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 4px 16px;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--near-wash);
  }
  .load-words {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    grid-column: 1;
    font-size: 0.9375em;
  }
  .load progress {
    grid-column: 1;
    inline-size: 100%;
    block-size: 6px;
    accent-color: var(--near);
  }
  .load button {
    grid-column: 2;
    grid-row: 1 / span 2;
  }
  .figure {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
    }
  }
`;
