/** The host of a destination, or the whole of it where it is no address. */
export function hostOf(destination: string): string {
  return URL.parse(destination)?.host ?? destination;
}
