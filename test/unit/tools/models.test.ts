import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ensureModels } from "../../../tools/set-up/models.mjs";

// Against a real server on this machine that knows ranges, and counts what it was asked.

const BODY = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 251));
const SHA = createHash("sha256").update(BODY).digest("hex");

let folder: string;
let server: Server;
let origin: string;
let asked: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "nearside-models-"));
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? "whole"}`);
    const body = request.url === "/swapped" ? Buffer.alloc(BODY.length) : BODY;
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (request.url === "/gone") return void response.writeHead(404).end();
    if (request.url === "/cut") {
      response.writeHead(200, { "content-length": String(body.length) });
      response.write(body.subarray(0, 1000), () => setTimeout(() => response.destroy(), 50));
      return;
    }
    if (request.url === "/without-ranges" || start === 0) return void response.end(body);
    const range = `bytes ${start}-${body.length - 1}/${body.length}`;
    response.writeHead(206, { "content-range": range }).end(body.subarray(start));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

test("a file is fetched, verified and renamed into place", async () => {
  expect(await ensure("/right")).toBe("fetched");
  expect(readFileSync(join(folder, "m.gguf")).equals(BODY)).toBe(true);
  expect(existsSync(join(folder, "m.gguf.part"))).toBe(false);
});

test("the second run asks nobody", async () => {
  await ensure("/right");
  asked = [];
  expect(await ensure("/right")).toBe("unchanged");
  expect(asked).toEqual([]);
});

test("a wrong hash is refused and named, and nothing stays under the final name", async () => {
  await expect(ensure("/swapped")).rejects.toThrow(
    /m\.gguf from 127\.0\.0\.1:\d+ has the wrong sha-256 .* refused/,
  );
  expect(existsSync(join(folder, "m.gguf"))).toBe(false);
  expect(existsSync(join(folder, "m.gguf.part"))).toBe(false);
});

test("after a wrong hash the next source is tried", async () => {
  expect(await ensure("/swapped", "/right")).toBe("fetched");
  expect(asked).toEqual(["/swapped whole", "/right whole"]);
});

test("after a server without the file the next source is tried", async () => {
  expect(await ensure("/gone", "/right")).toBe("fetched");
});

test("a download that was cut off goes on where it stopped", async () => {
  await expect(ensure("/cut")).rejects.toThrow("m.gguf could not be fetched");
  asked = [];
  expect(await ensure("/right")).toBe("fetched");
  expect(asked).toEqual(["/right bytes=1000-"]);
  expect(readFileSync(join(folder, "m.gguf")).equals(BODY)).toBe(true);
});

test("a server that knows no ranges sends everything again", async () => {
  writeFileSync(join(folder, "m.gguf.part"), BODY.subarray(0, 10));
  expect(await ensure("/without-ranges")).toBe("fetched");
  expect(readFileSync(join(folder, "m.gguf")).equals(BODY)).toBe(true);
});

test("a file that was changed on disk is fetched again", async () => {
  await ensure("/right");
  writeFileSync(join(folder, "m.gguf"), Buffer.alloc(BODY.length));
  expect(await ensure("/right")).toBe("fetched");
  expect(readFileSync(join(folder, "m.gguf")).equals(BODY)).toBe(true);
});

test("the manifest that is shipped has a size, a whole hash, a licence and a source for each file", () => {
  const text = readFileSync(new URL("../../../src/device/models.json", import.meta.url), "utf8");
  const { files } = JSON.parse(text) as { files: readonly ManifestFile[] };
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    expect(file.name).toMatch(/^[\w.-]+$/);
    expect(file.bytes).toBeGreaterThan(0);
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(file.licence).not.toBe("");
    expect(file.sources.length).toBeGreaterThan(0);
  }
});

interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: string;
  readonly sources: readonly unknown[];
}

function ensure(...paths: readonly string[]): Promise<string> {
  const manifestPath = join(folder, "models.json");
  const sources = paths.map((path) => ({ kind: "url", url: origin + path }));
  const file = { name: "m.gguf", bytes: BODY.length, sha256: SHA, sources };
  writeFileSync(manifestPath, JSON.stringify({ files: [file] }));
  return ensureModels(folder, { manifestPath, folder });
}
