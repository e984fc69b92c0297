import { expect, test } from "vitest";
import type { ChatMessage, ChatRequest } from "../../../src/chat/chat-request.ts";
import { nameControlTokens } from "../../../workers/language-model/wllama/control-token-names.ts";
import { readGgufVocabulary } from "../../../workers/language-model/wllama/gguf-vocabulary.ts";
import { PromptBuilder } from "../../../workers/language-model/wllama/prompt-builder.ts";
import { tinyGguf } from "../../fixtures/tiny-gguf.ts";

// Short templates in the layout of each family, written for these tests.

/** Turns of ChatML, a system text of its own where there is none, and thoughts that can be left empty. */
const QWEN = [
  "{%- if messages[0].role != 'system' %}{{ '<|im_start|>system\\nBe useful.<|im_end|>\\n' }}{% endif %}",
  "{%- for message in messages %}{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{% endfor %}",
  "{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}",
  "{%- if enable_thinking is defined and enable_thinking is false %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}{% endif %}",
].join("");

/** Begins with BOS, and names roles between header tokens. */
const LLAMA = [
  "{{- bos_token }}",
  "{%- for message in messages %}{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}{% endfor %}",
  "{%- if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}",
].join("");

/** Refuses a system role, and two turns of one role. */
const GEMMA = [
  "{{ bos_token }}",
  "{%- if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}",
  "{%- for message in messages %}",
  "{%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}",
  "{%- set role = 'model' if message['role'] == 'assistant' else message['role'] %}",
  "{{- '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}",
  "{%- if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}",
].join("");

/** Puts the role's own token before its text. */
const PHI = [
  "{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + '<|end|>\\n' }}{% endfor %}",
  "{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% else %}{{ eos_token }}{% endif %}",
].join("");

const CONTROL_TOKENS = [
  ...[
    "<|im_start|>",
    "<|im_end|>",
    "<|begin_of_text|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
  ],
  ...["<|eot_id|>", "<bos>", "<start_of_turn>", "<end_of_turn>"],
  ...["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"],
];

/** The prompt as the template writes it, control tokens by their public names again. */
async function promptOf(
  template: string,
  messages: readonly ChatMessage[],
  { bos = "", thinking }: { bos?: string; thinking?: "off" | "on" } = {},
): Promise<string> {
  const file = tinyGguf({
    "tokenizer.ggml.tokens": CONTROL_TOKENS,
    "tokenizer.ggml.token_type": CONTROL_TOKENS.map(() => 3),
    "tokenizer.chat_template": template,
    ...(bos !== "" && { "tokenizer.ggml.bos_token_id": CONTROL_TOKENS.indexOf(bos) }),
  });
  const vocabulary = await readGgufVocabulary(file);
  const names = nameControlTokens(vocabulary.controlTokens, (length) =>
    crypto.getRandomValues(new Uint8Array(length)),
  );
  const request: ChatRequest = { model: "m", messages };
  const prompt = new PromptBuilder(vocabulary, names, thinking).prompt(request);
  return [...names].reduce((text, [token, name]) => text.replaceAll(name, token), prompt);
}

const system: ChatMessage = { role: "system", content: "Be brief." };
const user = (content: string): ChatMessage => ({ role: "user", content });
const assistant = (content: string): ChatMessage => ({ role: "assistant", content });

test("Qwen: its own system text stands where the caller wrote none, and only there", async () => {
  const bare = await promptOf(QWEN, [user("Hi")], { thinking: "on" });
  expect(bare).toBe(
    "<|im_start|>system\nBe useful.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
  );
  const told = await promptOf(QWEN, [system, user("Hi")]);
  expect(told).not.toContain("Be useful.");
});

test("Qwen: a model is told not to think, unless its card lets it", async () => {
  expect(await promptOf(QWEN, [user("Hi")])).toMatch(/<think>\n\n<\/think>\n\n$/);
  expect(await promptOf(QWEN, [user("Hi")], { thinking: "off" })).toContain("</think>");
  expect(await promptOf(QWEN, [user("Hi")], { thinking: "on" })).not.toContain("</think>");
});

test("Llama 3: turns stand between header tokens, after one BOS", async () => {
  const prompt = await promptOf(LLAMA, [system, user("Hi")], { bos: "<|begin_of_text|>" });
  expect(prompt).toBe(
    "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>" +
      "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>" +
      "<|start_header_id|>assistant<|end_header_id|>\n\n",
  );
});

test("Gemma: what the system says stands before the user's first words, since its template knows no such role", async () => {
  const prompt = await promptOf(GEMMA, [system, user("Hi"), assistant("Ho"), user("And?")], {
    bos: "<bos>",
  });
  expect(prompt).toBe(
    "<bos><start_of_turn>user\nBe brief.\n\nHi<end_of_turn>\n<start_of_turn>model\nHo<end_of_turn>\n" +
      "<start_of_turn>user\nAnd?<end_of_turn>\n<start_of_turn>model\n",
  );
});

test("Gemma: neighbours of one role become one turn, since its template wants user and assistant by turns", async () => {
  const prompt = await promptOf(GEMMA, [user("One"), user("Two")], { bos: "<bos>" });
  expect(prompt).toBe("<bos><start_of_turn>user\nOne\n\nTwo<end_of_turn>\n<start_of_turn>model\n");
});

test("Phi: each turn begins with its role's own token", async () => {
  expect(await promptOf(PHI, [system, user("Hi")])).toBe(
    "<|system|>\nBe brief.<|end|>\n<|user|>\nHi<|end|>\n<|assistant|>\n",
  );
});

test("a message that a template refuses in any way is request_invalid", async () => {
  const refusing = "{{ raise_exception('never') }}";
  await expect(promptOf(refusing, [user("Hi")])).rejects.toMatchObject({
    code: "request_invalid",
  });
});
