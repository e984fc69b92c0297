import { expect, test } from "vitest";
import { catalogue } from "../../../src/device/catalogue.ts";
import { DEVICE_MODEL_IDS } from "../../../src/device/device-model-ids.ts";

test("the names that an endpoint may not have are those of the catalogue", () => {
  const ids = catalogue("/models/", "https://example.org/").map(({ card }) => card.id);
  expect([...DEVICE_MODEL_IDS].toSorted()).toEqual(ids.toSorted());
});
