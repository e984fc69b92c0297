import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answerExactly } from "../workers/skills/answer-exactly.ts";
import { quantile } from "./paired-ratio.ts";
import { withBenchPage } from "./run-bench-page.ts";
import { holdsAcceptedForm } from "./skills/accepted-form.ts";
import { isRightTrigger, SWEEP_NOW, type Trigger } from "./skills/judge-triggers.ts";
import { knownPrompts, linesOf } from "./skills/known-prompts.ts";
import { nearMisses, phrasings, type Phrasing } from "./skills/phrasings.ts";
import type { Asked, TimedAnswer } from "./skills/skills-page.ts";

/** Rounds over all requests; the first warms up compilers and is not counted. */
const ROUNDS = 4;
const DATA_FOLDER = fileURLToPath(new URL("../../shared/data", import.meta.url));

const asked = phrasings();
const missed = nearMisses();
const requests: readonly Asked[] = [
  ...asked.map(({ text, nowMs, timeZone }) => ({ text, nowMs, timeZone })),
  ...missed.map(({ text }) => ({ text, ...SWEEP_NOW })),
];
const rounds = await withBenchPage("skills", async (page, url) => {
  await page.goto(url);
  await page.waitForFunction(() => window.askSkills !== undefined);
  const timed: (readonly TimedAnswer[])[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const answers = await page.evaluate((list) => window.askSkills?.(list), requests);
    timed.push(answers as readonly TimedAnswer[]);
  }
  return timed;
});

const answers = rounds.at(-1) ?? [];
const warmMs = rounds.slice(1).flatMap((timed) => timed.map(({ ms }) => ms));
const isRight = asked.map((phrasing, index) => isAnswered(phrasing, answers[index]));
const wrongAnswers = asked.filter(
  (_, index) => answers[index]?.answer !== null && isRight[index] !== true,
);
const answeredMisses = missed.filter((_, index) => answers[asked.length + index]?.answer !== null);

console.log("Phrasings of test/evaluation/skills, in Chromium through the client and the worker:");
console.table(recallBySkill());
for (const { id, text } of [...wrongAnswers, ...answeredMisses])
  console.log(`wrong: ${id} ${text}`);

const triggers = sweep();
const wrong = triggers.filter((trigger) => !isRightTrigger(trigger));
for (const { known, answer } of wrong) {
  console.log(`wrong trigger: ${known.id} ${JSON.stringify(known.prompt)} → ${answer.text}`);
}
console.table(intentRecall(triggers));
console.log(
  JSON.stringify({
    p95Ms: round(quantile(warmMs, 0.95)),
    wrongTriggers: wrong.length + wrongAnswers.length + answeredMisses.length,
    recall: round(isRight.filter(Boolean).length / asked.length),
    triggers: triggers.length,
    nearMissesAnswered: answeredMisses.length,
    coldMs: round(rounds[0]?.[0]?.ms ?? NaN),
  }),
);

function isAnswered({ accepted }: Phrasing, timed: TimedAnswer | undefined): boolean {
  const answer = timed?.answer ?? null;
  return answer !== null && holdsAcceptedForm(answer.text, accepted);
}

function recallBySkill() {
  const keys = [...new Set(asked.map(({ language, skill }) => `${language} ${skill}`))];
  return keys.map((key) => {
    const indices = asked.flatMap(({ language, skill }, index) =>
      `${language} ${skill}` === key ? [index] : [],
    );
    const right = indices.filter((index) => isRight[index] === true).length;
    return { phrasings: key, right, of: indices.length };
  });
}

/** Every answer to a prompt of the shared data; in Node, where the same code is faster to ask. */
function sweep(): readonly Trigger[] {
  const prompts = knownPrompts(DATA_FOLDER);
  if (prompts === null) throw new Error("The sweep needs the data in ../shared/data.");
  console.log(`${String(prompts.length)} distinct prompts of ../shared/data:`);
  return prompts.flatMap((known) => {
    const answer = answerExactly(known.prompt, SWEEP_NOW);
    return answer === null ? [] : [{ known, answer }];
  });
}

/** Most of these requests lack what an exact answer needs, or ask for none. */
function intentRecall(found: readonly Trigger[]) {
  const intents = new Map(clincIntents());
  return ["calculator", "timezone", "measurement_conversion"].map((intent) => {
    const all = [...intents.values()].filter((other) => other === intent).length;
    const answered = found.filter(({ known }) => intents.get(known.id) === intent).length;
    return { "clinc150 intent": intent, answered, of: all };
  });
}

function clincIntents(): readonly (readonly [id: string, intent: string])[] {
  return linesOf(join(DATA_FOLDER, "queries/clinc150.jsonl")).map((line) => {
    const { id, intent } = JSON.parse(line) as Record<"id" | "intent", string>;
    return [id, intent] as const;
  });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
