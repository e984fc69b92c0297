import runtimeUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { wrap } from "comlink";
import { ClassifierThread } from "../../src/device/classifier-thread.ts";
import { createEmbedderClient } from "../../src/device/embedder-client.ts";
import { openEncoderSource } from "../../src/device/encoder-files.ts";
import manifest from "../../src/device/encoder.json" with { type: "json" };
import { GROUP_UNITS, textGroups } from "../../src/device/text-groups.ts";
import { readVocabulary, tokenize } from "../../workers/classifier/encoder-tokenizer.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";
import type { BareOnnx, BareRun } from "./classifier.worker.ts";
import { SENTENCES } from "./sentences.ts";

/** Milliseconds for the same hundred sentences by our client and by ONNX Runtime alone. */
export interface EmbeddingPair {
  readonly ours: number;
  readonly theirs: number;
}

type Embed = () => Promise<readonly Float32Array[]>;

allowOwnScripts();
const never = new AbortController().signal;

async function openOurs(): Promise<Embed> {
  const source = openEncoderSource("/models/", document.baseURI);
  const embedder = createEmbedderClient({ thread: new ClassifierThread(), source });
  return async () => (await embedder.embed(SENTENCES, never)).vectors;
}

/** As many texts a run as the client puts into one: a bare loop of single texts would be slower. */
async function bareRuns(): Promise<readonly BareRun[]> {
  const text = await (await fetch(`/models/${manifest.vocabulary.name}`)).text();
  const vocabulary = readVocabulary(text);
  if (vocabulary === null) throw new Error("The vocabulary cannot be read.");
  return textGroups(SENTENCES, GROUP_UNITS).map((group) => {
    const tokens = group.map((one) => [...tokenize(one, vocabulary, manifest.maxTokens).ids]);
    return {
      ids: Int32Array.from(tokens.flat()),
      texts: Int32Array.from(tokens.flatMap((ids, index) => ids.map(() => index))),
    };
  });
}

async function openTheirs(): Promise<Embed> {
  const worker = new Worker(new URL("./classifier.worker.ts", import.meta.url), {
    type: "module",
  });
  const bare = wrap<BareOnnx>(worker);
  const blobOf = async (url: string) => (await fetch(url)).blob();
  await bare.load(await blobOf(`/models/${manifest.encoder.name}`), await blobOf(runtimeUrl));
  const runs = await bareRuns();
  return () => bare.embed(runs);
}

async function timed(embed: Embed): Promise<number> {
  const began = performance.now();
  await embed();
  return performance.now() - began;
}

async function requireSameVectors(ours: Embed, theirs: Embed): Promise<void> {
  const [one, other] = [await ours(), await theirs()];
  const bare = other.flatMap((vectors) => [...vectors]);
  const same = one.flatMap((vector) => [...vector]).every((value, index) => value === bare[index]);
  if (!same || one.length !== SENTENCES.length) throw new Error("Two encoders were compared.");
}

window.bench = async (count: number): Promise<readonly EmbeddingPair[]> => {
  const [ours, theirs] = [await openOurs(), await openTheirs()];
  // This warms both up.
  await requireSameVectors(ours, theirs);
  const pairs: EmbeddingPair[] = [];
  for (let number = 0; number < count; number += 1) {
    // Who goes first changes from pair to pair, so that neither gains by its place.
    const isOursFirst = number % 2 === 0;
    const first = await timed(isOursFirst ? ours : theirs);
    const second = await timed(isOursFirst ? theirs : ours);
    pairs.push(isOursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return pairs;
};
