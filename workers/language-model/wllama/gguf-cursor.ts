import { RouterError } from "../../../src/router-error.ts";

/** A value in the head of a GGUF file. */
export type GgufValue = string | number | boolean | readonly GgufValue[];

/** Reads little-endian values one after the other; a RangeError means that the buffer ends too early. */
export class GgufCursor {
  readonly #view: DataView;
  /** Where each located string begins. */
  readonly tokenOffsets: number[] = [];
  readonly #decoder = new TextDecoder();
  #offset = 0;

  constructor(buffer: ArrayBuffer) {
    this.#view = new DataView(buffer);
  }

  /** Where it stands in the buffer. */
  get offset(): number {
    return this.#offset;
  }

  magic(): string {
    return this.#decoder.decode(this.#bytes(4));
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  text(isLocated = false): string {
    const length = this.uint64();
    if (isLocated) this.tokenOffsets.push(this.#offset);
    return this.#decoder.decode(this.#bytes(length));
  }

  /** One value of a GGUF type number. */
  value(type: number, isLocated = false): GgufValue {
    if (type === 8) return this.text(isLocated);
    if (type === 9) return this.#list(isLocated);
    const read = SCALARS[type];
    if (!read)
      throw new RouterError("model_corrupt", `The model file has a value of type ${type}.`);
    return read.from(this.#view, this.#advance(read.bytes));
  }

  #list(isLocated: boolean): readonly GgufValue[] {
    const type = this.uint32();
    const length = this.uint64();
    const values: GgufValue[] = [];
    for (let index = 0; index < length; index++) values.push(this.value(type, isLocated));
    return values;
  }

  #bytes(length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#advance(length), length);
  }

  #advance(bytes: number): number {
    const start = this.#offset;
    if (start + bytes > this.#view.byteLength) throw new RangeError("The file ends here.");
    this.#offset = start + bytes;
    return start;
  }
}

interface ScalarReader {
  readonly bytes: number;
  from(view: DataView, offset: number): number | boolean;
}

/** GGUF's scalar types by their number. */
const SCALARS: Readonly<Record<number, ScalarReader>> = {
  0: { bytes: 1, from: (view, offset) => view.getUint8(offset) },
  1: { bytes: 1, from: (view, offset) => view.getInt8(offset) },
  2: { bytes: 2, from: (view, offset) => view.getUint16(offset, true) },
  3: { bytes: 2, from: (view, offset) => view.getInt16(offset, true) },
  4: { bytes: 4, from: (view, offset) => view.getUint32(offset, true) },
  5: { bytes: 4, from: (view, offset) => view.getInt32(offset, true) },
  6: { bytes: 4, from: (view, offset) => view.getFloat32(offset, true) },
  7: { bytes: 1, from: (view, offset) => view.getUint8(offset) !== 0 },
  10: { bytes: 8, from: (view, offset) => Number(view.getBigUint64(offset, true)) },
  11: { bytes: 8, from: (view, offset) => Number(view.getBigInt64(offset, true)) },
  12: { bytes: 8, from: (view, offset) => view.getFloat64(offset, true) },
};
