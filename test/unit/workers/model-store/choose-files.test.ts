import { describe, expect, test } from "vitest";
import {
  chooseFiles,
  type RepositorySource,
} from "../../../../workers/model-store/choose-files.ts";
import type { ListedFile } from "../../../../workers/model-store/hub-listing.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

function listed(path: string, sha256: string | null = "a".repeat(64)): ListedFile {
  return { path, bytes: 7, sha256, gitSha1: "b".repeat(40) };
}

function choose(paths: readonly string[], patterns: readonly string[], model = "a model") {
  const source: RepositorySource = {
    kind: "repository",
    repository: "maker/model name",
    revision: "main",
    patterns,
  };
  const listing = { commit: COMMIT, files: paths.map((path) => listed(path)) };
  return chooseFiles(model, source, listing, "https://hub.invalid");
}

const names = (paths: readonly string[], patterns: readonly string[]) =>
  choose(paths, patterns).files.map(({ name }) => name.replace("a model@0123456789ab--", ""));

describe("the files of a repository", () => {
  test("come in the order of the patterns, each once, with numbers in order", () => {
    const paths = ["b.json", "s_10.bin", "a.json", "s_9.bin", "README.md"];
    expect(names(paths, ["s_*.bin", "a.json", "*.json"])).toEqual([
      "s_9.bin",
      "s_10.bin",
      "a.json",
      "b.json",
    ]);
  });

  test("are named by a star for anything but a slash, and by every other sign for itself", () => {
    const paths = ["model.gguf", "modelXgguf", "deep/model.gguf", "model.gguf.old"];
    expect(names(paths, ["*.gguf"])).toEqual(["model.gguf"]);
    expect(names(paths, ["*/model.gguf"])).toEqual(["model.gguf"]);
  });

  test("have their short names in the store, or the whole path where two would share one", () => {
    expect(names(["a/x.bin", "b/x.bin", "b/y.bin"], ["*/*.bin"])).toEqual([
      "a%2Fx.bin",
      "b%2Fx.bin",
      "y.bin",
    ]);
  });

  test("have other names in the store for another revision and another model", () => {
    const { files } = choose(["x.bin"], ["*"], "maker/own");
    expect(files[0]?.name).toBe("maker%2Fown@0123456789ab--x.bin");
  });

  test("are fetched from that very commit", () => {
    const [file] = choose(["deep folder/x#1.bin"], ["*/*"]).files;
    expect(file?.urls).toEqual([
      `https://hub.invalid/maker/model%20name/resolve/${COMMIT}/deep%20folder/x%231.bin`,
    ]);
  });

  test("carry git's hash only where there is no sha-256", () => {
    const source: RepositorySource = {
      kind: "repository",
      repository: "maker/model",
      revision: "main",
      patterns: ["*"],
    };
    const files = [listed("large.bin"), listed("small.json", null)];
    const plan = chooseFiles("model", source, { commit: COMMIT, files }, "https://hub.invalid");
    expect(plan.files.map(({ sha256, gitSha1 }) => [sha256, gitSha1])).toEqual([
      ["a".repeat(64), undefined],
      [null, "b".repeat(40)],
    ]);
  });

  test("that are not there are model_missing, and paths that lead elsewhere model_corrupt", () => {
    expect(() => choose(["x.bin"], ["*.gguf"])).toThrow(
      expect.objectContaining({ code: "model_missing" }),
    );
    expect(() => choose(["../x.bin"], ["*/x.bin"])).toThrow(
      expect.objectContaining({ code: "model_corrupt" }),
    );
  });
});
