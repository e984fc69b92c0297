import type { Temporal } from "temporal-polyfill";
import type { Reading, Slot } from "../language/request-reader.ts";
import { endOfWords, skipSpaces } from "../language/request-text.ts";
import { regionZones, zoneNames } from "./zone-names.ts";

/** A zone as it was named. */
export interface NamedZone {
  readonly id: string;
  /** As it was written. */
  readonly name: string;
  /** Hours from UTC that the name itself asserts: EST is −5 also in summer, when New York is not. */
  readonly assertedHours?: number;
}

/** Abbreviations with one meaning in the zone they are used in; CST, IST and BST have several, and are absent. */
const ABBREVIATIONS: readonly (readonly [name: string, id: string, hours: number])[] = [
  ["eastern standard", "America/New_York", -5],
  ["eastern daylight", "America/New_York", -4],
  ["pacific standard", "America/Los_Angeles", -8],
  ["pacific daylight", "America/Los_Angeles", -7],
  ["central standard", "America/Chicago", -6],
  ["mountain standard", "America/Denver", -7],
  ["est", "America/New_York", -5],
  ["edt", "America/New_York", -4],
  ["et", "America/New_York", NaN],
  ["cdt", "America/Chicago", -5],
  ["mst", "America/Denver", -7],
  ["mdt", "America/Denver", -6],
  ["pst", "America/Los_Angeles", -8],
  ["pdt", "America/Los_Angeles", -7],
  ["pt", "America/Los_Angeles", NaN],
  ["cet", "Europe/Paris", 1],
  ["cest", "Europe/Paris", 2],
];

/** Made when the first zone is read: the browser's list is long. */
let names: ReturnType<typeof zoneNames> | undefined;
let regions: ReturnType<typeof regionZones> | undefined;

/** Reads a zone by its city, country, name or abbreviation, perhaps with the country or state behind it: "Tokyo, Japan". */
export const zoneSlot: Slot<NamedZone> = (text, at) => {
  const place = readAbbreviation(text.plain, at) ?? readPlace(text.plain, at);
  if (place === null) return [];
  const end = behindRegion(text.plain, place);
  return [{ value: { ...place.value, name: text.raw.slice(at, place.end) }, end }];
};

type Place = Reading<Omit<NamedZone, "name">>;

function readPlace(plain: string, at: number): Place | null {
  names ??= zoneNames();
  for (const [name, id] of names) {
    const end = endOfWords(plain, at, name);
    if (end >= 0) return { value: { id }, end };
  }
  return null;
}

function readAbbreviation(plain: string, at: number): Place | null {
  for (const [name, id, hours] of ABBREVIATIONS) {
    const end = endOfWords(plain, at, name);
    if (end < 0) continue;
    return { value: Number.isNaN(hours) ? { id } : { id, assertedHours: hours }, end };
  }
  return null;
}

/** A region behind a place is read where the place can lie in it. */
function behindRegion(plain: string, place: Place): number {
  const comma = /\s*,?\s*/y;
  comma.lastIndex = place.end;
  comma.test(plain);
  const at = comma.lastIndex;
  if (at === place.end || at >= plain.length) return place.end;
  const same = readPlace(plain, at);
  if (same !== null) return same.value.id === place.value.id ? same.end : place.end;
  regions ??= regionZones();
  const ends = [...regions].map(([region, zones]) =>
    zones.has(place.value.id) ? endOfWords(plain, skipSpaces(plain, at), region) : -1,
  );
  return Math.max(place.end, ...ends);
}

/** Whether the zone has the hours from UTC that its name asserts, at this instant. */
export function keepsItsHours(zone: NamedZone, at: Temporal.ZonedDateTime): boolean {
  if (zone.assertedHours === undefined) return true;
  return at.withTimeZone(zone.id).offsetNanoseconds === zone.assertedHours * 3.6e12;
}
