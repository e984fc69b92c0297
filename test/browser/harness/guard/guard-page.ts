import { createGuardClient } from "../../../../src/device/guard-client.ts";
import type { Inspection } from "../../../../src/terms/finding.ts";
import { guardRules } from "../../../contracts/guard.contract.ts";

export interface GuardHarness {
  /** Throws where the real guard breaks the rule of this name. */
  holds(rule: string): Promise<void>;
  inspect(texts: readonly string[]): Promise<Inspection>;
  /** Inspects with a budget that is spent before the first look. */
  inspectWithoutBudget(text: string): Promise<Inspection>;
  /** Inspects with a deadline that no text can keep, then again with patience. */
  inspectLateThenAgain(text: string): Promise<{ late: Inspection; again: Inspection }>;
  /** The code that a guard whose script is missing fails with. */
  codeWithoutScript(): Promise<string>;
}

declare global {
  interface Window {
    guard: GuardHarness;
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
const patient = { budgetMs: 60_000, deadlineMs: 60_000 };
const guard = createGuardClient(patient);

window.guard = {
  holds: async (name) => guardRules.find((rule) => rule.name === name)?.holds(guard),
  inspect: (texts) => guard.inspect(texts, never),
  inspectWithoutBudget: (text) =>
    createGuardClient({ ...patient, budgetMs: 0 }).inspect([text], never),
  async inspectLateThenAgain(text) {
    let deadlines = 0;
    const client = createGuardClient({
      ...patient,
      get deadlineMs() {
        deadlines += 1;
        return deadlines === 1 ? 0 : 60_000;
      },
    });
    const late = await client.inspect([text], never);
    return { late, again: await client.inspect(["ada@example.org"], never) };
  },
  async codeWithoutScript() {
    const client = createGuardClient({
      createWorker: () => new Worker("/no-such-worker.js", { type: "module" }),
    });
    return client.inspect(["a"], never).then(
      () => "none",
      (error: unknown) => (error as { code: string }).code,
    );
  },
};
