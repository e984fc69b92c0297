import { createCloudModels } from "../../../../src/cloud/cloud-models.ts";
import { clear, type ClearedRequest } from "../../../../src/privacy/clearance.ts";

export interface EgressHarness {
  /** Sends a cleared body to the endpoint; `tamper` changes the body after it was cleared. */
  ask(wishes: {
    readonly baseUrl: string;
    readonly apiKey: string;
    readonly tamper?: boolean;
    /** Aborts once this much of an answer has come. */
    readonly abortAfter?: number;
  }): Promise<{
    readonly text: string;
    readonly failure: {
      readonly name: string;
      readonly code: string;
      readonly message: string;
    } | null;
  }>;
  /** All that any worker has posted to this page, as JSON. */
  messages(): string;
}

declare global {
  interface Window {
    egress: EgressHarness;
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

// Every port hears its messages through here, so that a key in any of them would be seen.
const heard: string[] = [];
const descriptor = Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage");
Object.defineProperty(MessagePort.prototype, "onmessage", {
  ...descriptor,
  set(this: MessagePort, listener: (event: MessageEvent) => void) {
    descriptor?.set?.call(this, (event: MessageEvent) => {
      heard.push(JSON.stringify(event.data));
      listener(event);
    });
  },
});

async function cleared(destination: string): Promise<ClearedRequest> {
  const body = JSON.stringify({ model: "scripted", messages: [], stream: true });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const bodySha256 = Array.from(new Uint8Array(digest), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const inspection = { findings: [], isOverBudget: false, bodySha256 };
  const now = Date.now();
  const outgoing = { body, bodySha256, inspection, destination, model: "scripted", now } as const;
  const clearance = clear(
    { ...outgoing, conversation: "c", mode: "allow" },
    { grants: [] },
    crypto.randomUUID(),
    60_000,
  );
  if ("refused" in clearance) throw new Error(clearance.refused);
  return clearance.cleared;
}

const cloud = createCloudModels({ pageUrl: location.href });

window.egress = {
  async ask({ baseUrl, apiKey, tamper = false, abortAfter = Infinity }) {
    const [card] = cloud.setEndpoint({ baseUrl, apiKey, models: [{ id: "scripted" }] });
    const request = await cleared(card?.destination ?? "");
    const sent = tamper ? ({ ...request, body: `${request.body} ` } as ClearedRequest) : request;
    const controller = new AbortController();
    let text = "";
    try {
      for await (const event of cloud.sendToCloud(sent, controller.signal, () => {})) {
        if (event.type === "text-added") text += event.text;
        if (text.length > abortAfter) controller.abort();
      }
      return { text, failure: null };
    } catch (error) {
      const { name, code, message } = error as { name: string; code: string; message: string };
      return { text, failure: { name, code, message } };
    }
  },
  messages: () => heard.join("\n"),
};
