import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { DeviceReport } from "../../index.ts";
import type { Chat } from "../chat-state.ts";
import { sayNumber } from "../numbers.ts";
import { modelWords } from "../words/choose-model-words.ts";
import { memoryOf, sizeOf } from "../words/size-of.ts";
import type { Words } from "../words/words.ts";

/** What this device is, in one sentence; the exact figures one click further. */
export function deviceView(chat: Chat): TemplateResult | typeof nothing {
  const { words, desk } = chat.state;
  const device = desk?.device ?? null;
  if (device === null) return nothing;
  const said = modelWords(words);
  return html`<section class="field-group">
    <p>${said.device(device, sayNumber(device.cores, words, 0))}</p>
    ${storageLine(device, chat)}
    <details>
      <summary>${said.exactFigures}</summary>
      <dl class="figures">
        ${figuresOf(device, words).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </details>
  </section>`;
}

function storageLine({ storage }: DeviceReport, chat: Chat): TemplateResult | typeof nothing {
  if (storage === null) return nothing;
  const { words } = chat.state;
  const said = modelWords(words);
  const { usageBytes, quotaBytes, isPersistent } = storage;
  return html`<p class="small">
      ${said.storage(sizeOf(usageBytes, words.locale), sizeOf(quotaBytes, words.locale))}
      ${isPersistent ? said.isPersistent : nothing}
    </p>
    ${
      isPersistent
        ? nothing
        : html`<button
            type="button"
            class="quiet"
            @click=${() => chat.actions.act({ do: "persist" })}
          >
            ${said.persist}
          </button>`
    }`;
}

function figuresOf(device: DeviceReport, words: Words): readonly (readonly [string, string])[] {
  const { figures, tiers } = modelWords(words);
  const { gpu, memoryBytes, cores, isIsolated, tier } = device;
  return [
    [figures.tier, tiers[tier]],
    [figures.adapter, gpu === null ? figures.none : `${gpu.vendor} ${gpu.architecture}`.trim()],
    ...(gpu === null ? [] : [["shader-f16", String(gpu.features.includes("shader-f16"))] as const]),
    ...Object.entries(gpu?.limits ?? {}).map(
      ([name, value]) => [name, sayNumber(value, words, 0)] as const,
    ),
    [figures.memory, memoryBytes === null ? figures.notTold : memoryOf(memoryBytes)],
    [figures.cores, sayNumber(cores, words, 0)],
    [figures.threads, String(isIsolated)],
  ];
}
