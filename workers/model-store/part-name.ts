const ENDING = ".part";

/** The name under which a file lies until it is whole and verified. */
export function partOf(name: string): string {
  return `${name}${ENDING}`;
}

/** The file of which this is the part; null where it is none. */
export function wholeOf(name: string): string | null {
  return name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : null;
}
