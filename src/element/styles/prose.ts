import { css } from "lit";

/** The words of an answer. */
export const prose = css`
  .prose {
    display: grid;
    gap: 12px;
  }
  .prose:empty {
    display: none;
  }
  .prose > * {
    min-inline-size: 0;
  }
  .prose :is(h1, h2, h3, h4, h5, h6) {
    font-size: 1.0625em;
    font-weight: 600;
  }
  .prose :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .prose li + li {
    margin-block-start: 4px;
  }
  .prose a {
    color: var(--far);
    text-underline-offset: 3px;
  }
  .prose code,
  pre,
  .exact code {
    font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
    font-size: 0.9em;
  }
  .prose :not(pre) > code {
    padding: 1px 4px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--text) 8%, var(--surface));
  }
  .prose pre {
    overflow-x: auto;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    line-height: 1.45;
  }
  .prose blockquote {
    margin: 0;
    padding-inline-start: 16px;
    border-inline-start: 3px solid var(--line);
    color: var(--quiet);
  }
  .prose hr {
    inline-size: 100%;
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .prose table {
    display: block;
    overflow-x: auto;
    border-collapse: collapse;
  }
  .prose :is(td, th) {
    padding: 6px 12px;
    border: 1px solid var(--line);
    text-align: start;
  }
  .plain {
    white-space: pre-wrap;
    color: var(--quiet);
    font-size: 0.9375em;
  }
  summary {
    inline-size: fit-content;
    padding-block: 10px;
    color: var(--quiet);
    font-size: 0.875em;
    cursor: pointer;
  }
`;
