import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { headersFor } from "./headers.mjs";
import { readEncoderManifest } from "./set-up/encoder.mjs";
import { Refusal, runMain } from "./set-up/refusal.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Serves the built app, and under `/models/` the fetched model files that the manifest names.
 * @param {{ port?: number, host?: string, distDir?: string, modelsDir?: string }} [options]
 *   port 0 takes a free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 * @throws {Refusal} if nothing is built, or the port is taken
 */
export async function startServer(options = {}) {
  const { port = 4173, host = "localhost" } = options;
  const distDir = options.distDir ?? join(ROOT, "dist");
  const modelsDir = options.modelsDir ?? join(ROOT, ".models");
  if (!existsSync(join(distDir, "index.html"))) {
    throw new Refusal("There is no built app to serve: run `npm run build` first.");
  }
  const server = createServer(await requestHandler(distDir, modelsDir));
  await listen(server, port, host);
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://${host}:${actualPort}`, close: () => closeServer(server) };
}

/**
 * @param {string} distDir
 * @param {string} modelsDir
 * @returns {Promise<import("node:http").RequestListener>}
 */
async function requestHandler(distDir, modelsDir) {
  // Imported late: this module is also read before anything is installed.
  const { default: sirv } = await import("sirv");
  // In this mode files are read as they are now, not as they were at start, so a rebuild is seen.
  const app = sirv(distDir, { dev: true, etag: true });
  const models = sirv(modelsDir, { dev: true, etag: true });
  const modelNames = new Set(readModelNames());
  return (request, response) => {
    const pathname = decodedPath(request.url ?? "/");
    for (const [name, value] of Object.entries(headersFor(pathname))) {
      response.setHeader(name, value);
    }
    response.setHeader("Accept-Ranges", "bytes");
    if (/\.(gguf|onnx)$/.test(pathname)) {
      response.setHeader("Content-Type", "application/octet-stream");
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const model = pathname.startsWith("/models/") ? pathname.slice("/models/".length) : "";
    if (!modelNames.has(model)) {
      app(request, response, () => notFound(response));
      return;
    }
    request.url = `/${encodeURIComponent(model)}`;
    models(request, response, () => notFound(response));
  };
}

/** @param {import("node:http").ServerResponse} response */
function notFound(response) {
  response.writeHead(404, { "Content-Type": "text/plain;charset=utf-8" }).end("Not found\n");
}

/** @param {string} url */
function decodedPath(url) {
  const pathname = url.split(/[?#]/, 1)[0] ?? "/";
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** @returns {string[]} */
function readModelNames() {
  const manifest = JSON.parse(readFileSync(join(ROOT, "src/device/models.json"), "utf8"));
  const { encoder, vocabulary } = readEncoderManifest(ROOT);
  const files = [...manifest.files, encoder, vocabulary];
  return files.map((/** @type {{ name: string }} */ file) => file.name);
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Refusal(
              `Port ${port} is taken: stop what runs there, or choose another, as in PORT=4174 npm start.`,
            )
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

/**
 * @param {import("node:http").Server} server
 * @returns {Promise<void>}
 */
function closeServer(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    const { url } = await startServer({ port: Number(process.env["PORT"] ?? 4173) });
    console.log(`Nearside is at ${url}`);
  });
}
