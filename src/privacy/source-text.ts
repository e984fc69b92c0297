/** A text as it is read, and where each of its UTF-16 code units stands in what it was read from. */
export interface SourceText {
  readonly text: string;
  /** Which of the inspected sources it comes from. */
  readonly part: number;
  /** Offset of unit 0 in the source, where `offsets` is null: the text stands there literally. */
  readonly base: number;
  /** Offset of each unit, and of the end behind the last, where escapes made the two differ. */
  readonly offsets: Uint32Array | null;
}

/** A source that is read as it stands. */
export function wholeSource(text: string, part: number): SourceText {
  return { text, part, base: 0, offsets: null };
}

/** Where unit `index` of the text begins in its source; `text.length` gives the end. */
export function sourceOffset(source: SourceText, index: number): number {
  return source.offsets === null ? source.base + index : (source.offsets[index] ?? 0);
}
