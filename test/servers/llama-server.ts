import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ensurePython } from "../../tools/set-up/python.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MODEL = join(ROOT, ".models/SmolLM2-135M-Instruct.Q4_1.gguf");
const HEALTH_TRIES = 300;

/** A real OpenAI-compatible endpoint on 127.0.0.1 that any page may read from. */
export interface LlamaServer {
  /** Without a path: the API is under `/v1`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts llama.cpp's own server with the model that the app runs too, and waits until it is healthy. Fails with the
 * last of what it printed if it ends before that.
 */
export async function startLlamaServer(): Promise<LlamaServer> {
  const python = await ensurePython("test/requirements.txt");
  const script = fileURLToPath(new URL("llama_server.py", import.meta.url));
  const child = spawn(python, [script, MODEL], { stdio: ["pipe", "pipe", "pipe"] });
  const url = await addressOf(child);
  const close = (): Promise<void> => stop(child);
  for (let tries = 0; tries < HEALTH_TRIES; tries += 1) {
    const health = await fetch(`${url}/health`).catch(() => null);
    if (health?.ok === true) return { url, close };
    await wait(100);
  }
  await close();
  throw new Error("llama.cpp's server did not become healthy.");
}

async function addressOf(child: ChildProcess): Promise<string> {
  let printed = "";
  child.stderr?.on("data", (text: Buffer) => {
    printed = (printed + text.toString()).slice(-2_000);
  });
  if (child.stdout === null) throw new Error("The server has no output.");
  for await (const line of createInterface(child.stdout)) {
    const address = /^listening (\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`llama.cpp's server did not start: ${printed}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
