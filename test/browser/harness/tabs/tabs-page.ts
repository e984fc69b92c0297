import { SharedModels } from "../../../../src/device/shared-models.ts";
import { openTabChannel } from "../../../../src/device/tab-channel.ts";
import type { DeviceNotice } from "../../../../src/terms/device-notice.ts";
import { FakeLocalModels } from "../../../fakes/fake-local-models.ts";

/** One tab with models whose answers name it; locks and channels are the browser's. */
export interface TabHarness {
  /** The answer, or "failed: <code>". `pieces`: how long it is. */
  ask(pieces: number): Promise<string>;
  /** Starts to ask and does not wait; the answer comes by `answers`. */
  begin(pieces: number): void;
  readonly answers: readonly string[];
  /** Pieces that all answers of this tab have shown so far. */
  shown(): number;
  /** Requests that this tab's own models have begun to answer. */
  served(): number;
  readiness(): string | undefined;
  readonly notices: readonly DeviceNotice[];
  /** The main thread does nothing else for this long. */
  hang(ms: number): void;
}

declare global {
  interface Window {
    tab: TabHarness;
  }
}

const name = new URLSearchParams(location.search).get("tab") ?? "tab";
const models = new FakeLocalModels({
  answer: ({ user }) => [`${name} `, ...Array.from({ length: Number(user) - 1 }, () => "more ")],
});
const shared = new SharedModels(models, {
  tab: name,
  name: "tabs-harness",
  locks: navigator.locks,
  openChannel: openTabChannel,
  pingMs: 200,
  silenceMs: 1_000,
});
const never = new AbortController().signal;
const answers: string[] = [];
const notices: DeviceNotice[] = [];
shared.onNotice((notice) => notices.push(notice));
let shown = 0;

async function ask(pieces: number): Promise<string> {
  const request = {
    model: "device",
    messages: [{ role: "user" as const, content: "hi" }],
    user: String(pieces),
  };
  let text = "";
  try {
    for await (const event of shared.generate(models.model, request, "person", never)) {
      if (event.type !== "text-added") continue;
      text += event.text;
      shown++;
    }
  } catch (error) {
    return `failed: ${(error as { code: string }).code}`;
  }
  return text;
}

window.tab = {
  ask,
  begin: (pieces) => void ask(pieces).then((answer) => answers.push(answer)),
  answers,
  shown: () => shown,
  served: () => models.requests.length,
  readiness: () => shared.states()[0]?.readiness,
  notices,
  hang(ms) {
    setTimeout(() => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    }, 0);
  },
};
