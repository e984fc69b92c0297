import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import { CONVERSATION_BAND } from "../../../src/decision/earlier-path.ts";
import { decide } from "../../../src/decision/route-policy.ts";
import type { Decision, NoPath } from "../../../src/terms/decision.ts";
import { decisionInput } from "./decision-arbitrary.ts";

/** Bounds on both sides of every step of the table. */
const bound = fc.constantFrom(0, 0.05, 0.1, 0.15, 0.2, 0.5, 1);

/** Ids of the paths that nothing excludes. */
function openIds({ candidates }: Decision | NoPath): string[] {
  return candidates.flatMap(({ path, standing }) =>
    standing.status === "excluded" ? [] : [path.id],
  );
}

/** The same decision where only the device models are left, and all of them are ready. */
function deviceAlone(input: DecisionInput): DecisionInput {
  const deviceModels = input.situation.deviceModels.map((state) => ({
    ...state,
    readiness: "ready" as const,
  }));
  const situation = {
    ...input.situation,
    mode: "device-only",
    exclusions: [],
    deviceModels,
  } as const;
  return { ...input, situation, policy: { ...input.policy, choice: { kind: "auto" } } };
}

test("a decision is total, deterministic and never an excluded path", () => {
  fc.assert(
    fc.property(decisionInput, (input) => {
      const decision = decide(input);
      expect(decide(structuredClone(input))).toEqual(decision);
      const chosen = decision.candidates.filter(({ standing }) => standing.status === "chosen");
      const taken = decision.path === null ? [] : [decision.path];
      expect(chosen.map(({ path }) => path)).toEqual(taken);
      expect(openIds(decision).length > 0).toBe(taken.length > 0);
    }),
    { numRuns: 500 },
  );
});

test("R19: a wider bound never closes a path that a tighter one left open", () => {
  fc.assert(
    fc.property(decisionInput, fc.boolean(), bound, bound, (drawn, isAlone, one, other) => {
      const input = isAlone ? deviceAlone(drawn) : drawn;
      const openAt = (maxWrongOnDevice: number): string[] =>
        openIds(decide({ ...input, policy: { ...input.policy, maxWrongOnDevice } }));
      const wide = openAt(Math.max(one, other));
      for (const id of openAt(Math.min(one, other))) expect(wide).toContain(id);
    }),
    { numRuns: 2000 },
  );
});

test("R19: a bound never takes the last path away", () => {
  fc.assert(
    fc.property(decisionInput, bound, (input, maxWrongOnDevice) => {
      const bounded = decide({ ...input, policy: { ...input.policy, maxWrongOnDevice } });
      const free = decide({ ...input, policy: { ...input.policy, maxWrongOnDevice: 1 } });
      expect(bounded.path === null).toBe(free.path === null);
    }),
    { numRuns: 500 },
  );
});

test("R20: a conversation keeps its path exactly if it is open, the choice is free and the best is within the band", () => {
  fc.assert(
    fc.property(decisionInput, (drawn) => {
      const { previousPathId: _previous, ...now } = drawn.situation;
      const free = decide({ ...drawn, situation: now });
      const best = free.candidates.find(({ standing }) => standing.status === "chosen");
      for (const { path, utility } of free.candidates) {
        const lead = (best?.utility ?? NaN) - utility;
        const isBound = drawn.policy.choice.kind === "auto" && lead <= CONVERSATION_BAND;
        const isKept = isBound && openIds(free).includes(path.id);
        const decision = decide({ ...drawn, situation: { ...now, previousPathId: path.id } });
        expect(decision.path?.id).toBe(isKept ? path.id : free.path?.id);
      }
    }),
    { numRuns: 500 },
  );
});
