import * as v from "valibot";
import { unknownAbility } from "../decision/known-ability.ts";
import { RouterError } from "../router-error.ts";
import type { CloudModelOptions, CloudOptions } from "../router.ts";

/** Ids that mean a place. */
const RESERVED_IDS = ["auto", "device", "cloud"];
/** The key has its own options, and the others are the browser's to set. */
const RESERVED_HEADERS = ["authorization", "cookie", "host"];
/** A timer takes no more. */
const LONGEST_MS = 2 ** 31 - 1;

const id = v.pipe(v.string(), v.minLength(1), v.notValues(RESERVED_IDS));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const limitMs = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(LONGEST_MS)));
const measured = v.looseObject({ mean: v.pipe(v.number(), v.finite()), sd: amount });
const model = v.looseObject({
  id,
  contextTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  maxAnswerTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  ability: v.optional(v.union([v.pipe(v.number(), v.finite()), v.array(measured)])),
  price: v.optional(
    v.looseObject({ inputUsdPerMillionTokens: amount, outputUsdPerMillionTokens: amount }),
  ),
});
const cloudOptions = v.looseObject({
  baseUrl: v.pipe(v.string(), v.minLength(1)),
  models: v.pipe(v.array(model), v.minLength(1)),
  apiKey: v.optional(v.string()),
  getToken: v.optional(v.function()),
  credentials: v.optional(v.picklist(["omit", "include"])),
  headers: v.optional(v.record(v.string(), v.string())),
  timeouts: v.optional(
    v.looseObject({ headersMs: limitMs, firstTokenMs: limitMs, betweenTokensMs: limitMs }),
  ),
  maxRetries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** Fails with `options_invalid`, naming the option. No value is quoted: any of them may be a key in the wrong place. */
export function checkCloudOptions(options: CloudOptions): void {
  const result = v.safeParse(cloudOptions, options, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const wanted = issue.expected === null ? "" : `: ${issue.expected} was expected`;
    throw invalid(`The option "cloud.${v.getDotPath(issue) ?? ""}" is wrong${wanted}.`);
  }
  const ids = options.models.map((each) => each.id);
  const twice = ids.find((each, index) => ids.indexOf(each) !== index);
  if (twice !== undefined) throw invalid(`The model "${twice}" is listed twice.`);
  for (const each of options.models) checkAbility(each);
  if (!isHeader("authorization", `Bearer ${options.apiKey ?? ""}`))
    throw invalid('The option "cloud.apiKey" holds characters that no header can.');
  for (const [name, value] of Object.entries(options.headers ?? {})) checkHeader(name, value);
}

/** An ability that was fitted against a classifier of other dimensions is on another scale. */
function checkAbility({ id: name, ability }: CloudModelOptions): void {
  const wanted = unknownAbility().length;
  if (ability === undefined || typeof ability === "number" || ability.length === wanted) return;
  throw invalid(
    `The ability of "${name}" has ${ability.length} dimensions, not the ${wanted} of the shipped classifier.`,
  );
}

function checkHeader(name: string, value: string): void {
  if (RESERVED_HEADERS.includes(name.trim().toLowerCase()))
    throw invalid(`The header "${name}" cannot be set in "cloud.headers".`);
  if (!isHeader(name, value))
    throw invalid('The option "cloud.headers" holds a name or value that is no header\'s.');
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers().set(name, value);
    return true;
  } catch {
    return false;
  }
}

function invalid(sentence: string): RouterError {
  return new RouterError("options_invalid", sentence);
}
