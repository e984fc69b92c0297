import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { ModelShelf } from "./model-shelf.ts";
import type { ModelStanding } from "./model-standing.ts";

/**
 * The model that is left when one has failed: of those that are here and can run, the largest that needs less memory, on an
 * adapter before a processor. Null where there is none. Which one answers is for the decision to say.
 */
export function nextSmaller(
  failed: CatalogueEntry,
  shelf: ModelShelf,
  standing: ModelStanding,
): string | null {
  const smaller = shelf.entries().filter((entry) => {
    const isSmaller = entry.needs.memoryBytes < failed.needs.memoryBytes;
    return isSmaller && standing.isHere(entry) && standing.readinessOf(entry) !== "unavailable";
  });
  const [next] = smaller.toSorted(
    (one, other) =>
      Number(other.needs.gpu) - Number(one.needs.gpu) ||
      other.needs.memoryBytes - one.needs.memoryBytes,
  );
  return next?.card.id ?? null;
}
