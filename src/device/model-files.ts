import type { StoredFile } from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import manifest from "./models.json" with { type: "json" };

/** The files of one model, as the manifest lists them. */
export interface ModelFiles {
  readonly model: string;
  /** In the order that the engine wants them. */
  readonly weights: readonly StoredFile[];
}

/**
 * The files of a model with their sources in order: the folder at `modelsUrl`, then the manifest's URLs.
 * `modelsUrl` may be relative to the page. Fails with `model_unknown`.
 */
export function modelFilesOf(model: string, modelsUrl: string, baseUrl: string): ModelFiles {
  const entries = manifest.files.filter((file) => file.model === model);
  if (entries.length === 0) {
    throw new RouterError("model_unknown", `There is no device model called ${model}.`);
  }
  const folder = new URL(modelsUrl.endsWith("/") ? modelsUrl : `${modelsUrl}/`, baseUrl);
  return {
    model,
    weights: entries.map(({ name, bytes, sha256, sources }) => ({
      name,
      bytes,
      sha256,
      urls: [
        new URL(encodeURIComponent(name), folder).href,
        ...sources.flatMap((source) => (source.kind === "url" && source.url ? [source.url] : [])),
      ],
    })),
  };
}
