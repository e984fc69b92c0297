import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { startServer } from "../../../../tools/serve.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const outDir = fileURLToPath(new URL("../../../../.cache/element-harness", import.meta.url));

/** Builds the page of elements with scripted routers, and serves it with the app's own headers. */
export async function startElementServer(): Promise<{
  readonly url: string;
  close(): Promise<void>;
}> {
  await build({
    root,
    publicDir: false,
    configFile: false,
    logLevel: "error",
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: "es2023",
      modulePreload: { polyfill: false },
    },
    plugins: [
      {
        name: "nearside:no-router",
        enforce: "pre",
        resolveId: (id) => (id.endsWith("/create-router.ts") ? join(root, "no-router.ts") : null),
      },
    ],
  });
  return startServer({ port: 0, distDir: outDir });
}
