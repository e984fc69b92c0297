import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

/** How the hub's lists behave. */
export type HubMode = "good" | "missing" | "private" | "html" | "broken" | "nonsense" | "strays";

/** One file of a commit; `isLarge` has its sha-256 listed, as files kept outside of git have. */
export interface HubFile {
  readonly content: Buffer;
  readonly isLarge: boolean;
}

/** A hub with one repository, `maker/model`. What it serves under `resolve` may differ from what it lists. */
export interface TestHub {
  mode: HubMode;
  /** Files on a page of a list. */
  pageSize: number;
  /** Commit of each branch. */
  branches: Record<string, string>;
  /** Files of each commit by path. */
  commits: Record<string, Record<string, HubFile>>;
  /** Paths that were asked for. */
  readonly requests: string[];
}

/** Answers as the hub's API does; `url` begins after the hub's own address. */
export function serveHub(hub: TestHub, url: string, response: ServerResponse): void {
  hub.requests.push(url);
  const { pathname, searchParams } = new URL(url, "http://hub.invalid");
  const [commit, path] = after(pathname, "/maker/model/resolve/");
  const content = hub.commits[commit]?.[path]?.content;
  if (content) {
    response.writeHead(200, { "content-length": content.length, etag: `"${commit}"` });
    return void response.end(content);
  }
  if (refuse(hub.mode, response)) return;
  const [revision] = after(pathname, "/api/models/maker/model/revision/");
  const sha = hub.branches[revision];
  if (sha !== undefined) return sendJson(response, { id: "maker/model", sha });
  const [listed] = after(pathname, "/api/models/maker/model/tree/");
  const files = hub.commits[listed];
  if (!files) return void response.writeHead(404).end('{"error":"Not found"}');
  sendPage(hub, Object.entries(files), Number(searchParams.get("cursor") ?? 0), response);
}

/** What follows `start`: up to the next slash, and the rest. */
function after(pathname: string, start: string): readonly [string, string] {
  if (!pathname.startsWith(start)) return ["", ""];
  const rest = decodeURIComponent(pathname.slice(start.length));
  const slash = rest.indexOf("/");
  return slash < 0 ? [rest, ""] : [rest.slice(0, slash), rest.slice(slash + 1)];
}

function refuse(mode: HubMode, response: ServerResponse): boolean {
  if (mode === "missing") response.writeHead(404).end('{"error":"Repository not found"}');
  else if (mode === "private") response.writeHead(401).end('{"error":"Invalid credentials"}');
  else if (mode === "broken") response.writeHead(503).end("later");
  else if (mode === "html") response.writeHead(200, { "content-type": "text/html" }).end("<p>Hi");
  else if (mode === "nonsense") sendJson(response, { sha: "main" });
  return response.writableEnded;
}

function sendPage(
  { pageSize, mode }: TestHub,
  files: readonly (readonly [string, HubFile])[],
  start: number,
  response: ServerResponse,
): void {
  const end = start + pageSize;
  // As the real one: a link to the whole address of the next page, with the same question.
  const next = mode === "strays" ? "http://elsewhere.invalid/" : `?recursive=true&cursor=${end}`;
  if (end < files.length) response.setHeader("link", `<${next}>; rel="next"`);
  const folder = { type: "directory", oid: "0".repeat(40), size: 0, path: "folder" };
  const items = files.slice(start, end).map(([path, file]) => itemOf(path, file));
  sendJson(response, start === 0 ? [folder, ...items] : items);
}

function itemOf(path: string, { content, isLarge }: HubFile) {
  const sha256 = createHash("sha256").update(content).digest("hex");
  if (!isLarge) return { type: "file", oid: gitHash(content), size: content.length, path };
  const pointer = Buffer.from(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`,
  );
  const lfs = { oid: sha256, size: content.length, pointerSize: pointer.length };
  return { type: "file", oid: gitHash(pointer), size: content.length, path, lfs };
}

/** As `git hash-object` does. */
function gitHash(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}
