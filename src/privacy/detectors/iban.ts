import { countrySpecs, isValidIBAN } from "ibantools";
import type { Detector, Match } from "../detector.ts";

const BEGINNING = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}/g;
/** Letters, digits and single separators; the longest account number has 34 characters. */
const REST = /(?:[ -]?[A-Za-z0-9]){0,34}/y;

/** International bank account numbers: country, length, structure and checksum, in groups or in one run. */
export const ibanDetector: Detector = {
  name: "iban",
  find(text) {
    const matches: Match[] = [];
    for (const found of text.matchAll(BEGINNING)) {
      const length = countrySpecs[found[0].slice(0, 2).toUpperCase()]?.chars ?? null;
      if (length === null) continue;
      const end = endOf(text, found.index, length);
      if (end === null) continue;
      const iban = text.slice(found.index, end).replaceAll(/[ -]/g, "").toUpperCase();
      if (isValidIBAN(iban)) matches.push({ kind: "IBAN", start: found.index, end, score: 1 });
    }
    return matches;
  },
};

/** Where a number of this many letters and digits ends, or null if the text has fewer or goes on without a break. */
function endOf(text: string, start: number, length: number): number | null {
  REST.lastIndex = start;
  const run = REST.exec(text)?.[0] ?? "";
  let end = 0;
  for (let counted = 0; counted < length; end += 1) {
    const character = run[end];
    if (character === undefined) return null;
    if (character !== " " && character !== "-") counted += 1;
  }
  return /[A-Za-z0-9]/.test(text.slice(start + end, start + end + 1)) ? null : start + end;
}
