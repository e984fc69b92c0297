import { posix } from "node:path";
import { importsOf, type Import } from "./imports-of.ts";
import { LAYERS, type Layer } from "./layers.ts";

/** The source tree: paths from its root, and what stands in each file. */
export type Sources = ReadonlyMap<string, string>;

/** Every breach of the import rule, as "path:line what is wrong". */
export function importViolations(sources: Sources): readonly string[] {
  const found: string[] = [];
  for (const [path, source] of sources) {
    const layer = layerOf(path);
    if (layer === null) {
      found.push(`${path} lies in no layer`);
      continue;
    }
    for (const each of importsOf(path, source)) {
      const complaint = complaintAbout(path, layer, each);
      if (complaint !== null) found.push(`${path}:${String(each.line)} ${complaint}`);
    }
  }
  return found;
}

/** Layers of the table without a single file. */
export function emptyLayers(sources: Sources): readonly string[] {
  const filled = new Set([...sources.keys()].map((path) => layerOf(path)?.at));
  return LAYERS.map((layer) => layer.at).filter((at) => !filled.has(at));
}

function layerOf(path: string): Layer | null {
  const matching = LAYERS.filter(
    ({ at }) => path === at || (at.endsWith("/") && path.startsWith(at)),
  );
  return matching.toSorted((a, b) => b.at.length - a.at.length)[0] ?? null;
}

function complaintAbout(path: string, layer: Layer, each: Import): string | null {
  const { specifier } = each;
  if (specifier === "(computed)") {
    return isProduct(path) && each.form !== "url" ? "imports a computed name" : null;
  }
  if (each.form === "url") return complaintAboutUrl(path, each);
  if (!specifier.startsWith(".")) return complaintAboutPackage(layer, specifier);
  return complaintAboutFile(path, layer, each);
}

/** The address of a wasm file is no code: the page side of the device hands the bytes to the worker. */
function complaintAboutPackage(layer: Layer, specifier: string): string | null {
  if (layer.at === "src/device/" && specifier.endsWith(".wasm?url")) return null;
  const isAllowed = layer.packages.some(
    (name) =>
      name === "*" ||
      specifier === name ||
      specifier.startsWith(name.endsWith("*") ? name.slice(0, -1) : `${name}/`),
  );
  return isAllowed ? null : `${layer.at} may not import the package ${specifier}`;
}

function complaintAboutFile(path: string, layer: Layer, each: Import): string | null {
  const target = posix.join(posix.dirname(path), each.specifier.replace(/\?.*$/, ""));
  if (target.startsWith("node_modules/")) {
    return isProduct(path) ? "reaches into node_modules by path" : null;
  }
  if (isProduct(path) && isWorkerEntry(target)) return `imports the worker entry ${target}`;
  const isInSource = path.startsWith("src/");
  if (isInSource && target.startsWith("workers/")) return complaintAboutContract(target, each);
  const isAllowed =
    layerOf(target)?.at === layer.at || layer.mayImport.some((at) => covers(at, target));
  return isAllowed ? null : `${layer.at} may not import ${target}`;
}

function complaintAboutContract(target: string, each: Import): string | null {
  if (!target.endsWith(".contract.ts")) return `imports ${target}, which is no contract`;
  return each.form === "type" ? null : `imports ${target} as a value`;
}

function complaintAboutUrl(path: string, each: Import): string | null {
  const target = posix.join(posix.dirname(path), each.specifier);
  if (!isProduct(path)) return null;
  if (isWorkerEntry(target)) {
    return each.isWorker ? null : `names ${target} outside new Worker(new URL(…))`;
  }
  return target.endsWith(".ts") ? `names the source ${target} by URL` : null;
}

function covers(at: string, target: string): boolean {
  return at.endsWith("/") ? target.startsWith(at) : target === at;
}

function isWorkerEntry(target: string): boolean {
  return target.startsWith("workers/") && target.endsWith(".worker.ts");
}

function isProduct(path: string): boolean {
  return path.startsWith("src/") || path.startsWith("workers/");
}
