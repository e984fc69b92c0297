import { RouterError } from "../../src/router-error.ts";
import type { ModelSource } from "../../src/terms/catalogue.ts";
import type { FilePlan, StoredFile } from "../model-store.contract.ts";
import { encodePath, type ListedFile, type Listing } from "./hub-listing.ts";
import { flatName } from "./store-records.ts";

/** A source whose files only its hub can list. */
export type RepositorySource = Extract<ModelSource, { kind: "repository" }>;

/** Digits of a commit that tell revisions apart in the store, as git itself shortens it. */
const COMMIT_DIGITS = 12;

/**
 * The files of a listing that the source names, in the order of its patterns and then of their paths, with numbers in
 * them compared as numbers; its extra files come last. Fails with `model_missing` where none is there, and with
 * `model_corrupt` where the listing names one that cannot be.
 */
export function chooseFiles(
  model: string,
  source: RepositorySource,
  listing: Listing,
  hubUrl: string,
): FilePlan {
  const { repository, patterns } = source;
  const chosen = [...new Set(patterns.flatMap((pattern) => matching(pattern, listing.files)))];
  if (chosen.length === 0) {
    const message = `${repository} has no file like ${patterns.join(", ")}.`;
    throw new RouterError("model_missing", message);
  }
  const prefix = `${flatName(model)}@${listing.commit.slice(0, COMMIT_DIGITS)}--`;
  const folderUrl = `${hubUrl}/${encodePath(repository)}/resolve/${listing.commit}`;
  const files = chosen.map((file): StoredFile => {
    const { path, bytes, sha256, gitSha1 } = file;
    const name = `${prefix}${shortName(path, chosen)}`;
    const urls = [`${folderUrl}/${encodePath(path)}`];
    return { name, bytes, sha256, ...(sha256 === null && { gitSha1 }), urls };
  });
  return { revision: listing.commit, files: [...files, ...(source.extra ?? [])] };
}

function matching(pattern: string, files: readonly ListedFile[]): readonly ListedFile[] {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join("[^/]*")}$`);
  return files
    .filter(({ path }) => expression.test(path))
    .toSorted((one, other) => one.path.localeCompare(other.path, "en", { numeric: true }));
}

/** The name without folders, or the whole path where two of the files would share it. */
function shortName(path: string, files: readonly ListedFile[]): string {
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw new RouterError("model_corrupt", `The hub lists a file that cannot be: ${path}`);
  }
  const name = lastPart(path);
  const isShared = files.some((file) => file.path !== path && lastPart(file.path) === name);
  return flatName(isShared ? path : name);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
