import { css } from "lit";

/** The side sheet and the questions that wait for an answer. */
export const dialogs = css`
  dialog {
    padding: 0;
    border: 1px solid var(--line);
    background: var(--surface);
    color: var(--text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  .question-box {
    inline-size: min(40rem, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    padding: 24px;
    border-radius: calc(var(--radius) + 4px);
  }
  .question-box[open] {
    display: grid;
    gap: 16px;
  }
  .question-box > * {
    min-inline-size: 0;
  }
  dialog h2 {
    font-size: 1.125em;
    font-weight: 600;
  }
  .bytes pre {
    max-block-size: 40dvh;
    overflow: auto;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    white-space: pre-wrap;
  }
  mark {
    padding: 1px 3px;
    border-radius: 4px;
    background: light-dark(#ffe2b8, #5c3a10);
    color: inherit;
  }
  mark small {
    margin-inline-start: 6px;
    white-space: nowrap;
    font-family: system-ui, sans-serif;
    color: light-dark(#6b3600, #ffd9a8);
  }
  .address {
    padding: 8px 12px;
    border-radius: 8px;
    background: color-mix(in oklab, var(--text) 6%, var(--surface));
    font-size: 0.875em;
  }
  .sheet {
    inset: 0 0 0 auto;
    inline-size: min(32rem, 100vw);
    max-inline-size: none;
    block-size: 100dvh;
    max-block-size: none;
    margin: 0 0 0 auto;
    border-width: 0 0 0 1px;
  }
  .sheet[open] {
    display: flex;
    flex-direction: column;
  }
  .sheet-head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    padding: 8px;
    border-block-end: 1px solid var(--line);
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
  }
  .tabs button {
    padding-inline: 12px;
    color: var(--quiet);
    font-size: 0.9375em;
  }
  .tabs [aria-current="page"] {
    color: var(--text);
    font-weight: 600;
    text-decoration: underline;
    text-decoration-thickness: 2px;
    text-underline-offset: 8px;
  }
  .sheet-body {
    flex: 1;
    overflow-y: auto;
    display: grid;
    align-content: start;
    gap: 24px;
    padding: 24px 16px;
  }
  .sheet-body > * {
    min-inline-size: 0;
  }
  .sheet h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 1em;
    font-weight: 600;
  }
  .sheet li h3 {
    color: var(--place);
  }
  .field-group,
  .endpoint,
  .models {
    display: grid;
    gap: 12px;
  }
  .field-group button {
    justify-self: start;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    align-items: end;
    gap: 12px;
  }
  .models,
  .ledger {
    padding: 0;
    list-style: none;
  }
  .models li,
  .ledger li {
    display: grid;
    gap: 4px;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .models li > button {
    justify-self: start;
  }
  .ledger {
    display: grid;
    gap: 8px;
  }
  .ledger time {
    font-size: 0.875em;
    color: var(--quiet);
  }
  .how {
    display: grid;
    gap: 12px;
    padding-inline-start: 1.25em;
  }
  @media (max-width: 640px) {
    .sheet {
      inline-size: 100vw;
      border: 0;
    }
  }
`;
