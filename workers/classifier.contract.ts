import type { RouterErrorCode } from "../src/router-error.ts";
import type { Estimate } from "../src/terms/estimate.ts";
import type { Query } from "../src/terms/query.ts";

/**
 * The classifier worker, which also holds the sentence encoder once that is asked for. It has no network: its files come as
 * bytes or blobs. Failures come back as values, with a code.
 */
export interface ClassifierWorker {
  load(files: ClassifierFiles): Promise<Loaded | Failure>;
  estimate(query: Query): Promise<{ readonly estimate: Estimate } | Failure>;
  /** Starts the encoder beside the classifier, or in its place while that is not loaded; replaces one that was there. */
  loadEncoder(files: EncoderFiles): Promise<EncoderLoaded | Failure>;
  /** One run over all these texts: whoever calls keeps them few, since nothing else is done meanwhile. */
  embed(texts: readonly string[]): Promise<EmbeddedBatch | Failure>;
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

/** The files of src/device/encoder.json as the model store verified them, and ONNX Runtime's own wasm. */
export interface EncoderFiles {
  readonly model: Blob;
  /** Lines of piece, tab, log probability; a line's number is the row of the table. */
  readonly vocabulary: Blob;
  readonly runtime: Blob;
  /** Of a longer text only the beginning is read. */
  readonly maxTokens: number;
}

export interface EncoderLoaded {
  readonly isLoaded: true;
}

export interface EmbeddedBatch {
  /** The vectors one after the other, each of length 1. */
  readonly vectors: Float32Array;
  /** Tokens read of each text, begin and end among them. */
  readonly tokens: readonly number[];
  /** Whether each text had more tokens than the encoder reads. */
  readonly isTruncated: readonly boolean[];
}

export interface Failure {
  readonly code: RouterErrorCode;
  readonly message: string;
}
