import "../../../../src/element/define.ts";
import type { NearsideChat } from "../../../../src/element/nearside-chat.ts";
import { fakeRouter } from "../../../fakes/fake-router.ts";
import type { FakeRouterScript } from "../../../fakes/fake-router.ts";

/** What a test hands over: the script of the router, with one text as every answer. */
export interface PageScript extends Omit<FakeRouterScript, "answer" | "hold"> {
  readonly text: string;
  /** Hold each answer after its first chunk, until `release` is called. */
  readonly isHeld?: boolean;
  /** Hold each download in the middle, until `releaseModels` is called. */
  readonly isModelHeld?: boolean;
}

declare global {
  interface Window {
    /** Puts an element with a scripted router on the page. */
    place(script: PageScript): Promise<void>;
    release(): void;
    releaseModels(): void;
    /** The last details of each kind of event. */
    seen: Record<string, unknown>;
    /** Set by whatever in an answer manages to run. */
    ran: unknown;
  }
}

window.seen = {};

window.place = async (script) => {
  const hold = new Promise<void>((resolve) => (window.release = resolve));
  const modelHold = new Promise<void>((resolve) => (window.releaseModels = resolve));
  const models = { ...script.models, ...(script.isModelHeld === true && { hold: modelHold }) };
  const chat: NearsideChat = document.createElement("nearside-chat");
  chat.router = fakeRouter(
    { ...script, models, answer: () => script.text, ...(script.isHeld === true ? { hold } : {}) },
    { onConsent: chat.askConsent, onProgress: chat.showProgress },
  );
  for (const name of ["nearside-answer", "nearside-failure", "nearside-settings"]) {
    document.addEventListener(name, (event) => {
      if (event instanceof CustomEvent) window.seen[name] = event.detail;
    });
  }
  document.querySelector("#place")?.replaceChildren(chat);
  await chat.updateComplete;
};
