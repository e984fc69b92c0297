import { expectedQuality } from "../../src/decision/expected-quality.ts";
import { readQuery } from "../../src/decision/read-query.ts";
import { decide } from "../../src/decision/route-policy.ts";
import type { Estimate } from "../../src/terms/estimate.ts";
import type { Query } from "../../src/terms/query.ts";
import { perturb, PERTURBATIONS } from "../perturbations.ts";
import type { Perturbation } from "../perturbations.ts";
import { seedOf } from "../perturbations/seeded-chance.ts";
import { DEVICE_CARD, FLIP_INPUT } from "./flip-fleet.ts";
import type { FlipPrompt } from "./flip-prompts.ts";

/** Below it the device is not trusted with a query. */
export const THRESHOLD = 0.5;

/** What one change did to one prompt. */
export interface Flip {
  readonly id: string;
  readonly group: string;
  readonly kind: Perturbation;
  /** The path that `decide` took before; null: none. */
  readonly pathBefore: string | null;
  /** Whether the chance that the device answers well came to the other side of the threshold. */
  readonly isAcross: boolean;
  /** Whether `decide` took another path. */
  readonly isOtherPath: boolean;
  /** |change| of that chance. */
  readonly change: number;
}

/** Shares of flips among the prompts that a change applied to; `largest` and `ninetyFifth` are of |change|. */
export interface FlipRates {
  readonly kind: Perturbation;
  readonly group: string;
  readonly count: number;
  readonly acrossShare: number;
  readonly otherPathShare: number;
  readonly meanChange: number;
  readonly ninetyFifth: number;
  readonly largest: number;
}

interface Reading {
  readonly quality: number;
  readonly pathId: string | null;
}

type Estimator = (query: Query) => Promise<Estimate>;

/** Every prompt under every perturbation; a prompt that a perturbation leaves as it is does not count for it. */
export async function findFlips(
  prompts: readonly FlipPrompt[],
  estimate: Estimator,
): Promise<readonly Flip[]> {
  const flips: Flip[] = [];
  for (const { id, group, text } of prompts) {
    const before = await read(text, estimate);
    for (const kind of PERTURBATIONS) {
      const changed = perturb(kind, text, seedOf(`${kind}:${id}`));
      if (changed === text) continue;
      const after = await read(changed, estimate);
      flips.push({ id, group, kind, ...compare(before, after) });
    }
  }
  return flips;
}

/** The rates of one kind and group; "all" takes every group. */
export function flipRates(flips: readonly Flip[], kind: Perturbation, group: string): FlipRates {
  const own = flips.filter(
    (flip) => flip.kind === kind && (group === "all" || flip.group === group),
  );
  const changes = own.map(({ change }) => change).toSorted((one, other) => one - other);
  return {
    kind,
    group,
    count: own.length,
    acrossShare: share(own.map(({ isAcross }) => isAcross)),
    otherPathShare: share(own.map(({ isOtherPath }) => isOtherPath)),
    meanChange: changes.reduce((sum, change) => sum + change, 0) / Math.max(1, changes.length),
    ninetyFifth: changes[Math.ceil(changes.length * 0.95) - 1] ?? 0,
    largest: changes.at(-1) ?? 0,
  };
}

async function read(text: string, estimate: Estimator): Promise<Reading> {
  const query = readQuery({ model: "auto", messages: [{ role: "user", content: text }] });
  const estimated = await estimate(query);
  const { ability } = DEVICE_CARD;
  return {
    quality: expectedQuality(query, estimated, { ability }).mean,
    pathId: decide({ ...FLIP_INPUT, query, estimate: estimated }).path?.id ?? null,
  };
}

function compare(
  before: Reading,
  after: Reading,
): Pick<Flip, "pathBefore" | "isAcross" | "isOtherPath" | "change"> {
  return {
    pathBefore: before.pathId,
    isAcross: before.quality >= THRESHOLD !== after.quality >= THRESHOLD,
    isOtherPath: before.pathId !== after.pathId,
    change: Math.abs(before.quality - after.quality),
  };
}

function share(truths: readonly boolean[]): number {
  return truths.filter(Boolean).length / Math.max(1, truths.length);
}
