import { RouterError } from "../../../src/router-error.ts";
import type { EngineFiles, NamedBlob } from "../../language-model.contract.ts";

/** A compiled model's folder, and what its configuration tells. */
export interface WebLlmFiles {
  /** By the URL under which the library asks for it. */
  readonly byUrl: ReadonlyMap<string, Blob>;
  readonly totalBytes: number;
  readonly needsHalfPrecision: boolean;
  /** The context may be set: the model has no sliding window of its own. */
  readonly takesContextLength: boolean;
  /** Texts that its tokenizer takes for control tokens wherever they stand. */
  readonly controlTexts: readonly string[];
}

/** Nobody can have this domain (RFC 2606): what is asked of it and not in the folder is nowhere. */
export const MODEL_URL = "https://model.invalid/resolve/main/";
/** Where the compiled library is asked for. */
export const LIBRARY_URL = "https://model.invalid/library.wasm";

const CONFIG_NAME = "mlc-chat-config.json";
const TOKENIZER_NAME = "tokenizer.json";

/** Reads a folder. Fails with `model_missing` where a file is not there, `model_corrupt` where one cannot be read. */
export async function readWebLlmFiles({ weights }: EngineFiles): Promise<WebLlmFiles> {
  const config = await readJson(fileOf(weights, CONFIG_NAME));
  const library = weights.find(({ name }) => name.endsWith(".wasm"));
  if (!library) throw missing("its compiled library");
  const byUrl = new Map([[LIBRARY_URL, library.blob]]);
  for (const { name, blob } of weights) byUrl.set(new URL(name, MODEL_URL).href, blob);
  const tokenizer = weights.find(({ name }) => name === TOKENIZER_NAME);
  return {
    byUrl,
    totalBytes: weights.reduce((sum, { blob }) => sum + blob.size, 0),
    needsHalfPrecision: JSON.stringify(config["quantization"] ?? library.name).includes("f16"),
    takesContextLength: !(Number(config["sliding_window_size"] ?? -1) > 0),
    controlTexts: tokenizer ? controlTextsOf(await readJson(tokenizer)) : [],
  };
}

function fileOf(files: readonly NamedBlob[], name: string): NamedBlob {
  const file = files.find((each) => each.name === name);
  if (!file) throw missing(name);
  return file;
}

function missing(what: string): RouterError {
  return new RouterError("model_missing", `The model is not whole: ${what} is missing.`);
}

async function readJson({ name, blob }: NamedBlob): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await blob.text());
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new RouterError("model_corrupt", `The model's file ${name} is damaged.`, { cause });
  }
  throw new RouterError("model_corrupt", `The model's file ${name} is damaged.`);
}

function controlTextsOf(tokenizer: Readonly<Record<string, unknown>>): readonly string[] {
  const added = tokenizer["added_tokens"];
  if (!Array.isArray(added)) return [];
  return (added as readonly { readonly content?: unknown; readonly special?: unknown }[]).flatMap(
    ({ content, special }) => (special === true && typeof content === "string" ? [content] : []),
  );
}
