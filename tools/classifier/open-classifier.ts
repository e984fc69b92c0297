import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readQuery } from "../../src/decision/read-query.ts";
import { readRouterManifest } from "../../src/decision/router-manifest.ts";
import type { Estimate } from "../../src/terms/estimate.ts";
import type { Query } from "../../src/terms/query.ts";
import { openClassifierSession } from "../../workers/classifier/classifier-session.ts";
import { Refusal } from "../set-up/refusal.mjs";

/** The classifier in this process: the browser's features and graph, on ONNX Runtime's WebAssembly. */
export interface Classifier {
  readonly version: string;
  /** Ability dimensions of its estimates. */
  readonly dimensions: number;
  /** Fails with a `Refusal` where the graph does not run. */
  estimate(query: Query): Promise<Estimate>;
}

/** The artefact that is shipped. */
export const SHIPPED_ROUTER = fileURLToPath(new URL("../../public/models/router", import.meta.url));

/**
 * Opens the artefact in a folder: manifest.json and the graph that it names. Fails with a `Refusal` that names the file
 * where one is missing, is not what the manifest says, or was fitted on features of another version.
 */
export async function openClassifier(folder: string): Promise<Classifier> {
  const manifest = (await read(join(folder, "manifest.json"))).toString("utf8");
  const name = readRouterManifest(manifest)?.model.name ?? "router.onnx";
  const model = bytesOf(await read(join(folder, name)));
  const runtimeUrl = import.meta.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm");
  const runtime = bytesOf(await read(fileURLToPath(runtimeUrl)));
  const session = await openClassifierSession({ model, manifest, runtime }, null);
  if ("code" in session) throw new Refusal(`${join(folder, name)}: ${session.message}`);
  const estimate = async (query: Query): Promise<Estimate> => {
    const result = await session.estimate(query);
    if ("code" in result) throw new Refusal(`${join(folder, name)}: ${result.message}`);
    return result.estimate;
  };
  const nothing = readQuery({ model: "auto", messages: [{ role: "user", content: "" }] });
  const { difficulties } = await estimate(nothing);
  return { version: session.version, dimensions: difficulties.length, estimate };
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Refusal(`${path} cannot be read: it is part of the router's model.`, { cause });
  }
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
