import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { build } from "vite";
import { headersFor } from "../../../../tools/headers.mjs";
import { serveHub, type TestHub } from "./test-hub.ts";

/** How the source under `/source/` behaves for the next requests. */
export type SourceMode =
  | "good"
  | "missing"
  | "html"
  | "disguised-html"
  | "wrong-length"
  | "wrong-bytes"
  | "cut"
  | "stalls"
  | "refuses-ranges"
  | "ignores-ranges"
  | "without-length"
  | "broken";

/** The harness page, a source that misbehaves as told, and a hub. */
export interface StoreServer {
  readonly url: string;
  /** Bytes that the source under `/source/` serves. */
  readonly content: Buffer;
  mode: SourceMode;
  /** Named in the `etag` of the source; null: it has none. */
  version: string | null;
  /** Method and range of each request to the source, as in "GET bytes=5-". */
  readonly requests: string[];
  readonly hub: TestHub;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL(".", import.meta.url));
const outDir = fileURLToPath(new URL("../../../../.cache/store-harness", import.meta.url));

/** Builds the harness page with the settings of the app. */
export async function buildStorePage(): Promise<void> {
  await build({
    root,
    publicDir: false,
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: join(outDir), emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
}

/** Serves the built harness on a free port, every script with its real policy. */
export async function startStoreServer(): Promise<StoreServer> {
  const app = sirv(outDir, { dev: true });
  const state: StoreServer = {
    url: "",
    content: patternedBytes(20_000_000),
    mode: "good",
    version: '"1"',
    requests: [],
    hub: { mode: "good", pageSize: 100, branches: {}, commits: {}, requests: [] },
    close: async () => {},
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
    if (path.startsWith("/source/")) return serveSource(state, request, response);
    if (path.startsWith("/hub/")) return serveHub(state.hub, path.slice("/hub".length), response);
    app(request, response, () => void response.writeHead(404).end("Not found\n"));
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

/** Bytes of which no two places look alike, the same each time. */
export function patternedBytes(length: number): Buffer {
  const content = Buffer.alloc(length);
  for (let index = 0; index < length; index++) content[index] = (index * 31 + (index >> 9)) & 255;
  return content;
}

/** Where a cut or stalled response stops: in the middle of a chunk. */
export const CUT_BYTES = 9_500_000;

function serveSource(state: StoreServer, request: IncomingMessage, response: ServerResponse): void {
  const { content, mode, requests, version } = state;
  const range = request.headers.range ?? "";
  requests.push(`${request.method} ${range}`.trim());
  const start = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
  if (refuse(mode, start, response)) return;
  const isPart = start > 0 && mode !== "ignores-ranges";
  const body = bodyOf(state).subarray(isPart ? start : 0);
  response.writeHead(isPart ? 206 : 200, {
    "content-type": "application/octet-stream",
    ...(version !== null && { etag: version }),
    ...(mode !== "without-length" && { "content-length": body.length }),
    ...(isPart && { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  if (request.method === "HEAD") return void response.end();
  // The rest never comes, asked for or not: who waits for it has to give up.
  if (mode === "stalls") return void (start > 0 || response.write(body.subarray(0, CUT_BYTES)));
  if (mode !== "cut") return void response.end(body);
  // One cut each: the next request goes through.
  state.mode = "good";
  response.write(body.subarray(0, CUT_BYTES), () => {
    setTimeout(() => response.destroy(), 300);
  });
}

/** True where there is nothing but a refusal. */
function refuse(mode: SourceMode, start: number, response: ServerResponse): boolean {
  const page = "<!DOCTYPE html><h1>Sign in</h1>";
  if (mode === "missing") response.writeHead(404).end("no");
  else if (mode === "broken") response.writeHead(503).end("no");
  else if (mode === "html") response.writeHead(200, { "content-type": "text/html" }).end(page);
  else if (mode === "disguised-html") {
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(page);
  } else if (mode === "refuses-ranges" && start > 0) response.writeHead(416).end();
  return response.writableEnded;
}

function bodyOf({ content, mode }: StoreServer): Buffer {
  if (mode === "wrong-length") return content.subarray(0, 1_000_000);
  if (mode !== "wrong-bytes") return content;
  const wrong = Buffer.from(content);
  wrong[2_000_000] = 255 - (wrong[2_000_000] ?? 0);
  return wrong;
}
