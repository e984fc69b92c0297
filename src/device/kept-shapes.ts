import type { FilePlan } from "../../workers/model-store.contract.ts";
import type { ModelFile } from "../terms/catalogue.ts";
import type { Measured } from "../terms/estimate.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import type { KeptModel } from "./kept-models.ts";
import type { KeptPace } from "./measured-pace.ts";

type Check = (value: unknown) => boolean;
/** A check for every field of `Value`: a new field breaks the build until it has one. */
type Checks<Value> = { readonly [Name in keyof Required<Value>]: Check };

/** The last moment that is a date, in milliseconds since the epoch. */
const LAST_DATE = 8.64e15;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => Number.isFinite(value);
const isAmount: Check = (value) => Number.isFinite(value) && (value as number) >= 0;
const isRate: Check = (value) => Number.isFinite(value) && (value as number) > 0;
const isMoment: Check = (value) => isAmount(value) && (value as number) <= LAST_DATE;

const isFile = recordOf<ModelFile>({
  name: isText,
  bytes: orNull(isAmount),
  sha256: orNull(isText),
  gitSha1: orAbsent(isText),
  urls: listOf(isText),
});

const planChecks = { revision: isText, files: listOf(isFile) };
const isPlan = recordOf<FilePlan>({ ...planChecks, before: orAbsent(recordOf(planChecks)) });

const isPace = recordOf<KeptPace>({
  promptTokensPerSecond: orAbsent(isRate),
  tokensPerSecond: orAbsent(isRate),
  tokensPerCharacter: orAbsent(isAmount),
  answerTokens: orAbsent(isAmount),
  limitShare: orAbsent(isAmount),
  overheadMs: orAbsent(isAmount),
});

const isAbility = recordOf<MeasuredAbility>({
  ability: listOf(recordOf<Measured>({ mean: isNumber, sd: isAmount })),
  tokensPerSecond: isRate,
  questions: isAmount,
  rightAnswers: isAmount,
  measuredAt: isMoment,
  classifier: isText,
});

const FIELDS: Checks<KeptModel> = {
  plan: isPlan,
  isWhole: (value) => typeof value === "boolean",
  newerRevision: isText,
  pace: isPace,
  loadMs: isAmount,
  measured: recordOf<Required<KeptModel>["measured"]>({ revision: isText, ability: isAbility }),
};

const isPicked = recordOf({
  source: recordOf({ kind: (value) => value === "picked", file: isFile }),
});

/** What is kept of one model; a field that cannot be is as if it had never been kept. */
export function keptModelOf(value: unknown): KeptModel {
  const fields = isRecord(value) ? value : {};
  const known = Object.entries(FIELDS).filter(([name, isKept]) => isKept(fields[name]));
  return Object.fromEntries(known.map(([name]) => [name, fields[name]]));
}

/** The files of picked models, out of what was kept of these models; what is none is left out. */
export function pickedFilesOf(value: unknown): readonly ModelFile[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return entries
    .filter((entry) => isPicked(entry))
    .map((entry) => (entry as { readonly source: { readonly file: ModelFile } }).source.file);
}

/** A speed; null for anything else. */
export function rateOf(value: unknown): number | null {
  return isRate(value) ? (value as number) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf<Value>(checks: Checks<Value>): Check {
  const all = Object.entries<Check>(checks);
  return (value) => isRecord(value) && all.every(([name, isSo]) => isSo(value[name]));
}

function listOf(isSo: Check): Check {
  return (value) => Array.isArray(value) && value.every(isSo);
}

function orNull(isSo: Check): Check {
  return (value) => value === null || isSo(value);
}

function orAbsent(isSo: Check): Check {
  return (value) => value === undefined || isSo(value);
}
