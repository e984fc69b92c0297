import type { Effort } from "../terms/place.ts";
import { canonicalText } from "./canonical-text.ts";

/** What the depth is read from. Probabilities by label, as in an estimate. */
export interface DepthInput {
  readonly task: Readonly<Record<string, number>>;
  readonly domain: Readonly<Record<string, number>>;
  /** `overallDifficulty` of the query, a logit; 0 is what a model of average ability gets right half the time. */
  readonly difficulty: number;
  /** The normalised text of the query. */
  readonly text: string;
}

/** Where a kind of task begins on the scale 0 (at once) to 3 (long work), and how far its circumstances carry it up. */
interface TaskDepth {
  readonly base: number;
  readonly growth: number;
}

/** From the definitions of the tasks alone: what is recalled or copied does not grow, what is worked out does. */
const TASK_DEPTHS: Readonly<Record<string, TaskDepth>> = {
  action: { base: 0, growth: 0 },
  chat: { base: 0.2, growth: 0.2 },
  fact: { base: 0.4, growth: 0.2 },
  translation: { base: 0.3, growth: 0.2 },
  extraction: { base: 0.6, growth: 0.2 },
  rewriting: { base: 0.8, growth: 0.2 },
  writing: { base: 0.8, growth: 0.4 },
  exam: { base: 0.6, growth: 0.2 },
  maths: { base: 0.9, growth: 0.5 },
  code: { base: 1.2, growth: 0.5 },
  logic: { base: 1.2, growth: 0.5 },
  planning: { base: 1.4, growth: 0.5 },
};
/** A label that this rule does not know: a moment's thought. */
const UNKNOWN_TASK: TaskDepth = { base: 1, growth: 0.3 };
/** An exam question of these subjects is worked out as maths is, not recalled. */
const CALCULATING_DOMAINS = ["math", "physics", "engineering", "chemistry"];

/** Ends of clauses, sentences and lines, and numbers: what has to be held at once. */
const PARTS = /[.!?。？！;,:，、\n](?=\s|$)|\n|\d+(?:[.,]\d+)*/g;
/** Parts that a short request has anyway; twice as many again count one. */
const PARTS_PER_DOUBLING = 3;
const MOST_DOUBLINGS = 3;
/** UTF-16 code units. In a longer text an aside counts for little, and folding it would cost milliseconds. */
const LONGEST_FOLDED = 1000;
/** Beyond this logit a question does not get deeper, only more likely to be missed. */
const LARGEST_DIFFICULTY = 2;
/** Work that is long by its name. It counts as four times the parts. */
const LONG_WORK =
  /\b(?:prove|proof|derive|derivation|design|algorithm|optimi[sz]e)\b|증명|유도|설계|알고리즘|최적화/i;
const LONG_WORK_DOUBLINGS = 2;

const DEPTHS: readonly Effort[] = ["minimal", "low", "medium", "high"];

/**
 * How long a careful person would think before answering (R21): the tasks' depths weighed by their probabilities, each
 * grown by how much the text holds at once, by the difficulty, and by work that is long by its name. Total: any
 * numbers and any text give a depth.
 */
export function reasoningDepthOf(input: DepthInput): Effort {
  const growth = growthOf(input);
  const calculating = CALCULATING_DOMAINS.reduce(
    (sum, domain) => sum + (input.domain[domain] ?? 0),
    0,
  );
  let level = 0;
  for (const [task, probability] of Object.entries(input.task)) {
    const worked = task === "exam" ? calculating : 0;
    level += probability * (1 - worked) * levelOf(TASK_DEPTHS[task] ?? UNKNOWN_TASK, growth);
    level += probability * worked * levelOf(TASK_DEPTHS["maths"] ?? UNKNOWN_TASK, growth);
  }
  return DEPTHS[Math.round(between(0, level, DEPTHS.length - 1))] ?? "low";
}

function levelOf({ base, growth }: TaskDepth, amount: number): number {
  return base + growth * amount;
}

function growthOf({ text, difficulty }: DepthInput): number {
  // Courtesy, claims of difficulty and orders to the router are no work.
  const matter = text.length > LONGEST_FOLDED ? text : canonicalText(text);
  const parts = matter.match(PARTS)?.length ?? 0;
  const held = Math.min(Math.log2(1 + parts / PARTS_PER_DOUBLING), MOST_DOUBLINGS);
  const hard = between(-LARGEST_DIFFICULTY, difficulty, LARGEST_DIFFICULTY) / LARGEST_DIFFICULTY;
  return held + hard + (LONG_WORK.test(matter) ? LONG_WORK_DOUBLINGS : 0);
}

function between(low: number, value: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
