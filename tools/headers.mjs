import { readFileSync } from "node:fs";

/**
 * The one table of response headers: the server sends it, the tests read it, and the build writes it to
 * `dist/_headers` for static hosts.
 *
 * A worker does not inherit the page's policy: it has the policy its own script was served with, or none.
 * So every worker is listed by name, and one that is not gets the narrowest policy that still runs.
 */

/** Sent with every response. The first three make the page cross-origin isolated (threads, precise clocks). */
export const COMMON_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=(), browsing-topics=()",
};

/** The page's policy. Without `manifest-src` a browser refuses the web manifest, and the app cannot be installed. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "style-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default lit-html dompurify",
].join("; ");

const COMPUTE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

/** For a worker that nobody listed: it runs, and reaches nothing. */
const UNLISTED_WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'none'";

/** The policy of each worker, by the name of its source file without `.worker.ts`. */
export const WORKER_POLICIES = {
  guard: COMPUTE_POLICY,
  classifier: COMPUTE_POLICY,
  skills: COMPUTE_POLICY,
  // The engine starts a worker of its own from a blob, and reads its runtime and weights from blobs.
  "language-model":
    "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src blob:",
  // Its library looks for the model among blobs that are handed in, and computes on the GPU: no connection at all.
  "web-llm": COMPUTE_POLICY,
  "model-store": `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src ${["'self'", ...modelSources()].join(" ")}`,
  // Any endpoint a person may type in, until the service worker writes the exact one.
  egress:
    "default-src 'none'; script-src 'self'; connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
};

/** The service worker fetches the app's own files, and nothing else. */
export const SERVICE_WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** A name with the build's hash in it never changes its content. */
const HASHED_ASSET = /^\/assets\/.+-[\w-]{8,}\.\w+$/;
const WORKER_SCRIPT = /^\/assets\/([\w-]+?)\.worker-[\w-]+\.js$/;

/**
 * The headers of the response to a path on our own origin.
 * @param {string} pathname begins with a slash, decoded, without query
 * @returns {Record<string, string>}
 */
export function headersFor(pathname) {
  return {
    ...COMMON_HEADERS,
    "Content-Security-Policy": policyFor(pathname),
    "Cache-Control": HASHED_ASSET.test(pathname)
      ? "public, max-age=31536000, immutable"
      : "no-cache",
  };
}

/**
 * The text of a `_headers` file, the format that several static hosts read. Policies are given per file and
 * never under a wildcard: hosts join the values of two matching rules, and two joined policies both apply.
 * @param {readonly string[]} files paths of the built files, relative to the root, with forward slashes
 */
export function headersFile(files) {
  const rules = [rule("/*", COMMON_HEADERS), rule("/", ownHeaders("/"))];
  for (const file of files.toSorted()) rules.push(rule(`/${file}`, ownHeaders(`/${file}`)));
  return `${rules.join("\n\n")}\n`;
}

/** @param {string} pathname */
function ownHeaders(pathname) {
  const all = headersFor(pathname);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !(name in COMMON_HEADERS)));
}

/**
 * @param {string} path
 * @param {Record<string, string>} headers
 */
function rule(path, headers) {
  return [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join(
    "\n",
  );
}

/** @param {string} pathname */
function policyFor(pathname) {
  if (pathname === "/service-worker.js") return SERVICE_WORKER_POLICY;
  const worker = WORKER_SCRIPT.exec(pathname)?.[1];
  if (worker === undefined) return PAGE_POLICY;
  /** @type {Record<string, string>} */
  const policies = WORKER_POLICIES;
  return policies[worker] ?? UNLISTED_WORKER_POLICY;
}

/** Where models come from: origins of the bundled model's URLs, of the catalogue's hub and libraries, and where those lead. */
function modelSources() {
  const origins = new Set();
  for (const { sources } of readDeviceList("models.json").files) {
    for (const source of sources) {
      if (source.kind !== "url") continue;
      origins.add(new URL(source.url).origin);
      for (const host of source.redirectHosts ?? []) origins.add(`https://${host}`);
    }
  }
  const { hub, libraries, redirectHosts } = readDeviceList("catalogue.json");
  for (const url of [hub, libraries]) origins.add(new URL(url).origin);
  for (const host of redirectHosts) origins.add(`https://${host}`);
  return [...origins];
}

/** @param {string} name */
function readDeviceList(name) {
  return JSON.parse(readFileSync(new URL(`../src/device/${name}`, import.meta.url), "utf8"));
}
