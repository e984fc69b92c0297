import { RouterError } from "../../../src/router-error.ts";
import { GgufCursor, type GgufValue } from "./gguf-cursor.ts";
import { tensorBytes } from "./tensor-bytes.ts";

/** What stands before the weights in a GGUF file. */
export interface GgufHead {
  readonly values: ReadonlyMap<string, GgufValue>;
  /** Where the bytes of each token's text begin in the file. */
  readonly tokenOffsets: readonly number[];
}

/** The key whose strings are located, not only read. */
export const TOKENS_KEY = "tokenizer.ggml.tokens";

const HEAD_BYTES_STEP = 4 << 20;
const USUAL_ALIGNMENT = 32;

/**
 * Reads the head of a GGUF file and sees that all its weights are there: the engine would take what is missing for zeros.
 * The layout is the GGUF specification's, version 2 and 3. Fails with `model_corrupt`.
 */
export async function readGgufHead(file: Blob): Promise<GgufHead> {
  for (let length = HEAD_BYTES_STEP; ; length *= 2) {
    const isWhole = length >= file.size;
    const head = await file.slice(0, Math.min(length, file.size)).arrayBuffer();
    try {
      return headOf(new GgufCursor(head), file.size);
    } catch (cause) {
      if (!(cause instanceof RangeError) || isWhole) throw corrupt(cause);
    }
  }
}

function corrupt(cause: unknown): RouterError {
  if (cause instanceof RouterError) return cause;
  const words = "The model file is damaged: its head cannot be read.";
  return new RouterError("model_corrupt", words, { cause });
}

function headOf(cursor: GgufCursor, fileBytes: number): GgufHead {
  const tensorCount = readStart(cursor);
  const values = readValues(cursor);
  const weightBytes = readTensors(cursor, tensorCount);
  const alignment = values.get("general.alignment");
  const step = typeof alignment === "number" && alignment > 0 ? alignment : USUAL_ALIGNMENT;
  const weightsAt = Math.ceil(cursor.offset / step) * step;
  if (weightBytes > 0 && weightsAt + weightBytes > fileBytes) {
    throw new RouterError("model_corrupt", "The model file is not whole: its end is missing.");
  }
  return { values, tokenOffsets: cursor.tokenOffsets };
}

function readStart(cursor: GgufCursor): number {
  if (cursor.magic() !== "GGUF") {
    throw new RouterError("model_corrupt", "The model file is not a GGUF file.");
  }
  const version = cursor.uint32();
  if (version < 2 || version > 3) {
    throw new RouterError("model_corrupt", `The model file has GGUF version ${version}.`);
  }
  return cursor.uint64();
}

function readValues(cursor: GgufCursor): ReadonlyMap<string, GgufValue> {
  const pairCount = cursor.uint64();
  const values = new Map<string, GgufValue>();
  for (let pair = 0; pair < pairCount; pair++) {
    const key = cursor.text();
    values.set(key, cursor.value(cursor.uint32(), key === TOKENS_KEY));
  }
  return values;
}

/** The bytes from the first tensor to the end of the last. */
function readTensors(cursor: GgufCursor, count: number): number {
  let end = 0;
  for (let tensor = 0; tensor < count; tensor++) {
    cursor.text();
    let elements = 1;
    for (let left = cursor.uint32(); left > 0; left--) elements *= cursor.uint64();
    const type = cursor.uint32();
    end = Math.max(end, cursor.uint64() + tensorBytes(type, elements));
  }
  return end;
}
