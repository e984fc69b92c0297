import { createReadStream } from "node:fs";

/** One line of a file, counted from 1. `text` is null where it is longer than any request. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string | null;
}

/** A longer line is passed over in pieces, so that memory does not grow with it. */
const LONGEST_LINE_BYTES = 128 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a UTF-8 file that are not blank, one at a time. Only a line feed ends a line: U+2028 may stand unescaped in
 * JSON, and node:readline would cut there. Bytes that are no UTF-8 become U+FFFD. Fails as the file system does.
 */
export async function* readLines(
  path: string,
  longestBytes = LONGEST_LINE_BYTES,
): AsyncGenerator<NumberedLine> {
  let number = 1;
  let line = new GrowingLine(longestBytes);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      line.add(chunk.subarray(start, end));
      if (!line.isBlank()) yield { number, text: line.text() };
      line = new GrowingLine(longestBytes);
      number++;
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (!line.isBlank()) yield { number, text: line.text() };
}

/** A line of which the pieces are still coming in. */
class GrowingLine {
  readonly #longestBytes: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(longestBytes: number) {
    this.#longestBytes = longestBytes;
  }

  add(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes <= this.#longestBytes) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  isBlank(): boolean {
    return this.text()?.trim() === "";
  }

  text(): string | null {
    if (this.#bytes > this.#longestBytes) return null;
    return new TextDecoder().decode(Buffer.concat(this.#pieces));
  }
}
