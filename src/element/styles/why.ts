import { css } from "lit";

/** The why: a table that becomes a list of cards where it is narrow. */
export const whyStyles = css`
  .why {
    display: grid;
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    font-size: 0.9375em;
    container-type: inline-size;
  }
  .why[hidden] {
    display: none;
  }
  .why > * {
    min-inline-size: 0;
  }
  .why-sentence {
    font-weight: 600;
  }
  .paths {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9333em;
    font-variant-numeric: tabular-nums;
  }
  .paths :is(th, td) {
    padding: 8px 12px 8px 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
    overflow-wrap: normal;
  }
  .paths td:not(:last-child) {
    white-space: nowrap;
  }
  .paths thead th {
    color: var(--quiet);
  }
  .paths .chosen > * {
    font-weight: 600;
  }
  .paths .excluded > * {
    color: var(--quiet);
  }
  .quality {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .bar {
    inline-size: 64px;
    block-size: 12px;
    flex: none;
  }
  .bar .track {
    fill: color-mix(in oklab, var(--text) 12%, var(--surface));
  }
  .bar .fill {
    fill: var(--line-strong);
  }
  .chosen .bar .fill {
    fill: var(--place);
  }
  .bar .range {
    fill: none;
    stroke: var(--text);
    stroke-width: 1.25;
  }
  .exact {
    display: grid;
    gap: 8px;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 36rem) {
    .paths,
    .paths tbody {
      display: grid;
      gap: 8px;
    }
    .paths thead {
      display: none;
    }
    .paths tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px 12px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: 8px;
    }
    .paths tr.chosen {
      border-color: var(--place);
    }
    .paths :is(th, td) {
      padding: 0;
      border: 0;
    }
    .paths th,
    .paths td:last-child {
      grid-column: 1 / -1;
    }
    .paths td::before {
      content: attr(data-head);
      display: block;
      color: var(--quiet);
      font-weight: 400;
      font-size: 0.875em;
    }
  }
`;
