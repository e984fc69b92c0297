import { fileURLToPath } from "node:url";
import { build } from "vite";
import { startServer } from "../../../../tools/serve.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const configFile = fileURLToPath(new URL("../../../../vite.config.ts", import.meta.url));
const publicDir = fileURLToPath(new URL("../../../../public", import.meta.url));
const distDir = fileURLToPath(new URL("../../../../.cache/calibration-harness", import.meta.url));

/** Builds the harness page as the app is built, and serves it with the app's own headers. */
export async function startCalibrationHarness(): Promise<{
  url: string;
  close: () => Promise<void>;
}> {
  await build({
    root,
    configFile,
    publicDir,
    logLevel: "error",
    build: { outDir: distDir, emptyOutDir: true },
  });
  return startServer({ port: 0, distDir });
}
