import type { SkillAnswer, SkillName } from "../../../src/terms/skill-answer.ts";
import type { SkillNow } from "../../skills.contract.ts";
import { isRequestEnd } from "./courtesy.ts";
import { phrase, type Slots } from "./phrase.ts";
import type { RequestReader } from "./request-reader.ts";
import type { Language } from "./request-text.ts";

/** What a rule answers; its skill is added by the list it stands in. */
export interface Exact {
  readonly text: string;
  readonly explanation: string;
}

/** An answer; null where what was asked has no certain answer; "unfit" where the words must mean something else. */
export type Verdict = Exact | null | "unfit";

/** One sentence form of one skill. */
export interface Rule {
  /** Adds the answer of every way in which the whole rest of the text from `at` can be read. */
  answer(reader: RequestReader, at: number, now: SkillNow, answers: Verdict[]): void;
}

/** A skill: its name and all its sentence forms. */
export interface Skill {
  readonly name: SkillName;
  readonly rules: readonly Rule[];
}

/** What an answer may depend on besides what was read. */
export interface Context {
  readonly now: SkillNow;
  /** Of the request. */
  readonly language: Language;
}

/** Turns what was read into an answer. */
export type Build<Values> = (values: Values, context: Context) => Verdict;

/** A rule whose words are English. See `phrase` for templates. */
export function english<Values>(
  template: string,
  slots: Slots<Values>,
  build: Build<Values>,
): Rule {
  return rule("en", template, slots, build);
}

/** A rule whose words are Korean. */
export function korean<Values>(template: string, slots: Slots<Values>, build: Build<Values>): Rule {
  return rule("ko", template, slots, build);
}

/** A rule with few words or none: its answer is in Korean where the request holds a Korean letter. */
export function wordless<Values>(
  template: string,
  slots: Slots<Values>,
  build: Build<Values>,
): Rule {
  return rule(null, template, slots, build);
}

function rule<Values>(
  spoken: Language | null,
  template: string,
  slots: Slots<Values>,
  build: Build<Values>,
): Rule {
  const form = phrase(template, slots);
  return {
    answer(reader, at, now, answers) {
      form.read(reader, at, (values, end) => {
        const { plain } = reader.text;
        if (!isRequestEnd(plain, end)) return;
        const language = spoken ?? (/[가-힣]/.test(plain) ? "ko" : "en");
        answers.push(build(values, { now, language }));
      });
    },
  };
}

/** The one answer that all readings agree on: null where there is none, where one is unsure, or where two differ. */
export function agreed(answers: readonly (SkillAnswer | null)[]): SkillAnswer | null {
  const [first] = answers;
  if (first === undefined || first === null) return null;
  return answers.every((other) => other?.text === first.text) ? first : null;
}
