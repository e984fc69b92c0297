import { cloudOptions } from "./cloud-settings.ts";
import type { CloudSettings } from "./cloud-settings.ts";
import type { CloudOptions, PrivacyMode, RouterOptions } from "../index.ts";

/** What the element's attributes and properties say about its router. */
export interface ElementOptions {
  readonly privacy: PrivacyMode;
  readonly preference: number;
  /** A relay, as written in the attribute; "" where there is none. */
  readonly cloudUrl: string;
  /** Ids of the relay's models, separated by commas. */
  readonly cloudModels: string;
  /** An endpoint that a person set; it wins over a relay. */
  readonly cloud: CloudSettings | null;
  readonly modelsUrl: string;
  readonly routerUrl: string;
  readonly getToken: (() => Promise<string>) | null;
  readonly options: RouterOptions | null;
}

/** Options for `createRouter`. What `options` says wins over an attribute. */
export function routerOptions(element: ElementOptions, pageUrl: string): RouterOptions {
  const cloud =
    element.cloud === null ? relayOptions(element, pageUrl) : cloudOptions(element.cloud);
  const device = {
    ...(element.modelsUrl === "" ? {} : { modelsUrl: element.modelsUrl }),
    ...(element.routerUrl === "" ? {} : { routerUrl: element.routerUrl }),
  };
  return {
    privacy: element.privacy,
    preference: element.preference,
    ...(cloud === null ? {} : { cloud }),
    ...(Object.keys(device).length === 0 ? {} : { device }),
    ...element.options,
  };
}

/** A relay on the page's own origin is sent cookies; any other origin gets none. */
function relayOptions(element: ElementOptions, pageUrl: string): CloudOptions | null {
  if (element.cloudUrl === "") return null;
  const isSameOrigin = URL.parse(element.cloudUrl, pageUrl)?.origin === new URL(pageUrl).origin;
  const ids = element.cloudModels.split(",").map((id) => id.trim());
  const models = ids.filter((id) => id !== "").map((id) => ({ id }));
  return {
    baseUrl: element.cloudUrl,
    models: models.length === 0 ? [{ id: "default" }] : models,
    credentials: isSameOrigin ? "include" : "omit",
    ...(element.getToken === null ? {} : { getToken: element.getToken }),
  };
}
