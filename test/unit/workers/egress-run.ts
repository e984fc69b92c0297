import { createHash } from "node:crypto";
import { clear, type ClearedRequest } from "../../../src/privacy/clearance.ts";
import type { AnswerEvent } from "../../../src/terms/answer-event.ts";
import type { DestinationSettings, EgressEvent } from "../../../workers/egress.contract.ts";
import { EgressHost } from "../../../workers/egress/egress-host.ts";
import type { PostSurroundings } from "../../../workers/egress/post-request.ts";
import type { ScriptedServer } from "../../servers/scripted-server.ts";

export const KEY = "sk-scripted-0123456789abcdef";
export const BODY = '{"model":"scripted","messages":[]}';
/** Nothing in these tests waits for it. */
const AMPLE_MS = 20_000;

type Failed = Extract<EgressEvent, { type: "failed" }>;

export interface EgressRun {
  readonly host: EgressHost;
  /** All that the worker told, of every request. */
  readonly told: readonly EgressEvent[];
  /** Pauses before retries, in milliseconds; none of them is waited for. */
  readonly pauses: readonly number[];
  /** Resolves with the first event that fits. */
  until(fits: (event: EgressEvent) => boolean): Promise<EgressEvent>;
  /** Sends and waits for the last event. */
  send(request: ClearedRequest): Promise<{
    readonly text: string;
    readonly events: readonly AnswerEvent[];
    readonly failed: Failed | null;
  }>;
}

/** The egress worker's host over Node's real fetch, set up for one server. */
export async function egressFor(
  server: Pick<ScriptedServer, "url">,
  settings: Partial<DestinationSettings> = {},
  surroundings: Partial<PostSurroundings> = {},
): Promise<EgressRun> {
  const told: EgressEvent[] = [];
  const pauses: number[] = [];
  const watchers = new Set<() => void>();
  const host = new EgressHost({
    fetch,
    now: () => Date.now(),
    random: () => 0,
    wait: async (ms) => void pauses.push(ms),
    ...surroundings,
  });
  // What a port would carry must be cloneable; the copy is what a page sees.
  const port = { postMessage: (event: EgressEvent) => note(structuredClone(event)) };
  function note(event: EgressEvent): void {
    told.push(event);
    for (const watcher of watchers) watcher();
  }
  await host.connect(port as MessagePort);
  await host.setDestination(destinationOf(server), {
    key: KEY,
    sendsCookies: false,
    headers: {},
    timeouts: { headersMs: AMPLE_MS, firstTokenMs: AMPLE_MS, betweenTokensMs: AMPLE_MS },
    maxRetries: 0,
    ...settings,
  });

  function until(fits: (event: EgressEvent) => boolean): Promise<EgressEvent> {
    return new Promise((resolve) => {
      const look = (): void => {
        const event = told.find(fits);
        if (event === undefined) return;
        watchers.delete(look);
        resolve(event);
      };
      watchers.add(look);
      look();
    });
  }

  return {
    host,
    told,
    pauses,
    until,
    async send(request) {
      const from = told.length;
      await host.send(request.id, request);
      await until((event) => told.indexOf(event) >= from && isLast(event));
      const fresh = told.slice(from);
      const events = fresh.flatMap((event) => (event.type === "answer" ? [event.event] : []));
      const text = events.map((event) => (event.type === "text-added" ? event.text : "")).join("");
      const failed = fresh.find((event): event is Failed => event.type === "failed") ?? null;
      return { text, events, failed };
    },
  };
}

export function isLast(event: EgressEvent): boolean {
  if (event.type === "failed") return true;
  return event.type === "answer" && event.event.type === "answer-ended";
}

export function destinationOf(server: Pick<ScriptedServer, "url">): string {
  return `${server.url}/v1/chat/completions`;
}

/** A request that the real rules have cleared. */
export function clearedFor(
  server: Pick<ScriptedServer, "url">,
  id = crypto.randomUUID(),
): ClearedRequest {
  const bodySha256 = createHash("sha256").update(BODY).digest("hex");
  const outgoing = {
    body: BODY,
    bodySha256,
    inspection: { findings: [], isOverBudget: false, bodySha256 },
    destination: destinationOf(server),
    model: "scripted",
    conversation: "c",
    mode: "allow",
    now: Date.now(),
  } as const;
  const clearance = clear(outgoing, { grants: [] }, id, 60_000);
  if ("refused" in clearance) throw new Error(clearance.refused);
  return clearance.cleared;
}
