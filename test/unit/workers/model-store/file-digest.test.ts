import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  CHUNK_BYTES,
  createFileDigest,
  digestBlob,
} from "../../../../workers/model-store/file-digest.ts";

const content = Buffer.alloc(2 * CHUNK_BYTES + 1_000, "of no two places the same, nearly ");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const never = new AbortController().signal;

describe("the digest of a file", () => {
  for (const pieceBytes of [700_001, CHUNK_BYTES, 3 * CHUNK_BYTES]) {
    test(`is that of the whole and of each chunk, fed in pieces of ${pieceBytes} bytes`, async () => {
      const digest = await createFileDigest(null);
      for (let start = 0; start < content.length; start += pieceBytes) {
        digest.add(content.subarray(start, start + pieceBytes));
      }
      const chunks = [0, 1, 2].map((index) =>
        content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
      );
      expect(digest.finish()).toEqual({
        sha256: sha256(content),
        gitSha1: null,
        chunkSha256s: chunks.map(sha256),
      });
    });
  }

  test("has git's own hash where it is asked for: that of `printf hello | git hash-object --stdin`", async () => {
    const digest = await createFileDigest(5);
    digest.add(Buffer.from("hello"));
    expect(digest.finish().gitSha1).toBe("b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0");
  });

  test("forgets what came before a clear", async () => {
    const digest = await createFileDigest(5);
    digest.add(content);
    digest.clear();
    digest.add(Buffer.from("hello"));
    expect(digest.finish()).toEqual({
      sha256: sha256(Buffer.from("hello")),
      gitSha1: "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0",
      chunkSha256s: [sha256(Buffer.from("hello"))],
    });
  });

  test("of nothing has no chunks", async () => {
    const digest = await createFileDigest(null);
    expect(digest.finish()).toMatchObject({ sha256: sha256(Buffer.alloc(0)), chunkSha256s: [] });
  });

  test("of a blob says how far it is, and stops at an abort", async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const digest = await createFileDigest(null);
    const work = digestBlob(
      new Blob([content]),
      digest,
      (checkedBytes) => {
        told.push(checkedBytes);
        if (told.length === 2) controller.abort();
      },
      controller.signal,
    );
    await expect(work).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toEqual([CHUNK_BYTES, 2 * CHUNK_BYTES]);
    digest.clear();
    await digestBlob(new Blob([content]), digest, () => undefined, never);
    expect(digest.finish().sha256).toBe(sha256(content));
  });
});
