import { describe, expect, test } from "vitest";
import { pickedEntry } from "../../../src/device/custom-model.ts";
import { KeptModels } from "../../../src/device/kept-models.ts";
import { FakeDevice } from "../../fakes/device-models-samples.ts";

const PREFIX = "nearside/device/1";
const FILE = { name: "mine.gguf", bytes: 8, sha256: "a".repeat(64), urls: [] };

function keptOf(texts: Readonly<Record<string, unknown>>): KeptModels {
  const kept = new Map(
    Object.entries(texts).map(([name, value]) => [
      `${PREFIX}/${name}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  return new KeptModels({
    get: (name) => kept.get(name) ?? null,
    set: (name, text) => void kept.set(name, text),
  });
}

describe("what cannot be is not there", () => {
  const cases: Readonly<Record<string, unknown>> = {
    "no JSON": "{",
    "no record": [1],
    "a plan without files": { plan: { revision: "1" } },
    "a file without a name": {
      plan: { revision: "1", files: [{ bytes: 1, sha256: null, urls: [] }] },
    },
    "a pace of words": { pace: { tokensPerSecond: "fast" } },
    "a pace of nothing": { pace: { promptTokensPerSecond: 0 } },
    "a load before it began": { loadMs: -1 },
    "an ability that was never measured": {
      measured: { revision: "1", ability: { ability: [], measuredAt: null } },
    },
  };
  for (const [name, value] of Object.entries(cases)) {
    test(name, () => expect(keptOf({ "model/x": value }).model("x")).toEqual({}));
  }

  test("one bad field takes nothing else with it", () => {
    const kept = keptOf({ "model/x": { isWhole: true, loadMs: "long", newerRevision: "2" } });
    expect(kept.model("x")).toEqual({ isWhole: true, newerRevision: "2" });
  });

  test("a download speed that is no speed", () => {
    expect(keptOf({ "download-pace": -3 }).downloadBytesPerSecond()).toBeNull();
    expect(keptOf({ "download-pace": 3 }).downloadBytesPerSecond()).toBe(3);
  });
});

describe("picked models", () => {
  test("are made anew of their files, whatever card was kept; what is none is left out", () => {
    const old = { ...pickedEntry(FILE), card: { id: "of-old-code" } };
    const noHash = { source: { kind: "picked", file: { ...FILE, sha256: null } } };
    expect(keptOf({ picked: [null, {}, noHash, old] }).picked()).toEqual([pickedEntry(FILE)]);
  });

  test("a page whose kept models are nonsense still opens", () => {
    const device = new FakeDevice();
    device.texts.set(`${PREFIX}/picked`, "[null]");
    expect(device.open().states()).toHaveLength(1);
  });
});

test("what another tab keeps is seen at once", () => {
  const texts = new Map<string, string>();
  const store = {
    get: (name: string) => texts.get(name) ?? null,
    set: (name: string, text: string) => void texts.set(name, text),
  };
  const [one, other] = [new KeptModels(store), new KeptModels(store)];
  one.keep("x", { loadMs: 1 });
  expect(other.model("x")).toEqual({ loadMs: 1 });
  one.keep("x", { loadMs: 2 });
  expect(other.model("x")).toEqual({ loadMs: 2 });
});
