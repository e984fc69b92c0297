import { cloudCard, deviceCard } from "../unit/decision/decision-samples.ts";
import type { FakeWorld } from "./fake-parts.ts";

/** A small device model and a large cloud model, online, asked something hard; `changes` override it. */
export function fakeWorld(changes: Partial<FakeWorld> = {}): FakeWorld {
  return {
    fleet: [deviceCard, cloudCard],
    difficulty: 2,
    isOnline: true,
    findings: [],
    isGuardBroken: false,
    isClassifierBroken: false,
    areSkillsBroken: false,
    hasGesture: true,
    skill: () => null,
    readiness: {},
    device: { texts: ["from ", "here"] },
    cloud: { texts: ["from ", "far"] },
    sent: [],
    deviceRuns: [],
    estimates: 0,
    ...changes,
  };
}
