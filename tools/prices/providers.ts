/** Whose own models are read, by LiteLLM's name of the provider, and how they are named: a maker may resell others'. */
export const MAKERS: Readonly<Record<string, RegExp>> = {
  openai: /^(gpt-|o\d)/,
  anthropic: /^claude-/,
  gemini: /^gemini-(?!gemma)/,
  mistral: /stral-/,
  // Its own endpoint serves the older ones no more: they are priced as open models.
  deepseek: /^deepseek-(?!coder|r1|v3)/,
  xai: /^grok-/,
  moonshot: /^kimi-/,
  zai: /^glm-/,
  minimax: /^minimax-/,
  meta: /^muse-/,
  dashscope: /^qw/,
  cohere_chat: /^command-/,
};

/** Hosts of open models whose figures are read. */
export const HOSTS: ReadonlySet<string> = new Set([
  "groq",
  "together_ai",
  "deepinfra",
  "nebius",
  "cerebras",
]);

/** Closed models, which a host only resells: what it asks for them is no open model's price. */
export const RESOLD = /^(claude|gemini|grok)-/;

/** Names that hold one of these words are no general chat model, or are priced by more than tokens, or are trials. */
export const LEFT_OUT =
  /(^|-)(audio|image|search|tts|ocr|olmocr|omni|voxtral|realtime|robotics|guard|safeguard|safety|deep-research|computer-use|beta|exp|experimental|customtools|cyber|law|rosalind|vibe|contributor|together-ai)(-|$)/;

/** Providers whose OpenAI-compatible endpoint ignores `reasoning_effort` (docs.claude.com, "OpenAI SDK compatibility"). */
export const IGNORES_EFFORT: ReadonlySet<string> = new Set(["anthropic"]);

/**
 * Models for which OpenAI's /v1/chat/completions refuses an effort as soon as a request has tools (issue 541 of
 * openai/openai-openapi). Spelled as OpenAI does.
 */
export const REFUSES_EFFORT_BESIDE_TOOLS = /^gpt-(5\.[2-9]|[6-9])/;
