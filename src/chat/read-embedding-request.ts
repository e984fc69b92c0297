import * as v from "valibot";
import { RouterError } from "../router-error.ts";
import type { EmbeddingRequest } from "./embedding.ts";
import { MAX_REQUEST_LENGTH } from "./read-chat-request.ts";

const MOST_INPUTS = 2048;

const text = v.pipe(v.string(), v.nonEmpty());
const request = v.looseObject({
  model: text,
  input: v.union([text, v.pipe(v.array(text), v.minLength(1), v.maxLength(MOST_INPUTS))]),
  dimensions: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1))),
  encoding_format: v.nullish(v.picklist(["float", "base64"])),
  user: v.optional(v.string()),
});

/**
 * Checks what a caller wrote, before anything runs, and returns a copy: what the caller changes later changes nothing.
 * Fails with `request_invalid` (naming the field; also for an empty text), `text_too_long` or `text_malformed` (lone
 * surrogates, which no encoding can carry). Tokens in place of texts are refused: they would be another encoder's.
 */
export function readEmbeddingRequest(input: unknown): EmbeddingRequest {
  const result = v.safeParse(request, input, { abortEarly: true });
  if (!result.success) throw errorOf(result.issues[0]);
  const { model, input: texts, dimensions, encoding_format, user } = result.output;
  checkTexts(typeof texts === "string" ? [texts] : texts);
  return {
    model,
    input: texts,
    dimensions: dimensions ?? null,
    encoding_format: encoding_format ?? null,
    ...(user === undefined ? {} : { user }),
  };
}

function errorOf(issue: v.BaseIssue<unknown>): RouterError {
  const path = v.getDotPath(issue) ?? "request";
  const [field = path] = path.split(".");
  return new RouterError("request_invalid", `The field "${field}" must be ${expected(field)}.`);
}

function expected(field: string): string {
  switch (field) {
    case "model":
      return 'a name, such as "device"';
    case "input":
      return `a text, or a list of 1 to ${MOST_INPUTS} texts, none of them empty`;
    case "dimensions":
      return "a whole number from 1";
    case "encoding_format":
      return '"float" or "base64"';
    default:
      return "as in OpenAI's shape";
  }
}

function checkTexts(texts: readonly string[]): void {
  const length = texts.reduce((sum, { length: units }) => sum + units, 0);
  if (length > MAX_REQUEST_LENGTH)
    throw new RouterError(
      "text_too_long",
      `The request has ${length} characters; at most ${MAX_REQUEST_LENGTH} are read.`,
    );
  if (texts.some((one) => /\p{Surrogate}/u.test(one)))
    throw new RouterError(
      "text_malformed",
      "The text holds half of a character (a lone surrogate).",
    );
}
