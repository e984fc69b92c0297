import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import sirv from "sirv";
import { build } from "vite";
import { headersFor } from "../../../../tools/headers.mjs";

/** The harness page and the real model files. */
export interface DeviceServer {
  readonly url: string;
  /** Paths of all requests. */
  readonly paths: string[];
  close(): Promise<void>;
}

const repository = fileURLToPath(new URL("../../../../", import.meta.url));
/** The harness pages that it builds and serves, by their folder. */
type HarnessPage = "device" | "engines";

const outDirOf = (page: HarnessPage) => join(repository, `.cache/${page}-harness`);

/** Builds a harness page with the settings of the app. */
export async function buildDevicePage(page: HarnessPage = "device"): Promise<void> {
  const root = fileURLToPath(new URL(`../${page}`, import.meta.url));
  await build({
    root,
    publicDir: false,
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: outDirOf(page), emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
}

/** Serves the built harness on a free port, every script with its real policy. */
export async function startDeviceServer(page: HarnessPage = "device"): Promise<DeviceServer> {
  const app = sirv(outDirOf(page), { dev: true });
  const models = sirv(join(repository, ".models"), { dev: true });
  const state: DeviceServer = {
    url: "",
    paths: [],
    close: async () => {},
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    state.paths.push(path);
    for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
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
