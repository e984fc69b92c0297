import { RouterError, type RouterErrorCode } from "../../../src/router-error.ts";

interface Meaning {
  /** Of the error's name and message, as in "LinkError: ...". */
  readonly words: RegExp;
  readonly code: RouterErrorCode;
  readonly message: string;
}

/** The library's own errors and words, and what they mean. The first that fits counts. */
const MEANINGS: readonly Meaning[] = [
  {
    words: /^ContextWindowSizeExceededError/,
    code: "context_overflow",
    message: "The conversation is longer than this model can read.",
  },
  {
    words: /^ShaderF16SupportError/,
    code: "shader_f16_missing",
    message: "This model computes in half precision, which this graphics processor cannot.",
  },
  {
    words: /^WebGPU(NotAvailable|NotFound)Error|find a compatible GPU/,
    code: "webgpu_unavailable",
    message: "This model needs a graphics processor, and the browser offers none.",
  },
  {
    words: /^DeviceLostError|device (was|is) lost/i,
    code: "device_lost",
    message: "The graphics processor was taken away.",
  },
  {
    words: /^FeatureSupportError|exceeds limit/,
    code: "model_unsupported",
    message: "This graphics processor is too small for this model.",
  },
  {
    words: /LinkError|^UnsupportedTokenizerFilesError|^WindowSize|^AttentionSinkSizeError/,
    code: "model_unsupported",
    message: "This model was compiled for another version of the engine.",
  },
  {
    words: /CompileError|^IntegrityError|^ArtifactManifestError/,
    code: "model_corrupt",
    message: "The model's files are damaged.",
  },
  {
    words: /^GrammarMatcherInitError|json schema|grammar/i,
    code: "unsupported_parameter",
    message: "The device model cannot follow this JSON schema.",
  },
  {
    words: /^(MessageOrder|ContentType|UnsupportedRole|SystemMessageOrder)Error/,
    code: "request_invalid",
    message: "This model needs a conversation that ends with the user.",
  },
  {
    words:
      /^(MinValue|Range|NonNegative|Dependency|SeedType)Error: .*(must|should|greater|less|range)/i,
    code: "unsupported_parameter",
    message: "The device model cannot take one of these parameters.",
  },
  {
    words: /out of memory|allocation failed|OOM/i,
    code: "out_of_memory",
    message: "There is not enough memory for this model.",
  },
];

/** Names a failure of the library. One that it does not know stays as it is. */
export function webLlmFailure(error: unknown): unknown {
  if (error instanceof RouterError) return error;
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const meaning = MEANINGS.find((each) => each.words.test(words));
  return meaning ? new RouterError(meaning.code, meaning.message, { cause: error }) : error;
}
