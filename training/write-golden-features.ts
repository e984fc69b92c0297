/**
 * Writes test/fixtures/query-features.json: the features of a few texts, as the current code gives them. Run it together
 * with a change of FEATURE_VERSION, never to make a failing test pass.
 */
import { writeFileSync } from "node:fs";
import { normaliseText } from "../src/decision/normalise-text.ts";
import { FEATURE_VERSION, queryFeatures } from "../src/decision/query-features.ts";
import type { Demand } from "../src/terms/query.ts";

const CASES: readonly { text: string; precedingText?: string; demands?: readonly Demand[] }[] = [
  { text: "" },
  { text: "What is the capital of France?" },
  { text: "and why?", precedingText: "Is the sky blue at night?" },
  { text: "Wie spät ist es in Zürich? Ça dépend…" },
  { text: "다음 문장을 영어로 번역해 줘: 오늘은 비가 온다." },
  { text: "Solve \\frac{x^2 - 9}{x + 3} = 12 for x, then round to 2 digits." },
  { text: "def f(a):\n    return [x * 2 for x in a if x > 10]\nassert f([11, 3]) == ??" },
  { text: "Which gas do plants take in?\nA. oxygen\nB. carbon dioxide\nC. helium" },
  { text: "book a table for 4 at seven", demands: ["tools", "schema"] },
  { text: "😀😀 مرحبا hello 你好 \u200bпривет 123456789012" },
  { text: "a".repeat(5000) },
];

function rounded(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Math.round(value * 1e6) / 1e6);
}

const cases = CASES.map(({ text, precedingText = "", demands = [] }) => {
  const query = { text: normaliseText(text), precedingText: normaliseText(precedingText), demands };
  const features = queryFeatures(query);
  return {
    text,
    precedingText,
    demands,
    ids: Array.from(features.ids),
    weights: rounded(features.weights),
    structure: rounded(features.structure),
  };
});
const fixture = new URL("../test/fixtures/query-features.json", import.meta.url);
writeFileSync(fixture, `${JSON.stringify({ version: FEATURE_VERSION, cases })}\n`);
