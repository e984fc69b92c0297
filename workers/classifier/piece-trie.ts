/** Where the empty text stands; no other place has this number. */
export const ROOT = 0;
/** A place where no piece ends. */
export const NO_ROW = -1;

/** Beginnings of pieces as numbered places: from each a UTF-16 code unit leads to the next. */
export interface PieceTrie {
  /** The place after one more code unit; `ROOT` where no piece begins so. */
  next(place: number, unit: number): number;
  /** The row of the piece that ends at this place, or `NO_ROW`. */
  rowAt(place: number): number;
}

/**
 * The pieces with their rows, in tables of plain numbers: one hash table for all steps (Knuth's multiplicative hashing, open
 * addressing). Maps of strings would cut a string for every look.
 */
export function createPieceTrie(
  pieces: readonly (readonly [piece: string, row: number])[],
): PieceTrie {
  return new HashedTrie(pieces);
}

class HashedTrie implements PieceTrie {
  readonly #mask: number;
  readonly #froms: Int32Array;
  readonly #units: Uint16Array;
  /** `ROOT` where the slot is free. */
  readonly #tos: Int32Array;
  readonly #rows: Int32Array;

  constructor(pieces: readonly (readonly [piece: string, row: number])[]) {
    const mostPlaces = pieces.reduce((sum, [piece]) => sum + piece.length, 1);
    const slots = 2 ** Math.ceil(Math.log2(mostPlaces + 1));
    this.#mask = slots - 1;
    this.#froms = new Int32Array(slots);
    this.#units = new Uint16Array(slots);
    this.#tos = new Int32Array(slots);
    this.#rows = new Int32Array(mostPlaces).fill(NO_ROW);
    let places = ROOT + 1;
    for (const [piece, row] of pieces) places = this.#add(piece, row, places);
  }

  next(place: number, unit: number): number {
    return this.#tos[this.#slotOf(place, unit)] ?? ROOT;
  }

  rowAt(place: number): number {
    return this.#rows[place] ?? NO_ROW;
  }

  /** Returns how many places there are afterwards. */
  #add(piece: string, row: number, places: number): number {
    let place = ROOT;
    let count = places;
    for (let index = 0; index < piece.length; index += 1) {
      const unit = piece.charCodeAt(index);
      const slot = this.#slotOf(place, unit);
      if (this.#tos[slot] === ROOT) {
        this.#froms[slot] = place;
        this.#units[slot] = unit;
        this.#tos[slot] = count;
        count += 1;
      }
      place = this.#tos[slot] ?? ROOT;
    }
    this.#rows[place] = row;
    return count;
  }

  /** The slot that holds this step, or the free one where it would be. */
  #slotOf(place: number, unit: number): number {
    const hash = Math.imul(Math.imul(place, 0x9e3779b1) ^ unit, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (
      this.#tos[slot] !== ROOT &&
      (this.#froms[slot] !== place || this.#units[slot] !== unit)
    ) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
