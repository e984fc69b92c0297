import type { WeighedPath } from "./weighed-path.ts";

/**
 * Utility, in probability of a good answer, by which another path must be better before a conversation leaves the one it
 * is on (R20). Chosen: about what a typo or a polite word moves an estimate by.
 */
export const CONVERSATION_BAND = 0.05;

/**
 * R20: the path that stays since this conversation is on it and the best one is not better by more than the band; null
 * where nothing is kept. An effort follows the question, not the conversation: the earlier path may come at another one.
 * `open` holds the paths that may be taken, best first.
 */
export function earlierPath(
  open: readonly WeighedPath[],
  previousPathId: string | undefined,
): WeighedPath | null {
  const [best] = open;
  if (best === undefined || previousPathId === undefined) return null;
  const route = routeOf(previousPathId);
  const earlier =
    open.find(({ composed }) => composed.path.id === previousPathId) ??
    open.find(({ composed }) => routeOf(composed.path.id) === route);
  if (earlier === undefined || earlier === best) return null;
  const lead = best.candidate.utility - earlier.candidate.utility;
  return lead <= CONVERSATION_BAND ? earlier : null;
}

function routeOf(pathId: string): string {
  return pathId.replace(/@(?:minimal|low|medium|high)$/, "");
}
