import { spawnSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sirv from "sirv";
import { pack } from "../../tools/package/pack.mjs";

const ROOT = join(import.meta.dirname, "../..");

/** A page folder on http://localhost, with the fetched models under /models/. It sends no header of ours. */
export interface ServedFolder {
  readonly url: string;
  close(): Promise<void>;
}

/** An empty project in a temporary folder, with the packed package installed as anybody installs it. */
export class EmptyProject {
  readonly folder = mkdtempSync(join(tmpdir(), "nearside-package-"));

  async install(...others: readonly string[]): Promise<void> {
    const tarball = await pack(ROOT);
    this.write("package.json", '{ "name": "empty", "private": true, "type": "module" }');
    const versions = others.map((name) => `${name}@${lockedVersion(name)}`);
    this.run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", tarball, ...versions);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  run(program: string, ...args: readonly string[]): void {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: this.folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Serves a folder as a plain static host would. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const files = sirv(folder);
  const models = sirv(join(ROOT, ".models"));
  const server: Server = createServer((request, response) => {
    const isModel = request.url?.startsWith("/models/") ?? false;
    if (isModel) request.url = request.url?.slice("/models".length) ?? "/";
    (isModel ? models : files)(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function lockedVersion(name: string): string {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string }>;
  };
  const version = lock.packages[`node_modules/${name}`]?.version;
  if (version === undefined) throw new Error(`${name} is not in package-lock.json`);
  return version;
}
