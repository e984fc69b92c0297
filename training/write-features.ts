/**
 * Writes the features of every prompt for the Python side, so that there is one implementation of them.
 *
 *   tsx training/write-features.ts DATA_FOLDER OUT_FOLDER
 *
 * Reads the data folder and OUT_FOLDER/everyday.jsonl, which training/everyday/generate.py writes.
 *
 * OUT_FOLDER then holds rows.jsonl (what each row is), counts.i32 (ids per row), ids.i32, weights.f32, structure.f32
 * (little-endian, row after row) and features.json (the version and the table's layout).
 */
import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { normaliseText } from "../src/decision/normalise-text.ts";
import {
  FEATURE_REGIONS,
  FEATURE_ROWS,
  FEATURE_VERSION,
  queryFeatures,
} from "../src/decision/query-features.ts";
import { STRUCTURE_NAMES } from "../src/decision/query-structure.ts";
import type { Demand } from "../src/terms/query.ts";
import { perturb } from "./perturbations.ts";
import { KNOWN_PHRASES } from "./perturbations/known-phrases.ts";
import { seedOf } from "./perturbations/seeded-chance.ts";

/** Data files to read, relative to the data folder. A row with tools is written twice: as it came, and without its tools. */
const DATA_FILES = [
  "outcomes/zeroeval-math-l5.jsonl",
  "outcomes/zeroeval-crux.jsonl",
  "outcomes/mmlu-pro.jsonl",
  "outcomes/llmrouter.jsonl",
  "outcomes/bfcl.jsonl",
  "queries/clinc150.jsonl",
  "queries/nq-open-dev.jsonl",
  "queries/svamp.jsonl",
  "queries/gsm8k-train.jsonl",
  "queries/big-bench-hard.jsonl",
  "queries/self-instruct-seeds.jsonl",
  "queries/slurp-devel.jsonl",
];

interface Row {
  readonly id: string;
  readonly prompt: string;
  readonly tools?: unknown;
}

interface Variant {
  readonly prompt: string;
  readonly hasTools: boolean;
  readonly isWorn: boolean;
}

const [dataFolder, outFolder] = process.argv.slice(2);
if (dataFolder === undefined || outFolder === undefined) {
  console.error("Usage: tsx training/write-features.ts DATA_FOLDER OUT_FOLDER");
  process.exit(1);
}
mkdirSync(outFolder, { recursive: true });
await writeFeatures(dataFolder, outFolder);

async function writeFeatures(from: string, to: string): Promise<void> {
  const out = {
    rows: createWriteStream(join(to, "rows.jsonl")),
    counts: createWriteStream(join(to, "counts.i32")),
    ids: createWriteStream(join(to, "ids.i32")),
    weights: createWriteStream(join(to, "weights.f32")),
    structure: createWriteStream(join(to, "structure.f32")),
  };
  const files = DATA_FILES.map((file) => ({ file, path: join(from, file) }));
  for (const { file, path } of [...files, { file: "everyday", path: join(to, "everyday.jsonl") }]) {
    for await (const row of readRows(path)) {
      for (const { prompt, hasTools, isWorn } of variantsOf(row)) {
        const demands: Demand[] = hasTools ? ["tools"] : [];
        const features = queryFeatures({ text: normaliseText(prompt), precedingText: "", demands });
        out.rows.write(`${JSON.stringify({ file, id: row.id, hasTools, isWorn })}\n`);
        out.counts.write(bytesOf(Int32Array.of(features.ids.length)));
        out.ids.write(bytesOf(features.ids));
        out.weights.write(bytesOf(features.weights));
        out.structure.write(bytesOf(features.structure));
      }
    }
  }
  await Promise.all(Object.values(out).map((stream) => once(stream.end(), "finish")));
  writeFileSync(
    join(to, "features.json"),
    JSON.stringify({
      version: FEATURE_VERSION,
      rows: FEATURE_ROWS,
      regions: FEATURE_REGIONS,
      structure: STRUCTURE_NAMES,
    }),
  );
}

/** A prompt as it came, with its tools where it has any, and worn: courtesy around it, and one to three typos. */
function variantsOf({ prompt, tools }: Row): Variant[] {
  const seed = seedOf(prompt);
  const worn = perturb("typos", perturb("wrappers", prompt, seed, KNOWN_PHRASES), seed);
  const hasTools = tools !== undefined;
  const bare = { prompt, hasTools: false, isWorn: false };
  return [
    ...(hasTools ? [{ ...bare, hasTools }] : []),
    bare,
    { prompt: worn, hasTools, isWorn: true },
  ];
}

async function* readRows(path: string): AsyncIterable<Row> {
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    if (line !== "") yield JSON.parse(line) as Row;
  }
}

function bytesOf(values: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
