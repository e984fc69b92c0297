/** A failure that the person can mend: the message is one sentence that says what is wrong and what to do. */
export class Refusal extends Error {
  /**
   * @param {string} sentence
   * @param {{ cause?: unknown }} [options]
   */
  constructor(sentence, options) {
    super(sentence, options);
    this.name = "Refusal";
  }
}

/**
 * Runs a command line. A refusal, a full disk and a write that is not allowed end as one sentence on stderr and
 * exit code 1, without a stack trace; anything else is a defect of ours and keeps its trace.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence === undefined) throw error;
    console.error(sentence);
    process.exit(1);
  }
}

/**
 * The sentence for a failure that the person can mend, or undefined for any other.
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function sentenceFor(error) {
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const where =
    "path" in error && typeof error.path === "string" ? ` (while writing ${error.path})` : "";
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return `The disk is full${where}: free about 1 GB and run the same command again.`;
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return `This folder cannot be written${where}: make it writable and run the same command again.`;
    default:
      return undefined;
  }
}
