import type { Detector, Match } from "../detector.ts";

const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 255;
const LOCAL_PART = /[\p{L}\p{N}._%+'-]{1,64}$/u;
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}(?:xn--[a-z0-9-]{1,59}|\p{L}{2,24})(?![\p{L}\p{N}@])/iu;

/** E-mail addresses, international ones too: from each @ a bounded way to the left and to the right. */
export const emailDetector: Detector = {
  name: "email",
  find(text) {
    const matches: Match[] = [];
    for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
      const local = LOCAL_PART.exec(text.slice(Math.max(0, at - LONGEST_LOCAL_PART), at))?.[0];
      const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + LONGEST_DOMAIN))?.[0];
      if (local === undefined || domain === undefined) continue;
      const start = at - local.replace(/^[.'%+-]{1,64}/, "").length;
      if (start < at) {
        matches.push({ kind: "EMAIL", start, end: at + 1 + domain.length, score: 0.95 });
      }
    }
    return matches;
  },
};
