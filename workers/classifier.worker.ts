import { expose } from "comlink";
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import runtimeLoaderUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import { FEATURE_VERSION, queryFeatures } from "../src/decision/query-features.ts";
import { ESTIMATE_OUTPUTS, readEstimate } from "../src/decision/read-estimate.ts";
import type { EstimateOutputs } from "../src/decision/read-estimate.ts";
import { readRouterManifest } from "../src/decision/router-manifest.ts";
import type { RouterManifest } from "../src/decision/router-manifest.ts";
import type { Estimate } from "../src/terms/estimate.ts";
import type { Query } from "../src/terms/query.ts";
import type { ClassifierFiles, ClassifierWorker, Failure, Loaded } from "./classifier.contract.ts";

interface Classifier {
  readonly session: InferenceSession;
  readonly manifest: RouterManifest;
}

function createClassifierWorker(): ClassifierWorker {
  let classifier: Classifier | undefined;
  return {
    async load(files) {
      const checked = await checkFiles(files);
      if ("code" in checked) return checked;
      try {
        classifier = { session: await createSession(files), manifest: checked };
      } catch (cause) {
        return unavailable(`The router's model could not be started: ${describe(cause)}`);
      }
      return { version: checked.version } satisfies Loaded;
    },

    async estimate(query) {
      if (classifier === undefined) return unavailable("The router's model is not loaded.");
      try {
        const estimate = await run(classifier, query);
        if (estimate !== null) return { estimate };
        return corrupt("The router's model gave outputs that its manifest does not describe.");
      } catch (cause) {
        return unavailable(`The router's model failed: ${describe(cause)}`);
      }
    },
  };
}

/** The manifest, if this code's features and the model's bytes are the ones it names. */
async function checkFiles(files: ClassifierFiles): Promise<RouterManifest | Failure> {
  const manifest = readRouterManifest(files.manifest);
  if (manifest === null) return corrupt("manifest.json of the router's model cannot be read.");
  if (manifest.featureVersion !== FEATURE_VERSION) {
    return corrupt(
      `The router's model ${manifest.version} was fitted on ${manifest.featureVersion}; this build computes ${FEATURE_VERSION}.`,
    );
  }
  const { name, sha256 } = manifest.model;
  if ((await sha256Of(files.model)) === sha256) return manifest;
  return corrupt(`${name} is not the file its manifest names (sha-256 differs).`);
}

/** One thread and no proxy: more threads hang in a bundled worker, and one is enough. The wasm comes as bytes: no network. */
function createSession(files: ClassifierFiles): Promise<InferenceSession> {
  env.wasm.wasmPaths = { mjs: new URL(runtimeLoaderUrl, import.meta.url).href };
  env.wasm.wasmBinary = files.runtime;
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  return InferenceSession.create(files.model, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
  });
}

async function run({ session, manifest }: Classifier, query: Query): Promise<Estimate | null> {
  const { ids, weights, structure } = queryFeatures(query);
  const results = await session.run({
    ids: new Tensor("int32", ids, [ids.length]),
    weights: new Tensor("float32", weights, [weights.length]),
    structure: new Tensor("float32", structure, [structure.length]),
  });
  const outputs = ESTIMATE_OUTPUTS.map((name) => [name, results[name]?.data ?? []]);
  return readEstimate(Object.fromEntries(outputs) as EstimateOutputs, manifest);
}

async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function corrupt(message: string): Failure {
  return { code: "model_corrupt", message };
}

function unavailable(message: string): Failure {
  return { code: "classifier_unavailable", message };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

expose(createClassifierWorker());
