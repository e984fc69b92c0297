/**
 * A stream whose first chunk has come, so that what fails before it fails the call and not the loop. Leaving the loop
 * early ends the work behind it.
 */
export async function startedStream<Chunk>(
  chunks: AsyncGenerator<Chunk, void>,
  controller: AbortController,
): Promise<AsyncGenerator<Chunk, void> & { readonly controller: AbortController }> {
  const first = await chunks.next();
  async function* all(): AsyncGenerator<Chunk, void> {
    if (first.done === true) return;
    try {
      yield first.value;
      yield* chunks;
    } finally {
      await chunks.return();
    }
  }
  return Object.assign(all(), { controller });
}
