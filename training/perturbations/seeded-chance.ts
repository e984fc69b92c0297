/** A source of chance that gives the same values for the same seed, on every machine. */
export interface Chance {
  /** A whole number of 0 to below `count`, each as likely; 0 for a count of 0. */
  readonly below: (count: number) => number;
  /** One of the items. Throws on an empty list: there is nothing to give. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** The items in another order (Fisher and Yates). */
  readonly shuffle: <Item>(items: readonly Item[]) => readonly Item[];
}

/** Counts up by the golden ratio of 32 bits and mixes the count with MurmurHash3's finaliser (Weyl sequence, as in SplitMix). */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return Math.floor((mix(state) / 2 ** 32) * count);
  };
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError("There is nothing to pick from.");
      return item;
    },
    shuffle: (items) => {
      const left = [...items];
      return items.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}

/** FNV-1a over UTF-16 code units, mixed: a seed for a text, so that a prompt keeps its perturbation wherever it is listed. */
export function seedOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return mix(value >>> 0);
}

function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
