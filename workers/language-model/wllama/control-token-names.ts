import type { ControlToken, GgufVocabulary } from "./gguf-vocabulary.ts";

/**
 * The engine takes a prompt as one string and reads control tokens in it wherever their text stands: a message
 * that says `<|im_end|>` would end its own turn. So each control token is given a secret name of the same length,
 * in the model's head and in the prompt; its public text is then text like any other.
 */
export type ControlTokenNames = ReadonlyMap<string, string>;

/** First and count of the characters that names are made of: Unicode's private use area, three bytes each. */
const PRIVATE_FIRST = 0xe000;
const PRIVATE_COUNT = 0x1900;

/** A secret name for each control token, by its text; as many bytes long as the text. Shorter than three bytes has none. */
export function nameControlTokens(
  tokens: readonly ControlToken[],
  randomBytes: (length: number) => Uint8Array,
): ControlTokenNames {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { text } of tokens) {
    const length = utf8Length(text);
    if (length < 3) continue;
    let name = randomName(length, randomBytes);
    while (taken.has(name)) name = randomName(length, randomBytes);
    taken.add(name);
    names.set(text, name);
  }
  return names;
}

/** The same file with the names in place of the texts. No byte moves. */
export async function renameInFile(
  file: Blob,
  tokens: readonly ControlToken[],
  names: ControlTokenNames,
): Promise<Blob> {
  const end = tokens.reduce(
    (most, token) => Math.max(most, token.offset + utf8Length(token.text)),
    0,
  );
  const head = new Uint8Array(await file.slice(0, end).arrayBuffer());
  const encoder = new TextEncoder();
  for (const { text, offset } of tokens) {
    const name = names.get(text);
    if (name !== undefined) head.set(encoder.encode(name), offset);
  }
  return new Blob([head, file.slice(end)]);
}

/** Texts by which llama.cpp knows tokens that end an answer; renamed, they have to be told by id. */
const END_TEXTS: ReadonlySet<string> = new Set([
  "<|endoftext|>",
  "<|im_end|>",
  "<|end_of_text|>",
  "<|eot_id|>",
  "<|eom_id|>",
  "<|end|>",
  "<end_of_turn>",
  "<EOT>",
  "</s>",
]);

/** Overrides that keep every token which ends an answer known as one. llama.cpp has room for two besides EOS. */
export function endOverrides(vocabulary: GgufVocabulary): Readonly<Record<string, string>> {
  const ends = vocabulary.controlTokens.filter(
    ({ id, text }) => END_TEXTS.has(text) && id !== vocabulary.eosId,
  );
  const keys = ["tokenizer.ggml.eot_token_id", "tokenizer.ggml.eom_token_id"];
  return Object.fromEntries(
    keys.flatMap((key, index) => {
      const token = ends[index];
      return token ? [[key, `int:${token.id}`]] : [];
    }),
  );
}

function randomName(length: number, randomBytes: (length: number) => Uint8Array): string {
  const bytes = randomBytes(length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let name = "";
  for (let start = 0; start + 3 <= length; start += 3) {
    name += String.fromCharCode(PRIVATE_FIRST + (view.getUint16(start) % PRIVATE_COUNT));
  }
  return name + "~".repeat(length % 3);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
