import type { RouterErrorCode } from "../src/router-error.ts";
import type { Estimate } from "../src/terms/estimate.ts";
import type { Query } from "../src/terms/query.ts";

/** The classifier worker. It has no network: its files come as bytes. Failures come back as values, with a code. */
export interface ClassifierWorker {
  load(files: ClassifierFiles): Promise<Loaded | Failure>;
  estimate(query: Query): Promise<{ readonly estimate: Estimate } | Failure>;
}

/** The artefact of public/models/router and ONNX Runtime's own wasm. `manifest` is the text of manifest.json. */
export interface ClassifierFiles {
  readonly model: ArrayBuffer;
  readonly manifest: string;
  readonly runtime: ArrayBuffer;
}

export interface Loaded {
  readonly version: string;
}

export interface Failure {
  readonly code: RouterErrorCode;
  readonly message: string;
}
