import { css } from "lit";

/** Questions, answers, their badge and buttons, and the first visit. */
export const messages = css`
  .turn {
    display: grid;
    gap: 16px;
    padding-block: 16px;
  }
  .turn > * {
    min-inline-size: 0;
  }
  .question {
    justify-self: end;
    max-inline-size: 85%;
    padding: 8px 16px;
    border-radius: calc(var(--radius) + 4px);
    border-end-end-radius: 4px;
    background: color-mix(in oklab, var(--text) 8%, var(--surface));
  }
  .question-text {
    white-space: pre-wrap;
  }
  .answer {
    display: grid;
    gap: 12px;
    padding-inline-start: 16px;
    border-inline-start: 3px solid color-mix(in oklab, var(--place) 55%, transparent);
  }
  .answer > * {
    min-inline-size: 0;
  }
  .answer-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .answer-buttons {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
  }
  .answer-buttons .quiet {
    border-color: transparent;
    background: none;
    color: var(--quiet);
    font-size: 0.875em;
    padding-inline: 12px;
  }
  .answer-buttons .quiet:hover {
    color: var(--text);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .badge {
    padding: 4px 12px;
    border-color: color-mix(in oklab, var(--place) 35%, transparent);
    background: var(--wash);
    color: var(--place);
    font-size: 0.875em;
    text-align: start;
    font-variant-numeric: tabular-nums;
  }
  .badge:hover {
    border-color: var(--place);
  }
  .badge-why {
    white-space: nowrap;
    padding-inline-start: 8px;
    border-inline-start: 1px solid color-mix(in oklab, var(--place) 35%, transparent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
    color: var(--quiet);
  }
  .step {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .step::before {
    content: "";
    inline-size: 8px;
    block-size: 8px;
    border: 1.5px solid var(--line-strong);
    border-radius: 50%;
    transition: background-color 150ms;
  }
  .step.reached::before,
  .step.current::before {
    border-color: var(--near);
    background: var(--near);
  }
  .step.cloud.reached::before,
  .step.cloud.current::before {
    border-color: var(--far);
    background: var(--far);
  }
  .step.current {
    color: var(--text);
    font-weight: 600;
  }
  .empty {
    display: grid;
    gap: 16px;
    padding-block: clamp(16px, 6vh, 64px) 16px;
  }
  .empty h2 {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }
  .first-line,
  .try {
    color: var(--quiet);
  }
  .places {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: 16px;
  }
  .place {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: 8px;
    padding: 16px;
    border: 1px solid color-mix(in oklab, var(--place) 30%, transparent);
    border-radius: var(--radius);
    background: var(--wash);
    font-size: 0.9375em;
  }
  .place h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--place);
    font-size: 1em;
    font-weight: 600;
  }
  .place .quiet {
    margin-block-start: auto;
  }
  .ready {
    color: var(--place);
  }
  .examples {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
