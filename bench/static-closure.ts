/** One built file, by its path from the root, without a leading slash. */
export interface BuiltFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["']([^"']+)["']/g;
const LINKED_FILE = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g;

/**
 * The files that a browser fetches before anything runs: `entry`, what an HTML page links, and what scripts import
 * statically. An `import()` and a worker come later and do not count. Only files that were built are followed.
 */
export function staticClosure(
  entry: string,
  files: ReadonlyMap<string, BuiltFile>,
): readonly BuiltFile[] {
  const found = new Map<string, BuiltFile>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = files.get(path);
    if (file === undefined || found.has(path)) continue;
    found.set(path, file);
    waiting.push(...linksOf(file));
  }
  return [...found.values()];
}

function linksOf({ path, content }: BuiltFile): readonly string[] {
  if (typeof content !== "string") return [];
  const pattern = path.endsWith(".html")
    ? LINKED_FILE
    : path.endsWith(".js")
      ? STATIC_IMPORT
      : null;
  if (pattern === null) return [];
  const base = new URL(path, "http://built/");
  return [...content.matchAll(pattern)].map(([, link]) =>
    decodeURIComponent(new URL(link ?? "", base).pathname.slice(1)),
  );
}
