import { describe, test } from "vitest";
import { deviceRules } from "../../contracts/device-models.contract.ts";
import { FakeDeviceModels } from "../../fakes/fake-device-models.ts";

describe("the fake keeps the contract of DeviceModels", () => {
  for (const rule of deviceRules) {
    test(rule.name, async () => {
      const models = new FakeDeviceModels();
      await rule.holds({ models, model: models.model });
    });
  }
});
