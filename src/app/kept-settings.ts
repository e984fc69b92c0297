import type { NearsideSettings } from "../element/define.ts";

/** What is kept of the settings between visits: never a key, never a word that was typed to a model. */
export type KeptSettings = Partial<NearsideSettings> & {
  /** The device model was loaded once, so it is in the store and loads without the network. */
  readonly hasModel?: boolean;
};

const NAME = "nearside-settings";

/** Reads what was kept. Nothing, where the browser keeps nothing or something else wrote it. */
export function readSettings(): KeptSettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return typeof kept === "object" && kept !== null ? checked(kept) : {};
  } catch {
    return {};
  }
}

/** Keeps these besides what is kept already; a browser that refuses keeps nothing. */
export function keepSettings(settings: KeptSettings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...readSettings(), ...settings }));
  } catch {
    // The settings hold for this visit.
  }
}

const CHECKS: Readonly<Record<keyof KeptSettings, (value: unknown) => boolean>> = {
  lang: (value) => typeof value === "string",
  theme: (value) => value === "system" || value === "light" || value === "dark",
  privacy: (value) => value === "device-only" || value === "ask" || value === "allow",
  preference: (value) => typeof value === "number" && value >= 0 && value <= 1,
  cloud: isCloud,
  hasModel: (value) => value === true,
};

/** Takes each field only in the shape it should have, since another version may have written it. */
function checked(kept: object): KeptSettings {
  const fields = kept as Record<string, unknown>;
  const good = Object.entries(CHECKS).filter(([name, isGood]) => isGood(fields[name]));
  return Object.fromEntries(good.map(([name]) => [name, fields[name]]));
}

function isCloud(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { baseUrl, model } = value as Record<string, unknown>;
  return typeof baseUrl === "string" && typeof model === "string";
}
