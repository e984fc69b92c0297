import { RouterError } from "../../../src/router-error.ts";
import { GgufCursor, type GgufValue } from "./gguf-cursor.ts";

/** What the prompt builder needs of a GGUF file. Token ids are the model's own. */
export interface GgufVocabulary {
  readonly architecture: string;
  /** The model's Jinja chat template, or null where the file has none. */
  readonly chatTemplate: string | null;
  /** Tokens that steer the model (turn ends, roles). */
  readonly controlTokens: readonly ControlToken[];
  readonly bosText: string;
  readonly eosId: number | null;
  readonly eosText: string;
  /** The engine puts the BOS token in front of every prompt. */
  readonly addsBos: boolean;
}

/** A token that is never text. `offset` is where the bytes of its text begin in the file. */
export interface ControlToken {
  readonly id: number;
  readonly text: string;
  readonly offset: number;
}

const HEADER_BYTES_STEP = 4 << 20;
const CONTROL_TOKEN_TYPE = 3;

/**
 * Reads the head of a GGUF file: template and control tokens. The layout is the GGUF specification's, version 2 and 3.
 * Fails with `model_corrupt` where the file is not GGUF or ends inside its head.
 */
export async function readGgufVocabulary(weights: Blob): Promise<GgufVocabulary> {
  for (let length = HEADER_BYTES_STEP; ; length *= 2) {
    const isWhole = length >= weights.size;
    const head = await weights.slice(0, Math.min(length, weights.size)).arrayBuffer();
    try {
      const cursor = new GgufCursor(head);
      return vocabularyOf(readMetadata(cursor), cursor.tokenOffsets);
    } catch (cause) {
      if (!(cause instanceof RangeError) || isWhole) throw corrupt(cause);
    }
  }
}

/** The key whose strings are located, not only read. */
const TOKENS_KEY = "tokenizer.ggml.tokens";

function corrupt(cause: unknown): RouterError {
  if (cause instanceof RouterError) return cause;
  return new RouterError("model_corrupt", "The model file is damaged: its head cannot be read.", {
    cause,
  });
}

function readMetadata(cursor: GgufCursor): ReadonlyMap<string, GgufValue> {
  if (cursor.magic() !== "GGUF") {
    throw new RouterError("model_corrupt", "The model file is not a GGUF file.");
  }
  const version = cursor.uint32();
  if (version < 2 || version > 3) {
    throw new RouterError("model_corrupt", `The model file has GGUF version ${version}.`);
  }
  cursor.uint64();
  const pairCount = cursor.uint64();
  const values = new Map<string, GgufValue>();
  for (let pair = 0; pair < pairCount; pair++) {
    const key = cursor.text();
    values.set(key, cursor.value(cursor.uint32(), key === TOKENS_KEY));
  }
  return values;
}

function vocabularyOf(
  values: ReadonlyMap<string, GgufValue>,
  offsets: readonly number[],
): GgufVocabulary {
  const tokens = listOf(values.get(TOKENS_KEY));
  const types = listOf(values.get("tokenizer.ggml.token_type"));
  const controlTokens: ControlToken[] = [];
  types.forEach((type, id) => {
    const text = textOf(tokens, id);
    const offset = offsets[id];
    if (type !== CONTROL_TOKEN_TYPE || text === "" || offset === undefined) return;
    controlTokens.push({ id, text, offset });
  });
  const bosId = numberOf(values.get("tokenizer.ggml.bos_token_id"));
  const eosId = numberOf(values.get("tokenizer.ggml.eos_token_id"));
  const template = values.get("tokenizer.chat_template");
  return {
    architecture: String(values.get("general.architecture") ?? "unknown"),
    chatTemplate: typeof template === "string" ? template : null,
    controlTokens,
    bosText: textOf(tokens, bosId),
    eosText: textOf(tokens, eosId),
    eosId,
    addsBos: values.get("tokenizer.ggml.add_bos_token") === true,
  };
}

function listOf(value: GgufValue | undefined): readonly GgufValue[] {
  return Array.isArray(value) ? (value as readonly GgufValue[]) : [];
}

function numberOf(value: GgufValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function textOf(tokens: readonly GgufValue[], id: number | null): string {
  const text = id === null ? undefined : tokens[id];
  return typeof text === "string" ? text : "";
}
