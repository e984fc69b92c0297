import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { allDetectors } from "../src/privacy/all-detectors.ts";
import { inspectTexts } from "../src/privacy/inspect-sources.ts";
import type { Finding } from "../src/terms/finding.ts";

// npm run inspect -- --in texts.jsonl --out findings.jsonl
// One {"id", "text"} a line in, one {"id", "findings"} a line out; offsets are in code points.

interface Line {
  readonly id: unknown;
  readonly text: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { in: { type: "string" }, out: { type: "string" } } });
  if (values.in === undefined || values.out === undefined) {
    throw new Error("Say where from and where to: --in texts.jsonl --out findings.jsonl");
  }
  const results: string[] = [];
  for await (const line of createInterface({ input: createReadStream(values.in) })) {
    if (line.trim() === "") continue;
    results.push(JSON.stringify(await inspectLine(readLine(line, results.length + 1))));
  }
  await writeFile(values.out, results.map((result) => `${result}\n`).join(""));
  console.log(`${results.length} texts inspected`);
}

function readLine(line: string, number: number): Line {
  const { id, text } = JSON.parse(line) as Partial<Line>;
  if (typeof text !== "string") throw new Error(`Text ${number} has no "text".`);
  return { id, text };
}

async function inspectLine({ id, text }: Line) {
  const inspector = { detectors: allDetectors, isOverBudget: () => false };
  const { findings } = await inspectTexts([text], inspector);
  return { id, findings: findings.map((finding) => inCodePoints(finding, text)) };
}

function inCodePoints({ kind, start, end, score }: Finding, text: string) {
  const before = Array.from(text.slice(0, start)).length;
  const within = Array.from(text.slice(start, end)).length;
  return { kind, start: before, end: before + within, score };
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
});
