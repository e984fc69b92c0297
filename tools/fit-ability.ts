import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ChatRequest } from "../src/chat/chat-request.ts";
import { textOf } from "../src/chat/message-text.ts";
import { readQuery } from "../src/decision/read-query.ts";
import { STANDARD_NORMAL, type ItemParameters } from "../src/learning/item-response.ts";
import {
  modelAbility,
  type FittedAbility,
  type GradedAnswer,
} from "../src/learning/model-ability.ts";
import { openClassifier, SHIPPED_ROUTER, type Classifier } from "./classifier/open-classifier.ts";
import { checkInput, checkOutput } from "./command-line/check-paths.ts";
import { parseOptions } from "./command-line/parse-options.ts";
import { calibratedItems } from "./fit-ability/calibrated-items.ts";
import { readGradedLine } from "./fit-ability/read-graded-line.ts";
import { readLines } from "./json-lines/read-lines.ts";
import { Refusal, runMain } from "./set-up/refusal.mjs";

// npm run fit-ability -- --outcomes graded.jsonl [--out card.json] [--id NAME] [--router FOLDER]
// One {"prompt", "correct"} a line in, correct being true, false or 0 to 1; a card out, which `npm run estimate` takes.

/** More complaints than this say nothing new. */
const MOST_COMPLAINTS = 20;

await runMain(async () => {
  const values = parseOptions({
    outcomes: { type: "string" },
    out: { type: "string" },
    id: { type: "string" },
    router: { type: "string", default: SHIPPED_ROUTER },
  });
  if (values.outcomes === undefined) {
    throw new Refusal("Say where the graded answers are: --outcomes graded.jsonl.");
  }
  checkInput(values.outcomes);
  if (values.out !== undefined) checkOutput(values.out, values.outcomes);
  const classifier = await openClassifier(values.router);
  const known = calibratedItems(join(values.router, "calibration-set.json"), classifier);
  const answers = await readAnswers(values.outcomes, classifier, known);
  const prior = Array.from({ length: classifier.dimensions }, () => STANDARD_NORMAL);
  const fitted = modelAbility(answers, prior);
  const id = values.id ?? basename(values.outcomes).replace(/\.[^.]*$/, "");
  write(cardText(id, fitted, classifier.version), sentence(id, fitted, answers), values.out);
});

/** Every answer with the parameters of its question. Reads on after a bad line to name the others, then fails. */
async function readAnswers(
  from: string,
  classifier: Classifier,
  known: ReadonlyMap<string, ItemParameters>,
): Promise<readonly GradedAnswer[]> {
  const answers: GradedAnswer[] = [];
  const complaints: string[] = [];
  for await (const line of readLines(from)) {
    const read = readGradedLine(line);
    if ("complaint" in read) complaints.push(`Line ${line.number} ${read.complaint}.`);
    else if (complaints.length === 0) {
      const item =
        knownItem(read.request, known) ?? (await classifier.estimate(readQuery(read.request)));
      const { difficulties, discriminations } = item;
      answers.push({ difficulties, discriminations, outcome: read.outcome });
    }
    if (complaints.length === MOST_COMPLAINTS) break;
  }
  if (complaints.length > 0) {
    throw new Refusal(
      [...complaints, `${from} was not fitted, and nothing was written.`].join("\n"),
    );
  }
  if (answers.length === 0) throw new Refusal(`${from} holds no graded answer.`);
  return answers;
}

/** A question of the calibration set is asked by itself: one message, no tools. */
function knownItem(
  { messages, tools }: ChatRequest,
  known: ReadonlyMap<string, ItemParameters>,
): ItemParameters | undefined {
  const [message] = messages;
  if (message === undefined || messages.length > 1 || tools !== undefined) return undefined;
  return message.role === "user" ? known.get(textOf(message)) : undefined;
}

function cardText(id: string, fitted: FittedAbility, classifier: string): string {
  const { ability, answerCount, note } = fitted;
  const rounded = ability.map(({ mean, sd }) => ({
    mean: Number(mean.toFixed(4)),
    sd: Number(sd.toFixed(4)),
  }));
  const fittedOn = new Date().toISOString().slice(0, 10);
  const card = { id, ability: rounded, answers: answerCount, note, classifier, fittedOn };
  return JSON.stringify(card, null, 2);
}

function sentence(id: string, fitted: FittedAbility, answers: readonly GradedAnswer[]): string {
  const figures = fitted.ability.map(({ mean, sd }) => `${mean.toFixed(2)} ± ${sd.toFixed(2)}`);
  const right = answers.reduce((sum, { outcome }) => sum + outcome, 0) / answers.length;
  const basis = `${fitted.answerCount} answers, ${(100 * right).toFixed(1)} % right`;
  const bound =
    fitted.note === "one_class" ? "; all of one class, so that only the prior bounds it" : "";
  return `${id}: ability ${figures.join(", ")} from ${basis}${bound}.`;
}

/** Into the file, or to the terminal where none is named; then the sentence goes beside the card and not into it. */
function write(card: string, told: string, to: string | undefined): void {
  if (to === undefined) {
    console.log(card);
    console.error(told);
    return;
  }
  writeFileSync(to, `${card}\n`);
  console.log(`${told} Written to ${to}.`);
}
