import { Tensor } from "onnxruntime-web/wasm";
import type { InferenceSession } from "onnxruntime-web/wasm";
import { FEATURE_VERSION, queryFeatures } from "../../src/decision/query-features.ts";
import { ESTIMATE_OUTPUTS, readEstimate } from "../../src/decision/read-estimate.ts";
import type { EstimateOutputs } from "../../src/decision/read-estimate.ts";
import { readRouterManifest } from "../../src/decision/router-manifest.ts";
import type { RouterManifest } from "../../src/decision/router-manifest.ts";
import type { Estimate } from "../../src/terms/estimate.ts";
import type { Query } from "../../src/terms/query.ts";
import type { ClassifierFiles, Failure } from "../classifier.contract.ts";
import { detectLanguage } from "./detect-language.ts";
import { startOnnxSession } from "./onnx-session.ts";

/** The classifier at work: the shipped graph over the features of this build. The worker and the command lines share it. */
export interface ClassifierSession {
  readonly version: string;
  /** Fails as a value: `model_corrupt` where the graph is not the one its manifest describes, else `classifier_unavailable`. */
  estimate(query: Query): Promise<{ readonly estimate: Estimate } | Failure>;
}

/**
 * Starts the classifier. `runtimeLoaderUrl` is where ONNX Runtime's loader lies, null where it came in one bundle with the
 * runtime. Fails as a value: `model_corrupt` (naming the file) for a manifest that cannot be read, features of another
 * version or other bytes than the manifest names; `classifier_unavailable` where the runtime does not start.
 */
export async function openClassifierSession(
  files: ClassifierFiles,
  runtimeLoaderUrl: string | null,
): Promise<ClassifierSession | Failure> {
  const manifest = await checkFiles(files);
  if ("code" in manifest) return manifest;
  try {
    const runtime = { bytes: files.runtime, loaderUrl: runtimeLoaderUrl };
    const session = await startOnnxSession(files.model, runtime);
    return {
      version: manifest.version,
      estimate: (query) => estimate(session, manifest, query),
    };
  } catch (cause) {
    return unavailable(`The router's model could not be started: ${describe(cause)}`);
  }
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

async function estimate(
  session: InferenceSession,
  manifest: RouterManifest,
  query: Query,
): Promise<{ readonly estimate: Estimate } | Failure> {
  try {
    const language = query.language ?? detectLanguage(query.text);
    const read = readEstimate(await run(session, query), manifest, { ...query, language });
    if (read !== null) return { estimate: read };
    return corrupt("The router's model gave outputs that its manifest does not describe.");
  } catch (cause) {
    return unavailable(`The router's model failed: ${describe(cause)}`);
  }
}

async function run(session: InferenceSession, query: Query): Promise<EstimateOutputs> {
  const { ids, weights, structure } = queryFeatures(query);
  const results = await session.run({
    ids: new Tensor("int32", ids, [ids.length]),
    weights: new Tensor("float32", weights, [weights.length]),
    structure: new Tensor("float32", structure, [structure.length]),
  });
  const outputs = ESTIMATE_OUTPUTS.map((name) => [name, results[name]?.data ?? []]);
  return Object.fromEntries(outputs) as EstimateOutputs;
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
