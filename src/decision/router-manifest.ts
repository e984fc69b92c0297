/** What the worker and the tools need of public/models/router/manifest.json. */
export interface RouterManifest {
  /** Version of the classifier; estimates carry it. */
  readonly version: string;
  readonly featureVersion: string;
  readonly model: { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** Labels in the order of the outputs; empty where the classifier has no such head. */
  readonly domainLabels: readonly string[];
  readonly taskLabels: readonly string[];
  readonly hasNeedsTools: boolean;
}

/** Reads the text of manifest.json. Null where it is not JSON or lacks what the worker needs. */
export function readRouterManifest(text: string): RouterManifest | null {
  const manifest = parse(text);
  if (!isObject(manifest) || !isObject(manifest["heads"]) || !Array.isArray(manifest["files"])) {
    return null;
  }
  const { version, featureVersion, heads } = manifest;
  const model = readFile(manifest["files"][0]);
  if (typeof version !== "string" || typeof featureVersion !== "string" || model === null) {
    return null;
  }
  return {
    version,
    featureVersion,
    model,
    domainLabels: labelsOf(heads, "domain"),
    taskLabels: labelsOf(heads, "task"),
    hasNeedsTools: isObject(heads) && isObject(heads["needsTools"]),
  };
}

function readFile(file: unknown): RouterManifest["model"] | null {
  if (!isObject(file)) return null;
  const { name, bytes, sha256 } = file;
  const isWhole =
    typeof name === "string" && typeof bytes === "number" && typeof sha256 === "string";
  return isWhole ? { name, bytes, sha256 } : null;
}

function labelsOf(heads: unknown, name: string): readonly string[] {
  const head = isObject(heads) ? heads[name] : undefined;
  const labels = isObject(head) ? head["labels"] : undefined;
  return Array.isArray(labels) ? labels.filter((label) => typeof label === "string") : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
