import type { CloudOptions } from "../index.ts";

/** One endpoint as a person types it in. The key is passed on once and kept nowhere in the page. */
export interface CloudSettings {
  readonly baseUrl: string;
  readonly model: string;
  readonly key?: string;
  readonly inputUsdPerMillionTokens?: number;
  readonly outputUsdPerMillionTokens?: number;
}

/** Which field cannot stay as it is. */
export type CloudSettingsFault = "url" | "model";

/** Reads the fields of the form; a fault names the first field that is wrong. */
export function readCloudForm(form: FormData): CloudSettings | CloudSettingsFault {
  const baseUrl = field(form, "address").replace(/\/+$/, "");
  const model = field(form, "model");
  const key = field(form, "secret");
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? "")) return "url";
  if (model === "") return "model";
  const input = Number.parseFloat(field(form, "price-in"));
  const output = Number.parseFloat(field(form, "price-out"));
  return {
    baseUrl,
    model,
    ...(key === "" ? {} : { key }),
    ...(input >= 0 ? { inputUsdPerMillionTokens: input } : {}),
    ...(output >= 0 ? { outputUsdPerMillionTokens: output } : {}),
  };
}

/** The router's option for an endpoint. A price that a person typed in is dated today. */
export function cloudOptions(cloud: CloudSettings): CloudOptions {
  const { inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output } = cloud;
  const price =
    input === undefined && output === undefined
      ? {}
      : {
          price: {
            inputUsdPerMillionTokens: input ?? 0,
            outputUsdPerMillionTokens: output ?? 0,
            asOf: new Date().toISOString().slice(0, 10),
          },
        };
  return {
    baseUrl: cloud.baseUrl,
    models: [{ id: cloud.model, ...price }],
    ...(cloud.key === undefined ? {} : { apiKey: cloud.key }),
  };
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
