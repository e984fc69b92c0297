import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MAX_CLEARANCE_MS,
  clear,
  consentNeeded,
  type Clearance,
  type OutgoingBody,
} from "../../../src/privacy/clearance.ts";
import {
  MAX_GRANT_MS,
  emptyLedger,
  grantOf,
  withGrant,
  type ConsentLedger,
} from "../../../src/privacy/consent-ledger.ts";
import { verifyCleared } from "../../../src/privacy/verify-cleared.ts";
import type { Finding } from "../../../src/terms/finding.ts";
import type { PrivacyMode } from "../../../src/terms/privacy-mode.ts";

const NOW = 1_800_000_000_000;
const HASH = "a".repeat(64);
const OTHER_HASH = "b".repeat(64);
const FINDING: Finding = { kind: "EMAIL", part: 0, start: 1, end: 9, score: 1 };

function outgoing(changes: Partial<OutgoingBody> & { seen?: string } = {}): OutgoingBody {
  return {
    body: '{"messages":[]}',
    bodySha256: HASH,
    inspection: { findings: [], isOverBudget: false, bodySha256: changes.seen ?? HASH },
    destination: "https://cloud.example/v1/chat/completions",
    model: "large",
    conversation: "talk-1",
    mode: "ask",
    now: NOW,
    ...changes,
  };
}
const withFinding = { findings: [FINDING], isOverBudget: false, bodySha256: HASH };
const overBudget = { findings: [], isOverBudget: true, bodySha256: HASH };

function allowed(kind: "conversation" | "exact_bytes", subject: OutgoingBody): ConsentLedger {
  return withGrant(emptyLedger(), grantOf(kind, subject));
}
function clearIt(body: OutgoingBody, ledger: ConsentLedger = emptyLedger()): Clearance {
  return clear(body, ledger, "id-1", 60_000);
}

describe("clear", () => {
  test("refuses everything in device-only, whatever was allowed before", () => {
    for (const inspection of [withFinding, overBudget, outgoing().inspection]) {
      const body = outgoing({ mode: "device-only", inspection });
      const ledger = withGrant(allowed("conversation", body), grantOf("exact_bytes", body));
      expect(clearIt(body, ledger)).toEqual({ refused: "device_only" });
      expect(consentNeeded(body, ledger)).toEqual({ kind: "never" });
    }
  });

  test("refuses a body that the guard did not see: its hash is another", () => {
    for (const mode of ["ask", "allow"] as const) {
      const body = outgoing({ mode, seen: OTHER_HASH });
      expect(clearIt(body, allowed("conversation", body))).toEqual({ refused: "hash_mismatch" });
    }
  });

  test("refuses in ask without a grant, and clears with one", () => {
    expect(clearIt(outgoing())).toEqual({ refused: "consent_required" });
    const result = clearIt(outgoing(), allowed("conversation", outgoing()));
    expect(result).toMatchObject({
      cleared: {
        id: "id-1",
        body: outgoing().body,
        bodySha256: HASH,
        destination: outgoing().destination,
        model: "large",
        expiresAt: NOW + 60_000,
      },
    });
  });

  test("needs no grant in allow, unless the guard was over its budget", () => {
    expect(clearIt(outgoing({ mode: "allow", inspection: withFinding }))).toHaveProperty("cleared");
    const body = outgoing({ mode: "allow", inspection: overBudget });
    expect(clearIt(body)).toEqual({ refused: "consent_required" });
    expect(consentNeeded(body, emptyLedger())).toEqual({ kind: "exact_bytes" });
    expect(clearIt(body, allowed("exact_bytes", body))).toHaveProperty("cleared");
  });

  test("gives something that cannot be changed afterwards", () => {
    const result = clearIt(outgoing({ mode: "allow" }));
    expect("cleared" in result && Object.isFrozen(result.cleared)).toBe(true);
  });

  test.each([
    ["an empty id", outgoing({ mode: "allow" }), "", 1000],
    ["a lifetime of nothing", outgoing({ mode: "allow" }), "id", 0],
    ["an endless lifetime", outgoing({ mode: "allow" }), "id", MAX_CLEARANCE_MS + 1],
    ["a lifetime that is no number", outgoing({ mode: "allow" }), "id", Number.NaN],
    ["a clock that is no number", outgoing({ mode: "allow", now: Number.NaN }), "id", 1000],
    ["a hash that is none", outgoing({ mode: "allow", bodySha256: "", seen: "" }), "id", 1000],
    ["no destination", outgoing({ mode: "allow", destination: "" }), "id", 1000],
    ["no model", outgoing({ mode: "allow", model: "" }), "id", 1000],
  ])("refuses %s", (_, body, id, lifetimeMs) => {
    expect(clear(body, emptyLedger(), id, lifetimeMs)).toEqual({ refused: "malformed" });
  });
});

describe("consent with findings", () => {
  const body = outgoing({ inspection: withFinding });

  test("is asked for the exact bytes, and a conversation's grant is not enough", () => {
    const ledger = allowed("conversation", body);
    expect(consentNeeded(body, ledger)).toEqual({ kind: "exact_bytes" });
    expect(clearIt(body, ledger)).toEqual({ refused: "consent_required" });
  });

  test("is used up by one clearance", () => {
    const first = clearIt(body, allowed("exact_bytes", body));
    expect(first).toHaveProperty("cleared");
    if (!("cleared" in first)) return;
    expect(clearIt(body, first.ledger)).toEqual({ refused: "consent_required" });
    expect(consentNeeded(body, first.ledger)).toEqual({ kind: "exact_bytes" });
  });

  test.each([
    [
      "other bytes",
      { bodySha256: OTHER_HASH, inspection: { ...withFinding, bodySha256: OTHER_HASH } },
    ],
    ["another destination", { destination: "https://elsewhere.example/v1" }],
    ["another model", { model: "larger" }],
    ["a later time", { now: NOW + MAX_GRANT_MS }],
    ["an earlier time, as when a clock jumps back", { now: NOW - 1 }],
  ])("does not hold for %s", (_, changes: Partial<OutgoingBody>) => {
    const ledger = allowed("exact_bytes", body);
    expect(clearIt(outgoing({ inspection: withFinding, ...changes }), ledger)).toEqual({
      refused: "consent_required",
    });
    expect(clearIt(body, ledger)).toHaveProperty("cleared");
  });
});

describe("consent without findings", () => {
  test("holds for other bytes and models of the same conversation and destination, again and again", () => {
    const first = clearIt(outgoing(), allowed("conversation", outgoing()));
    if (!("cleared" in first)) throw new Error("the first clearance was refused");
    const next = outgoing({
      bodySha256: OTHER_HASH,
      seen: OTHER_HASH,
      model: "other",
      now: NOW + 9e9,
    });
    expect(consentNeeded(next, first.ledger)).toEqual({ kind: "none" });
    expect(clearIt(next, first.ledger)).toHaveProperty("cleared");
  });

  test.each([
    ["another conversation", { conversation: "talk-2" }],
    ["another destination", { destination: "https://elsewhere.example/v1" }],
  ])("does not hold for %s", (_, changes: Partial<OutgoingBody>) => {
    const ledger = allowed("conversation", outgoing());
    expect(consentNeeded(outgoing(changes), ledger)).toEqual({ kind: "conversation" });
    expect(clearIt(outgoing(changes), ledger)).toEqual({ refused: "consent_required" });
  });

  test("is not given by a grant for exact bytes", () => {
    expect(consentNeeded(outgoing(), allowed("exact_bytes", outgoing()))).toEqual({
      kind: "conversation",
    });
  });
});

describe("any body, any ledger", () => {
  const bodies = fc.record({
    mode: fc.constantFrom<PrivacyMode>("device-only", "ask", "allow"),
    hasFinding: fc.boolean(),
    isOverBudget: fc.boolean(),
    isOtherHash: fc.boolean(),
  });
  const ledgers = fc.subarray(["conversation", "exact_bytes"] as const);

  test("is cleared exactly where no question is left and the hash is right", () => {
    fc.assert(
      fc.property(bodies, ledgers, ({ mode, hasFinding, isOverBudget, isOtherHash }, kinds) => {
        const body = outgoing({
          mode,
          inspection: {
            findings: hasFinding ? [FINDING] : [],
            isOverBudget,
            bodySha256: isOtherHash ? OTHER_HASH : HASH,
          },
        });
        const ledger = { grants: kinds.map((kind) => grantOf(kind, body)) };
        const isAsked = consentNeeded(body, ledger).kind !== "none";
        expect("cleared" in clearIt(body, ledger)).toBe(!isAsked && !isOtherHash);
      }),
    );
  });

  test("content never lowers the level: what is asked without findings is asked with them", () => {
    const strictness = ["none", "conversation", "exact_bytes", "never"];
    fc.assert(
      fc.property(bodies, ({ mode, isOverBudget }) => {
        const calm = outgoing({ mode });
        const found = outgoing({
          mode,
          inspection: { findings: [FINDING], isOverBudget, bodySha256: HASH },
        });
        const before = strictness.indexOf(consentNeeded(calm, emptyLedger()).kind);
        const after = strictness.indexOf(consentNeeded(found, emptyLedger()).kind);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

describe("verifyCleared", () => {
  const result = clear(outgoing({ mode: "allow" }), emptyLedger(), "id-1", 60_000);
  if (!("cleared" in result)) throw new Error("not cleared");
  const request = result.cleared;
  const good = { now: NOW, sha256OfBody: HASH };

  test("lets a fresh clearance over its own bytes pass, also after a structured clone", () => {
    expect(verifyCleared(request, good)).toBeNull();
    expect(verifyCleared(structuredClone(request), { ...good, now: NOW + 59_999 })).toBeNull();
  });

  test("stops bytes that are not the cleared ones", () => {
    expect(verifyCleared(request, { ...good, sha256OfBody: OTHER_HASH })).toBe("hash_differs");
  });

  test("stops at the expiry and after it, and where the clock has jumped back or is none", () => {
    expect(verifyCleared(request, { ...good, now: NOW + 60_000 })).toBe("expired");
    expect(verifyCleared(request, { ...good, now: Number.NaN })).toBe("expired");
    expect(verifyCleared(request, { ...good, now: NOW - MAX_CLEARANCE_MS })).toBe("clock_jumped");
    const endless = { ...request, expiresAt: Number.POSITIVE_INFINITY };
    expect(verifyCleared(endless, good)).toBe("clock_jumped");
  });

  test("stops whatever is not shaped like a clearance", () => {
    const shapes: unknown[] = [null, undefined, 1, "text", [], {}];
    for (const name of ["id", "body", "bodySha256", "destination", "model", "expiresAt"]) {
      shapes.push({ ...request, [name]: undefined });
    }
    for (const shape of shapes) expect(verifyCleared(shape, good)).toBe("malformed");
  });
});

test("nothing else in the source casts to ClearedRequest: `clear` alone mints it", () => {
  const root = new URL("../../../", import.meta.url);
  const minters = ["src", "workers"]
    .flatMap((folder) =>
      readdirSync(new URL(folder, root), { recursive: true }).map(
        (name) => `${folder}/${String(name)}`,
      ),
    )
    .filter((path) => path.endsWith(".ts"))
    .filter((path) =>
      /as (unknown as )?ClearedRequest/.test(readFileSync(new URL(path, root), "utf8")),
    );
  expect(minters).toEqual(["src/privacy/clearance.ts"]);
});
