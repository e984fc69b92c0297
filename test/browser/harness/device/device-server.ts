import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import sirv from "sirv";
import { build } from "vite";
import { headersFor } from "../../../../tools/headers.mjs";

/** How the source under `/source/` behaves for the next requests. */
export type SourceMode =
  | "good"
  | "missing"
  | "html"
  | "wrong-length"
  | "wrong-bytes"
  | "cut"
  | "stalls"
  | "refuses-ranges"
  | "ignores-ranges"
  | "broken";

/** The harness page, the real model files, and a source that misbehaves as told. */
export interface DeviceServer {
  readonly url: string;
  /** Bytes that the source under `/source/` serves. */
  readonly content: Buffer;
  mode: SourceMode;
  /** The `range` header of each request to the source, or "" without one. */
  readonly requests: string[];
  /** Paths of all requests. */
  readonly paths: string[];
  close(): Promise<void>;
}

const root = fileURLToPath(new URL(".", import.meta.url));
const repository = fileURLToPath(new URL("../../../../", import.meta.url));
const outDir = join(repository, ".cache/device-harness");

/** Builds the harness page with the settings of the app. */
export async function buildDevicePage(): Promise<void> {
  await build({
    root,
    publicDir: false,
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
}

/** Serves the built harness on a free port, every script with its real policy. */
export async function startDeviceServer(): Promise<DeviceServer> {
  const app = sirv(outDir, { dev: true });
  const models = sirv(join(repository, ".models"), { dev: true });
  const content = Buffer.alloc(3_000_000);
  for (let index = 0; index < content.length; index++)
    content[index] = (index * 31 + (index >> 9)) & 255;
  const state: DeviceServer = {
    url: "",
    content,
    mode: "good",
    requests: [],
    paths: [],
    close: async () => {},
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    state.paths.push(path);
    for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
    if (path.startsWith("/source/")) {
      serveSource(state, request, response);
      return;
    }
    const serve = path.startsWith("/models/") ? models : app;
    if (path.startsWith("/models/")) request.url = path.slice("/models".length);
    serve(request, response, () => void response.writeHead(404).end("Not found\n"));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(state, { url: `http://localhost:${port}`, close });
}

function serveSource(state: DeviceServer, request: IncomingMessage, response: ServerResponse) {
  const { content, mode, requests } = state;
  const range = request.headers.range ?? "";
  requests.push(range);
  const start = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
  if (mode === "missing") return response.writeHead(404).end("no");
  if (mode === "broken") return response.writeHead(503).end("no");
  if (mode === "html") {
    return response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>");
  }
  if (mode === "refuses-ranges" && start > 0) return response.writeHead(416).end();
  const isPart = start > 0 && mode !== "ignores-ranges";
  const body = bodyOf(state).subarray(isPart ? start : 0);
  response.writeHead(isPart ? 206 : 200, {
    "content-type": "application/octet-stream",
    "content-length": body.length,
    ...(isPart && { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  // The rest never comes: who waits for it has to give up.
  if (mode === "stalls") return response.write(body.subarray(0, 1_500_000));
  if (mode !== "cut") return response.end(body);
  // One cut each: the next request goes through.
  state.mode = "good";
  return response.write(body.subarray(0, 1_500_000), () => {
    setTimeout(() => response.destroy(), 100);
  });
}

function bodyOf({ content, mode }: DeviceServer): Buffer {
  if (mode === "wrong-length") return content.subarray(0, 1_000_000);
  if (mode !== "wrong-bytes") return content;
  const wrong = Buffer.from(content);
  wrong[2_000_000] = 255 - (wrong[2_000_000] ?? 0);
  return wrong;
}
