import { RouterError } from "../../src/router-error.ts";

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

type GgufValue = string | number | boolean | readonly GgufValue[];

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

/** Reads little-endian values one after the other; a RangeError means that the buffer ends too early. */
class GgufCursor {
  readonly #view: DataView;
  /** Where each located string begins. */
  readonly tokenOffsets: number[] = [];
  readonly #decoder = new TextDecoder();
  #offset = 0;

  constructor(buffer: ArrayBuffer) {
    this.#view = new DataView(buffer);
  }

  magic(): string {
    return this.#decoder.decode(this.#bytes(4));
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  text(isLocated = false): string {
    const length = this.uint64();
    if (isLocated) this.tokenOffsets.push(this.#offset);
    return this.#decoder.decode(this.#bytes(length));
  }

  /** One value of a GGUF type number. */
  value(type: number, isLocated = false): GgufValue {
    if (type === 8) return this.text(isLocated);
    if (type === 9) return this.#list(isLocated);
    const read = SCALARS[type];
    if (!read)
      throw new RouterError("model_corrupt", `The model file has a value of type ${type}.`);
    return read.from(this.#view, this.#advance(read.bytes));
  }

  #list(isLocated: boolean): readonly GgufValue[] {
    const type = this.uint32();
    const length = this.uint64();
    const values: GgufValue[] = [];
    for (let index = 0; index < length; index++) values.push(this.value(type, isLocated));
    return values;
  }

  #bytes(length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#advance(length), length);
  }

  #advance(bytes: number): number {
    const start = this.#offset;
    if (start + bytes > this.#view.byteLength) throw new RangeError("The file ends here.");
    this.#offset = start + bytes;
    return start;
  }
}

interface ScalarReader {
  readonly bytes: number;
  from(view: DataView, offset: number): number | boolean;
}

/** GGUF's scalar types by their number. */
const SCALARS: Readonly<Record<number, ScalarReader>> = {
  0: { bytes: 1, from: (view, offset) => view.getUint8(offset) },
  1: { bytes: 1, from: (view, offset) => view.getInt8(offset) },
  2: { bytes: 2, from: (view, offset) => view.getUint16(offset, true) },
  3: { bytes: 2, from: (view, offset) => view.getInt16(offset, true) },
  4: { bytes: 4, from: (view, offset) => view.getUint32(offset, true) },
  5: { bytes: 4, from: (view, offset) => view.getInt32(offset, true) },
  6: { bytes: 4, from: (view, offset) => view.getFloat32(offset, true) },
  7: { bytes: 1, from: (view, offset) => view.getUint8(offset) !== 0 },
  10: { bytes: 8, from: (view, offset) => Number(view.getBigUint64(offset, true)) },
  11: { bytes: 8, from: (view, offset) => Number(view.getBigInt64(offset, true)) },
  12: { bytes: 8, from: (view, offset) => view.getFloat64(offset, true) },
};
