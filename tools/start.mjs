import { fileURLToPath } from "node:url";
import { ensureBuild } from "./set-up/build.mjs";
import { ensureModels } from "./set-up/models.mjs";
import { ensureNodeModules } from "./set-up/node-modules.mjs";
import { Refusal, runMain } from "./set-up/refusal.mjs";

// `npm start`: installs what is missing, fetches the models, builds, and serves the app.

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** @returns {number} */
function chosenPort() {
  const text = process.env["PORT"] ?? "4173";
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Refusal(`PORT is "${text}", which is no port: use a number such as 4174.`);
}

await runMain(async () => {
  const port = chosenPort();
  await ensureNodeModules(ROOT);
  await ensureModels(ROOT);
  await ensureBuild(ROOT);
  const { startServer } = await import("./serve.mjs");
  const { url } = await startServer({ port });
  console.log(`Nearside is at ${url} (Ctrl+C ends it).`);
});
