/** A request for embeddings, in OpenAI's shape. */
export interface EmbeddingRequest {
  /** "device", or the id of the encoder. */
  readonly model: string;
  readonly input: string | readonly string[];
  /** Length of each vector; at most the encoder's own. */
  readonly dimensions?: number | null;
  readonly encoding_format?: "float" | "base64" | null;
  readonly user?: string;
}

/** Embeddings in OpenAI's shape: vectors of length 1, in the order of the inputs. */
export interface EmbeddingResponse {
  readonly object: "list";
  readonly model: string;
  readonly data: readonly {
    readonly object: "embedding";
    readonly index: number;
    /** Little-endian 32-bit floats in base64 where the request asked for that. */
    readonly embedding: readonly number[] | string;
  }[];
  readonly usage: { readonly prompt_tokens: number; readonly total_tokens: number };
  readonly nearside: {
    readonly place: "device";
    /** Indices of inputs that were longer than the encoder reads; only their beginning counts. */
    readonly truncated: readonly number[];
  };
}
