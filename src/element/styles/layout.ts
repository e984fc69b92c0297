import { css } from "lit";

/** One column between a head and a composer that stay where they are. */
export const layout = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--line);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 1em;
    font-weight: 600;
  }
  .brand .icon {
    color: var(--near);
  }
  .head-buttons {
    display: flex;
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
  }
  .column {
    display: grid;
    gap: 8px;
    inline-size: min(100%, 46rem);
    margin-inline: auto;
    padding-inline: 16px;
  }
  .column > * {
    min-inline-size: 0;
  }
  .foot {
    padding-block: 8px;
  }
  .composer {
    display: grid;
    gap: 4px;
    padding: 8px;
    border: 1px solid var(--line-strong);
    border-radius: calc(var(--radius) + 6px);
    background: var(--raised);
  }
  .composer:focus-within {
    border-color: var(--text);
  }
  .composer textarea {
    field-sizing: content;
    inline-size: 100%;
    min-block-size: 44px;
    max-block-size: 40vh;
    padding: 10px 8px;
    border: 0;
    border-radius: var(--radius);
    background: none;
    resize: none;
    line-height: inherit;
  }
  .composer textarea::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .composer textarea:focus-visible {
    outline-offset: -2px;
    outline-color: transparent;
  }
  .composer:has(textarea:focus-visible) {
    outline: 2px solid var(--far);
    outline-offset: 2px;
  }
  .controls {
    display: flex;
    align-items: center;
    gap: 8px 16px;
  }
  .controls label {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 0.875em;
    color: var(--quiet);
  }
  .privacy select {
    min-block-size: 44px;
    padding-inline: 8px 4px;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--text);
    cursor: pointer;
  }
  .dial input {
    inline-size: 7rem;
    min-block-size: 44px;
    accent-color: var(--text);
    cursor: pointer;
  }
  .dial .control-name {
    order: 1;
    min-inline-size: 6em;
    white-space: nowrap;
  }
  .send {
    margin-inline-start: auto;
    justify-content: center;
    inline-size: 44px;
    padding: 0;
    border-radius: 50%;
    background: var(--text);
    color: var(--surface);
    flex: none;
  }
  .ledger-line {
    justify-self: center;
    max-inline-size: 100%;
    font-size: 0.875em;
    color: var(--quiet);
    text-align: center;
  }
  .ledger-line:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .dot {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--place);
  }
  @container (max-width: 34rem) {
    .scroll {
      scrollbar-gutter: auto;
    }
    .privacy .control-name {
      position: absolute;
      clip-path: inset(50%);
    }
    .controls {
      gap: 4px 8px;
    }
    .dial input {
      inline-size: 5.5rem;
    }
    .controls .dial {
      flex-direction: column;
      align-items: start;
      gap: 0;
      min-block-size: 44px;
      line-height: 1.3;
    }
    .dial .control-name {
      order: -1;
      min-inline-size: 0;
      font-size: 0.875em;
    }
    .dial input {
      min-block-size: 26px;
      margin: 0;
    }
  }
`;
