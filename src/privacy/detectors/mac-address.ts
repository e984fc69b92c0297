import type { PatternRule } from "../detector.ts";

/** Hardware addresses of 48 bits, but not "everybody" and "nobody". */
export const macAddressRule: PatternRule = {
  name: "mac",
  kind: "MAC_ADDRESS",
  pattern:
    /(?<![\w:.-])(?:[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})(?![\w:-])/gi,
  score: 1,
  accepts: (compact) => !/^(?:F{12}|0{12})$/.test(compact),
};
