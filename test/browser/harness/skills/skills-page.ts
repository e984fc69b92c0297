import { createSkillsClient } from "../../../../src/device/skills-client.ts";
import type { SkillAnswer } from "../../../../src/terms/skill-answer.ts";

export interface SkillsHarness {
  answer(text: string): Promise<SkillAnswer | null>;
  /** Asks with a deadline that no worker can keep, then again with patience. */
  answerLateThenAgain(text: string): Promise<readonly (SkillAnswer | null)[]>;
  /** The code that skills whose script is missing fail with. */
  codeWithoutScript(): Promise<string>;
}

declare global {
  interface Window {
    skills: SkillsHarness;
  }
}

// The page's policy asks for trusted types; this one lets scripts of our own origin alone become workers.
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
const trustedTypes = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

const never = new AbortController().signal;
const patient = { deadlineMs: 60_000, startPatienceMs: 60_000 };
const seoulNow = { nowMs: Date.UTC(2026, 10, 24, 5, 30), timeZone: "Asia/Seoul" };
const skills = createSkillsClient(patient);

window.skills = {
  answer: (text) => skills.answer(text, seoulNow, never),
  async answerLateThenAgain(text) {
    let deadlines = 0;
    const client = createSkillsClient({
      ...patient,
      get deadlineMs() {
        deadlines += 1;
        return deadlines === 1 ? 0 : 60_000;
      },
    });
    return [await client.answer(text, seoulNow, never), await client.answer(text, seoulNow, never)];
  },
  async codeWithoutScript() {
    const client = createSkillsClient({
      ...patient,
      createWorker: () => new Worker("/no-such-worker.js", { type: "module" }),
    });
    return client.answer("2 + 2", seoulNow, never).then(
      () => "none",
      (error: unknown) => (error as { code: string }).code,
    );
  },
};
