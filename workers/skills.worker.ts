import { expose } from "comlink";
import type { SkillsWorker } from "./skills.contract.ts";
import { answerExactly } from "./skills/answer-exactly.ts";

const worker: SkillsWorker = {
  answer(text, now) {
    return Promise.resolve(answerExactly(text, now));
  },
};

expose(worker);
