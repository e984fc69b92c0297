import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { ChatRequest } from "../src/chat/chat-request.ts";
import type { KnownCard } from "../src/decision/known-cards.ts";
import { readQuery } from "../src/decision/read-query.ts";
import { openClassifier, SHIPPED_ROUTER, type Classifier } from "./classifier/open-classifier.ts";
import { checkInput, checkOutput } from "./command-line/check-paths.ts";
import { parseOptions } from "./command-line/parse-options.ts";
import { chosenCards } from "./estimate/chosen-cards.ts";
import { estimateLine } from "./estimate/estimate-line.ts";
import { readLines, type NumberedLine } from "./json-lines/read-lines.ts";
import { readObject, type Complaint } from "./json-lines/read-object.ts";
import { readRequest } from "./json-lines/read-request.ts";
import { Refusal, runMain } from "./set-up/refusal.mjs";

// npm run estimate -- --in prompts.jsonl --out estimates.jsonl [--card ID|FILE]... [--router FOLDER]
// One {"id", "prompt"} or {"id", "messages"} a line in, with "tools" where there are some; one estimate a line out.

interface Tally {
  written: number;
  skipped: number;
}

interface Task {
  readonly id: string | number;
  readonly request: ChatRequest;
}

await runMain(async () => {
  const values = parseOptions({
    in: { type: "string" },
    out: { type: "string" },
    card: { type: "string", multiple: true, default: [] },
    router: { type: "string", default: SHIPPED_ROUTER },
  });
  if (values.in === undefined || values.out === undefined) {
    throw new Refusal("Say where from and where to: --in prompts.jsonl --out estimates.jsonl.");
  }
  checkInput(values.in);
  checkOutput(values.out, values.in);
  const classifier = await openClassifier(values.router);
  const cards = chosenCards(values.card, classifier);
  const tally = { written: 0, skipped: 0 };
  await pipeline(estimates(values.in, classifier, cards, tally), createWriteStream(values.out));
  report(values.in, values.out, tally);
});

async function* estimates(
  from: string,
  classifier: Classifier,
  cards: readonly KnownCard[],
  tally: Tally,
): AsyncGenerator<string> {
  for await (const line of readLines(from)) {
    const task = readTask(line);
    if ("complaint" in task) {
      tally.skipped++;
      console.error(`Line ${line.number} was skipped: it ${task.complaint}.`);
      continue;
    }
    const query = readQuery(task.request);
    const estimate = await classifier.estimate(query);
    tally.written++;
    yield `${JSON.stringify(estimateLine(task.id, query, estimate, cards))}\n`;
  }
}

function readTask(line: NumberedLine): Task | Complaint {
  const object = readObject(line);
  if ("complaint" in object) return object;
  const { id } = object.fields;
  if (typeof id !== "string" && typeof id !== "number") return { complaint: 'has no "id"' };
  const read = readRequest(object.fields);
  return "complaint" in read ? read : { id, request: read.request };
}

function report(from: string, to: string, { written, skipped }: Tally): void {
  if (written === 0) throw new Refusal(`${from} holds no line that could be read.`);
  const rest = skipped === 0 ? "" : `; ${skipped} lines could not be read and were skipped`;
  console.log(`${written} estimates in ${to}${rest}.`);
}
