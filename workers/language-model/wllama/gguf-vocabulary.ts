import type { GgufValue } from "./gguf-cursor.ts";
import { readGgufHead, TOKENS_KEY } from "./gguf-head.ts";

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

const CONTROL_TOKEN_TYPE = 3;

/** Reads the template and the control tokens of a GGUF file. Fails with `model_corrupt`. */
export async function readGgufVocabulary(weights: Blob): Promise<GgufVocabulary> {
  const { values, tokenOffsets } = await readGgufHead(weights);
  return vocabularyOf(values, tokenOffsets);
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
