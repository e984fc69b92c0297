import { css } from "lit";

/** The page of the models. */
export const models = css`
  .models .mark {
    padding: 2px 8px;
    border: 1px solid var(--line-strong);
    border-radius: 999px;
    color: var(--quiet);
    font-size: 0.8125em;
    font-weight: 400;
  }
  .not-here {
    display: grid;
  }
  .not-here .models {
    margin-block-start: 12px;
  }
  .figures {
    display: grid;
    gap: 4px;
    margin: 8px 0 0;
    font-size: 0.875em;
  }
  .figures div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
  }
  .figures dt {
    color: var(--quiet);
  }
  .figures dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .field-group form {
    display: grid;
    gap: 12px;
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
  }
  .switch input {
    inline-size: 20px;
    min-block-size: 20px;
    accent-color: var(--text);
  }
`;
