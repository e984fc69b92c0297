/**
 * Writes src/decision/common-words.json: the words by which `mendTypos` tells a typing error from a word, most common first.
 *
 *   tsx training/write-common-words.ts DATA_FOLDER
 *
 * They are counted over the prompts of the query sets, a prompt by 1 over the root of its set's size, so that a large set of
 * short commands does not drown the others. No outcome and no label is read.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { normaliseText } from "../src/decision/normalise-text.ts";

/** So many that few real words are taken for typos (under 2 % of running text), and the file stays near 60 kB. */
const WORDS = 8000;
const WORD = /(?<![\p{L}\p{N}])[a-z]{2,}(?![\p{L}\p{N}])/gu;
const OUT = new URL("../src/decision/common-words.json", import.meta.url);

const [dataFolder] = process.argv.slice(2);
if (dataFolder === undefined) {
  console.error("Usage: tsx training/write-common-words.ts DATA_FOLDER");
  process.exit(1);
}
const folder = join(dataFolder, "queries");
const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
const words = commonWords(files.toSorted().map((name) => promptsOf(join(folder, name))));
const source = `the ${WORDS} words that most prompts of ${files.length} public query sets hold; training/write-common-words.ts`;
writeFileSync(OUT, `${JSON.stringify({ source, words: words.join(" ") }, null, 2)}\n`);

function commonWords(sets: readonly (readonly string[])[]): readonly string[] {
  const weights = new Map<string, number>();
  for (const prompts of sets) {
    for (const prompt of prompts) {
      const plain = normaliseText(prompt).toLowerCase().replace(/['’]/g, "");
      const own = new Set(plain.match(WORD));
      for (const word of own)
        weights.set(word, (weights.get(word) ?? 0) + 1 / Math.sqrt(prompts.length));
    }
  }
  const ranked = [...weights].toSorted(
    ([word, weight], [other, otherWeight]) => otherWeight - weight || (word < other ? -1 : 1),
  );
  return ranked.slice(0, WORDS).map(([word]) => word);
}

function promptsOf(file: string): readonly string[] {
  const lines = readFileSync(file, "utf8").split("\n");
  const rows = lines.filter((line) => line !== "");
  return rows.map((line) => (JSON.parse(line) as { prompt: string }).prompt);
}
