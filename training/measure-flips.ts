/**
 * How often a change that leaves what is asked as it was (typos, case, wrappers, tricks ...) flips a decision of the
 * shipped classifier, on 1,000 prompts of the data folder and the 300 everyday requests.
 *
 *   tsx training/measure-flips.ts OUT.json OUT.md
 *
 * Writes the report as JSON and as markdown.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openClassifier, SHIPPED_ROUTER } from "../tools/classifier/open-classifier.ts";
import { drawnPrompts, everydayPrompts } from "./flips/flip-prompts.ts";
import { findFlips } from "./flips/flip-rates.ts";
import { flipReport, flipTable } from "./flips/flip-table.ts";

const DRAWN = 1000;
const DATA_FOLDER = fileURLToPath(new URL("../../shared/data", import.meta.url));
const EVERYDAY = fileURLToPath(
  new URL("../test/evaluation/everyday/requests.jsonl", import.meta.url),
);

const [jsonOut, markdownOut] = process.argv.slice(2);
if (jsonOut === undefined || markdownOut === undefined) {
  console.error("Usage: tsx training/measure-flips.ts OUT.json OUT.md");
  process.exit(1);
}
const prompts = [...drawnPrompts(DATA_FOLDER, DRAWN), ...everydayPrompts(EVERYDAY)];
const { version, estimate } = await openClassifier(SHIPPED_ROUTER);
const report = flipReport(version, prompts.length, await findFlips(prompts, estimate));
writeFileSync(jsonOut, `${JSON.stringify(report, null, 2)}\n`);
writeFileSync(markdownOut, `${flipTable(report).join("\n")}\n`);
