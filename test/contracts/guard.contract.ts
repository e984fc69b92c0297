import type { Guard } from "../../src/routing/ports.ts";

/** One rule that every guard keeps. It throws where the rule is broken, in Node and in a browser alike. */
export interface GuardRule {
  readonly name: string;
  readonly holds: (guard: Guard) => Promise<void>;
}

const never = new AbortController().signal;

function expectSame(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`found ${found}, wanted ${wanted}`);
}

async function nameOfFailure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing",
    (error: unknown) =>
      error instanceof Error || error instanceof DOMException ? error.name : "?",
  );
}

/** What every `Guard` promises, the real one and the fake. */
export const guardRules: readonly GuardRule[] = [
  {
    name: "an address is found in the text and at the place where it stands",
    async holds(guard) {
      const texts = ["nothing here", "write to ada@example.org today"];
      const { findings, isOverBudget } = await guard.inspect(texts, never);
      expectSame(isOverBudget, false);
      expectSame(
        findings.map(({ kind, part, start, end }) => ({ kind, part, start, end })),
        [{ kind: "EMAIL", part: 1, start: 9, end: 24 }],
      );
    },
  },
  {
    name: "in a body an address is found behind escapes, at its offsets in the body",
    async holds(guard) {
      const body = String.raw`{"messages":[{"role":"user","content":"\"한국\"\n\u0061da@example.org"}]}`;
      const { findings } = await guard.inspectBody(body, never);
      expectSame(findings.length, 1);
      expectSame(findings[0]?.part, 0);
      expectSame(
        body.slice(findings[0]?.start, findings[0]?.end),
        String.raw`\u0061da@example.org`,
      );
    },
  },
  {
    name: "the hash of a body is the SHA-256 of its UTF-8 bytes, in lower-case hex",
    async holds(guard) {
      const { bodySha256 } = await guard.inspectBody('"é"', never);
      expectSame(bodySha256, "f2886017e9c7abacf804b54d64787dce2b611c9544ba21f3affdd126a6e50086");
    },
  },
  {
    name: "harmless text and no text at all give no finding",
    async holds(guard) {
      const nothing = { findings: [], isOverBudget: false };
      expectSame(await guard.inspect(["What is the capital of France?", ""], never), nothing);
      expectSame(await guard.inspect([], never), nothing);
    },
  },
  {
    name: "an abort is an AbortError, and the next call works",
    async holds(guard) {
      const gone = AbortSignal.abort();
      expectSame(await nameOfFailure(guard.inspect(["text"], gone)), "AbortError");
      expectSame(await nameOfFailure(guard.inspectBody("{}", gone)), "AbortError");
      expectSame((await guard.inspect(["a@example.org"], never)).findings.length, 1);
    },
  },
  {
    name: "it names its version",
    async holds(guard) {
      expectSame(guard.version.length > 0, true);
    },
  },
];
