import { LitElement } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { createRouter } from "../index.ts";
import type {
  ConsentAnswer,
  ConsentQuestion,
  LoadProgress,
  PrivacyMode,
  Router,
  RouterOptions,
} from "../index.ts";
import { ChatSession } from "./chat-session.ts";
import type { Theme } from "./chat-state.ts";
import type { NearsideEventDetails, PublicCloud } from "./element-events.ts";
import { matchDialogs } from "./dialogs.ts";
import { routerOptions } from "./router-options.ts";
import { elementStyles } from "./styles/element-styles.ts";
import { chatView } from "./views/chat-view.ts";

/** A router is made anew when one of these changes. */
const ROUTER_PROPERTIES = [
  "router",
  "options",
  "getToken",
  "cloudUrl",
  "cloudModels",
  "modelsUrl",
  "routerUrl",
] as const;

/**
 * A chat that answers in this browser first, and says where every answer came from.
 *
 * Importing this file registers nothing; `define.ts` does. The host page is trusted: a shadow root is no boundary.
 *
 * @fires nearside-question - a question was asked: `{ text }`
 * @fires nearside-answer - an answer has ended with words: `{ text, report }`
 * @fires nearside-failure - an answer or a load has failed: `{ code }`
 * @fires nearside-progress - the device model is on its way, in bytes
 * @fires nearside-settings - a person changed a setting; never carries a key
 * @slot header - instead of the name at the top
 * @slot empty - instead of what a first visit shows
 * @slot footer - under the composer
 * @slot message-actions - more buttons for the newest answer
 * @csspart message - a question or an answer
 * @csspart badge - the line that says where an answer came from
 * @csspart why - the explanation under it
 * @csspart composer - where a question is written
 * @csspart ledger-line - what has left this device
 * @cssprop --nearside-near - colour of what stays here
 * @cssprop --nearside-far - colour of what leaves
 * @cssprop --nearside-surface - background
 * @cssprop --nearside-text - text
 * @cssprop --nearside-radius - corner radius
 * @cssprop --nearside-font - font family; the page's own unless set
 */
export class NearsideChat extends LitElement {
  static override readonly styles = elementStyles;

  static override readonly properties = {
    theme: { reflect: true },
    privacy: { reflect: true },
    preference: { type: Number },
    placeholder: {},
    cloudUrl: { attribute: "cloud-url" },
    cloudModels: { attribute: "cloud-models" },
    modelsUrl: { attribute: "models-url" },
    routerUrl: { attribute: "router-url" },
    cloud: { attribute: false },
    router: { attribute: false },
    options: { attribute: false },
    getToken: { attribute: false },
  };

  /** "system" unless set. */
  declare theme: Theme;
  /** "ask" unless set. A change takes effect with the next question. */
  declare privacy: PrivacyMode;
  /** From 0 (saving) to 1 (quality); 0.5 unless set. */
  declare preference: number;
  /** Instead of our own words in the empty composer. */
  declare placeholder: string;
  /** A relay that speaks OpenAI's shape; on the page's own origin it gets the page's cookies. */
  declare cloudUrl: string;
  /** Ids of the relay's models, separated by commas. */
  declare cloudModels: string;
  /** Folder that serves the model files. */
  declare modelsUrl: string;
  /** Folder that serves the router's own classifier. */
  declare routerUrl: string;
  /** An endpoint without its key, as `nearside-settings` tells it; a key is typed in by the person. */
  declare cloud: PublicCloud | null;
  /** A router the page made; it is not disposed of here. Without one the element makes its own. */
  declare router: Router | null;
  /** More options for the router that the element makes; read when it is made. */
  declare options: RouterOptions | null;
  /** Asked for a short-lived token before each request that leaves. */
  declare getToken: (() => Promise<string>) | null;

  readonly #session = new ChatSession(this);

  constructor() {
    super();
    this.theme = "system";
    this.privacy = "ask";
    this.preference = 0.5;
    this.placeholder = "";
    this.cloudUrl = "";
    this.cloudModels = "";
    this.modelsUrl = "";
    this.routerUrl = "";
    this.cloud = null;
    this.router = null;
    this.options = null;
    this.getToken = null;
  }

  /** Asks as if a person had typed it. Resolves when the answer has ended, however it ended. */
  ask(question: string): Promise<void> {
    return this.#session.ask(question);
  }

  /** Loads the device model now. Never fails: what went wrong is shown. */
  load(): Promise<void> {
    return this.#session.load();
  }

  /** Stops the answer that is being made. */
  stop(): void {
    this.#session.stop();
  }

  /** Shows the question before something leaves: give it as `onConsent` to a router of your own. */
  readonly askConsent = (question: ConsentQuestion, signal: AbortSignal): Promise<ConsentAnswer> =>
    this.#session.consents.ask(question, signal);

  /** Shows how far a load has come: give it as `onProgress` to a router of your own. */
  readonly showProgress = (progress: LoadProgress): void => this.#session.showProgress(progress);

  /** Makes the router from the attributes. The session calls it when it first needs one. */
  makeRouter(): Router {
    return createRouter({
      ...routerOptions(this, this.ownerDocument.baseURI),
      onConsent: this.askConsent,
      onProgress: this.showProgress,
    });
  }

  /** The native `lang` is the language of our words too; a browser tells only its attribute's changes. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === "lang") this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#session.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is connected again at once, and keeps what it has.
    queueMicrotask(() => {
      if (!this.isConnected) this.#session.end();
    });
  }

  protected override render(): TemplateResult {
    return chatView(this.#session);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) return;
    if (ROUTER_PROPERTIES.some((name) => changed.has(name))) this.#session.dropRouter();
    if (changed.has("cloud")) this.#session.holder.followCloud();
    if (changed.has("privacy") || changed.has("preference")) this.#session.configure();
  }

  protected override updated(): void {
    const { state } = this.#session;
    matchDialogs(this.renderRoot, {
      sheet: state.sheet !== null,
      consent: state.consent !== null,
      leave: state.leaving !== null,
    });
    this.#session.follow(this.renderRoot.querySelector("#scroll"));
  }
}

type NearsideEvents = {
  [Name in keyof NearsideEventDetails]: CustomEvent<NearsideEventDetails[Name]>;
};

declare global {
  interface HTMLElementEventMap extends NearsideEvents {}
  interface HTMLElementTagNameMap {
    "nearside-chat": NearsideChat;
  }
}
