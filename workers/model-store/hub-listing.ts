import * as v from "valibot";
import { askHub, nonsense, type HubAccess, type HubAnswer } from "./ask-hub.ts";

/** One file of a repository as its hub lists it. */
export interface ListedFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Null where the hub gives git's own hash only. */
  readonly sha256: string | null;
  readonly gitSha1: string;
}

/** All files of a repository at one commit. */
export interface Listing {
  /** 40 hex digits. */
  readonly commit: string;
  readonly files: readonly ListedFile[];
}

/** What is asked of a hub. */
export interface Repository {
  readonly repository: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

const HEX_40 = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const HEX_64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const BYTES = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const COMMIT = v.object({ sha: HEX_40 });
const FILE = v.object({
  path: v.string(),
  oid: HEX_40,
  size: BYTES,
  lfs: v.optional(v.object({ oid: HEX_64, size: BYTES })),
});
const TREE = v.array(v.looseObject({ type: v.string() }));

/** More pages than any repository of models has; a listing that links on and on is nonsense. */
const MOST_PAGES = 50;

/**
 * Resolves a revision to its commit and lists that commit's files. Fails with `model_missing` where the hub has no such
 * repository or keeps it private, `model_source_unreachable`, or `model_corrupt` where it answers nonsense.
 */
export async function listRepository(
  { repository, revision }: Repository,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<Listing> {
  const api = `${hub.hubUrl}/api/models/${encodePath(repository)}`;
  const ask = (url: string) => askHub(url, repository, hub, signal);
  const found = await ask(`${api}/revision/${encodeURIComponent(revision)}`);
  const { sha: commit } = read(COMMIT, found.json, repository);
  const files: ListedFile[] = [];
  let next: string | null = `${api}/tree/${commit}?recursive=true`;
  for (let page = 0; next !== null; page++) {
    if (page === MOST_PAGES) throw nonsense(repository);
    const { json, response }: HubAnswer = await ask(next);
    for (const item of read(TREE, json, repository)) {
      if (item.type === "file") files.push(listed(read(FILE, item, repository)));
    }
    next = nextPage(response, repository, hub.hubUrl);
  }
  return { commit, files };
}

/** Escapes each part of a path, and leaves the slashes. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function listed({ path, oid, size, lfs }: v.InferOutput<typeof FILE>): ListedFile {
  return { path, bytes: lfs?.size ?? size, sha256: lfs?.oid ?? null, gitSha1: oid };
}

function read<T>(schema: v.GenericSchema<unknown, T>, json: unknown, repository: string): T {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  throw nonsense(repository, parsed.issues[0].message);
}

function nextPage({ headers, url }: Response, repository: string, hubUrl: string): string | null {
  const target = /<([^>]+)>;\s*rel="next"/.exec(headers.get("link") ?? "")?.[1];
  if (target === undefined) return null;
  const next = new URL(target, url);
  if (next.origin !== new URL(hubUrl).origin) throw nonsense(repository, { target });
  return next.href;
}
