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

/** Takes each field only in the shape it should have, since another version may have written it. */
function checked(kept: object): KeptSettings {
  const fields = kept as Record<string, unknown>;
  const { lang, theme, privacy, preference, cloud, hasModel } = fields;
  return {
    ...(typeof lang === "string" ? { lang } : {}),
    ...(theme === "light" || theme === "dark" || theme === "system" ? { theme } : {}),
    ...(privacy === "device-only" || privacy === "ask" || privacy === "allow" ? { privacy } : {}),
    ...(typeof preference === "number" && preference >= 0 && preference <= 1 ? { preference } : {}),
    ...(isCloud(cloud) ? { cloud } : {}),
    ...(hasModel === true ? { hasModel } : {}),
  };
}

function isCloud(value: unknown): value is NonNullable<NearsideSettings["cloud"]> {
  if (typeof value !== "object" || value === null) return false;
  const { baseUrl, model } = value as Record<string, unknown>;
  return typeof baseUrl === "string" && typeof model === "string";
}
