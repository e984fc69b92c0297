import type { CatalogueEntry, ModelFile } from "../terms/catalogue.ts";
import { cardOf } from "./device-cards.ts";
import type { ListedModel, WebLlmBuild } from "./listed-model.ts";
import { SMALL_BINDING_BYTES, WEB_LLM_LIMITS } from "./web-llm-limits.ts";

const MEGABYTE = 2 ** 20;
/** What its four-bit weights take: 4 bits each, and 16 for every group of 32. So it is in the listing of Qwen2 0.5B. */
const BITS = 4.5;
/** Tokenizer, configuration and library, about. */
const EXTRA_BYTES = 12e6;
/** What it fetches of a repository. */
const PATTERNS = [
  "mlc-chat-config.json",
  "tensor-cache.json",
  "params_shard_*.bin",
  "tokenizer.json",
];

/**
 * A build of web-llm's own list as an entry. `libraries` is the URL of the folder of its compiled libraries, which carries
 * the version they were compiled for.
 */
export function webLlmEntry(
  model: ListedModel,
  build: WebLlmBuild,
  libraries: string,
): CatalogueEntry {
  const { engine, id, library, memoryMegabytes, features } = build;
  const bytes = Math.round((model.parameters * BITS) / 8 + EXTRA_BYTES);
  const name = features.includes("shader-f16") ? model.name : `${model.name} f32`;
  return {
    card: cardOf({ ...model, id, name, engine, bytes }),
    engine,
    bytes,
    needs: {
      memoryBytes: Math.round(memoryMegabytes * MEGABYTE),
      gpu: true,
      features,
      limits: limitsOf(model),
    },
    licence: model.licence,
    source: {
      kind: "repository",
      repository: `mlc-ai/${id}`,
      revision: "main",
      patterns: PATTERNS,
      extra: [libraryFile(libraries, library)],
    },
  };
}

/** A library of another version has another name, so that a stored one is not taken for it. */
function libraryFile(libraries: string, library: string): ModelFile {
  const [version] = /v\d+_\d+_\d+/.exec(libraries) ?? ["unknown"];
  return {
    name: `${version}-${library}`,
    bytes: null,
    sha256: null,
    urls: [`${libraries}${library}`],
  };
}

/** A table of token vectors over 128 MiB needs the 1 GiB that is asked for first. Two weights share a byte. */
function limitsOf({ vocabulary, width }: ListedModel): Readonly<Record<string, number>> {
  if ((vocabulary * width) / 2 <= SMALL_BINDING_BYTES) return WEB_LLM_LIMITS;
  return { ...WEB_LLM_LIMITS, maxBufferSize: 2 ** 30, maxStorageBufferBindingSize: 2 ** 30 };
}
