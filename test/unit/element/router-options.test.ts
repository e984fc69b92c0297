import { expect, test } from "vitest";
import { cloudOptions, readCloudForm } from "../../../src/element/cloud-settings.ts";
import { routerOptions } from "../../../src/element/router-options.ts";
import type { ElementOptions } from "../../../src/element/router-options.ts";

const PAGE = "https://site.example/chat/";

const PLAIN: ElementOptions = {
  privacy: "ask",
  preference: 0.5,
  cloudUrl: "",
  cloudModels: "",
  cloud: null,
  modelsUrl: "",
  routerUrl: "",
  getToken: null,
  options: null,
};

test("without attributes there is no cloud, and the device is left as it is", () => {
  expect(routerOptions(PLAIN, PAGE)).toEqual({ privacy: "ask", preference: 0.5 });
});

test("a relay on the page's own origin is sent cookies, another origin none", () => {
  const near = routerOptions({ ...PLAIN, cloudUrl: "/relay/v1" }, PAGE);
  const far = routerOptions({ ...PLAIN, cloudUrl: "https://api.example.com/v1" }, PAGE);
  expect(near.cloud).toMatchObject({ baseUrl: "/relay/v1", credentials: "include" });
  expect(far.cloud).toMatchObject({ credentials: "omit" });
});

test("a relay's models are named in one attribute, separated by commas", () => {
  const { cloud } = routerOptions(
    { ...PLAIN, cloudUrl: "/v1", cloudModels: "small, large ," },
    PAGE,
  );
  expect(cloud?.models.map(({ id }) => id)).toEqual(["small", "large"]);
});

test("the options property wins over an attribute", () => {
  expect(routerOptions({ ...PLAIN, options: { privacy: "device-only" } }, PAGE).privacy).toBe(
    "device-only",
  );
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test.each(["", "api.example.com", "javascript:alert(1)", "ftp://api.example.com"])(
  "the address %j is no endpoint",
  (address) => {
    expect(readCloudForm(form({ address, model: "m" }))).toBe("url");
  },
);

test("an endpoint needs the name of a model, and nothing more", () => {
  const address = "https://api.example.com/v1/";
  expect(readCloudForm(form({ address, model: " " }))).toBe("model");
  expect(readCloudForm(form({ address, model: "m" }))).toEqual({
    baseUrl: "https://api.example.com/v1",
    model: "m",
  });
});

test("a key is handed on, and a price without its other half counts that half as free", () => {
  const read = readCloudForm(
    form({ address: "https://a.example", model: "m", secret: "k", "price-in": "2" }),
  );
  if (typeof read === "string") throw new Error(read);
  const options = cloudOptions(read);
  expect(options.apiKey).toBe("k");
  expect(options.models[0]?.price).toMatchObject({
    inputUsdPerMillionTokens: 2,
    outputUsdPerMillionTokens: 0,
  });
});
