import { describe, test } from "vitest";
import { createFakeGuard } from "../fakes/fake-guard.ts";
import { guardRules } from "./guard.contract.ts";

describe("the fake guard keeps the rules of Guard", () => {
  for (const rule of guardRules) test(rule.name, () => rule.holds(createFakeGuard()));
});
