import { RouterError } from "../index.ts";
import type { PrivacyMode, Router, RouterErrorCode, RouterStatus } from "../index.ts";
import type { Answer, Turn } from "./answer.ts";
import { chatActions } from "./chat-actions.ts";
import type { Chat, ChatActions, ChatState, SheetPage, Theme } from "./chat-state.ts";
import { ConsentQueue } from "./consent-queue.ts";
import { Conversation } from "./conversation.ts";
import { cloudOptions } from "./cloud-settings.ts";
import type { CloudSettings } from "./cloud-settings.ts";
import { announceEvent } from "./element-events.ts";
import type { PublicCloud } from "./element-events.ts";
import { ModelLoad } from "./model-load.ts";
import { noRouterStatus } from "./no-router-status.ts";
import { TextFollower } from "./text-follower.ts";
import { chooseWords } from "./words/choose-words.ts";

/** What a session needs of the element that shows it. */
export interface SessionHost extends HTMLElement {
  readonly router: Router | null;
  readonly placeholder: string;
  privacy: PrivacyMode;
  preference: number;
  theme: Theme;
  cloud: PublicCloud | null;
  makeRouter(): Router;
  requestUpdate(): void;
}

/** What the views draw besides the conversation. */
export type SessionView = Pick<
  ChatState,
  "sheet" | "leaving" | "records" | "totals" | "announcement" | "copiedId" | "eraseStep"
> & { readonly fault: RouterErrorCode | null };

const FIRST_VIEW: SessionView = {
  sheet: null,
  leaving: null,
  records: [],
  totals: null,
  announcement: "",
  copiedId: null,
  eraseStep: "idle",
  fault: null,
};

/** The state of one element: its router, its conversation, and what is open. It lives while the element is attached. */
export class ChatSession implements Chat {
  readonly host: SessionHost;
  readonly consents = new ConsentQueue(() => this.host.requestUpdate());
  readonly actions: ChatActions = chatActions(this);
  readonly #load = new ModelLoad(() => this.host.requestUpdate());
  readonly #follower = new TextFollower();
  #conversation = this.#newConversation();
  #ownRouter: Router | null = null;
  #hasJustEnded = false;
  /** The endpoint that the router has. */
  #cloud: PublicCloud | null = null;
  #view = FIRST_VIEW;
  #listening: AbortController | null = null;

  constructor(host: SessionHost) {
    this.host = host;
  }

  get state(): ChatState {
    const { host } = this;
    const words = chooseWords(host.lang === "" ? navigator.language : host.lang);
    const status = this.#status();
    const fault = this.#load.errorCode ?? this.#view.fault;
    return {
      ...this.#view,
      words,
      turns: this.#conversation.turns,
      isWorking: this.#conversation.isWorking,
      status,
      cloud: host.cloud,
      privacy: status.privacy,
      preference: status.preference,
      theme: host.theme,
      placeholder: host.placeholder,
      progress: this.#load.progress,
      faultText: fault === null ? null : words.errors[fault],
      consent: this.consents.current,
    };
  }

  /** The router the page gave, or the element's own, made when it is first needed. */
  router(): Router {
    if (this.host.router !== null) return this.host.router;
    if (this.#ownRouter === null) {
      this.#ownRouter = this.host.makeRouter();
      this.#cloud = this.host.cloud;
    }
    return this.#ownRouter;
  }

  /** Changes what is drawn. */
  show(view: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...view };
    this.host.requestUpdate();
  }

  start(): void {
    if (this.#listening !== null) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const redraw = (): void => this.host.requestUpdate();
    window.addEventListener("online", redraw, { signal });
    window.addEventListener("offline", redraw, { signal });
    this.host.addEventListener("keydown", (event) => this.#stopOnEscape(event), { signal });
    this.host.addEventListener("click", (event) => this.#askBeforeLink(event), { signal });
    redraw();
  }

  /** Ends what the session began: its answer, its listeners, its own router. */
  end(): void {
    this.stop();
    this.#load.cancel();
    this.consents.keepAll();
    this.#listening?.abort();
    this.#listening = null;
    this.dropRouter();
  }

  /** Disposes of the element's own router; the next need makes another. */
  dropRouter(): void {
    this.stop();
    void this.#ownRouter?.dispose();
    this.#ownRouter = null;
    this.#view = { ...this.#view, fault: null };
  }

  /** Runs something that a wrong option can make fail, and shows that instead of throwing. */
  attempt(run: () => void): void {
    try {
      run();
      if (this.#view.fault !== null) this.show({ fault: null });
    } catch (error) {
      if (!(error instanceof RouterError)) throw error;
      this.show({ fault: error.code });
    }
  }

  async ask(question: string): Promise<void> {
    announceEvent(this.host, "nearside-question", { text: question });
    this.#follower.toEnd();
    await this.#conversation.ask(question);
  }

  async answerAgain(turn: Turn, asked: Answer["asked"]): Promise<void> {
    await this.#conversation.answer(turn, asked);
  }

  stop(): void {
    this.#conversation.stop();
  }

  newChat(): void {
    this.stop();
    this.#conversation = this.#newConversation();
    this.host.requestUpdate();
  }

  async load(): Promise<void> {
    const isLoaded = await this.#load.start(this.router());
    if (isLoaded) this.show({ announcement: this.state.words.chat.modelLoaded });
    else if (this.#load.errorCode !== null) {
      announceEvent(this.host, "nearside-failure", { code: this.#load.errorCode });
    }
  }

  cancelLoad(): void {
    this.#load.cancel();
    this.stop();
  }

  showProgress(progress: Parameters<ModelLoad["show"]>[0]): void {
    this.#load.show(progress);
    announceEvent(this.host, "nearside-progress", progress);
  }

  /** Tells the router what a person or the page has set. */
  configure(): void {
    const { privacy, preference } = this.host;
    this.attempt(() => this.router().configure({ privacy, preference }));
  }

  /** Sets the endpoint a person typed in. Its key goes on to the router, and is kept nowhere here. */
  setCloud(settings: CloudSettings | null): void {
    this.router().configure({ cloud: settings === null ? null : cloudOptions(settings) });
    const { key: _key, ...rest } = settings ?? { baseUrl: "", model: "" };
    this.#cloud = settings === null ? null : rest;
    this.host.cloud = this.#cloud;
  }

  /** Takes an endpoint that the page has set. */
  followCloud(): void {
    const { cloud } = this.host;
    if (cloud !== this.#cloud) this.attempt(() => this.setCloud(cloud));
  }

  followText(scroll: Element | null): void {
    if (this.#conversation.isWorking || this.#hasJustEnded) this.#follower.follow(scroll);
    this.#hasJustEnded = false;
  }

  openSheet(sheet: SheetPage): void {
    this.show({ sheet, eraseStep: "idle" });
    if (sheet === "ledger") void this.#readLedger();
  }

  #status(): RouterStatus {
    if (!this.host.isConnected || this.#view.fault === "options_invalid") return noRouterStatus;
    try {
      return this.router().status();
    } catch (error) {
      if (!(error instanceof RouterError)) throw error;
      this.#view = { ...this.#view, fault: error.code };
      return noRouterStatus;
    }
  }

  async #readLedger(): Promise<void> {
    const router = this.router();
    const [records, totals] = await Promise.all([router.records(200), router.totals()]);
    this.show({ records, totals });
  }

  #newConversation(): Conversation {
    return new Conversation(() => this.router(), {
      onChange: () => this.host.requestUpdate(),
      onEnd: (answer) => void this.#finish(answer),
    });
  }

  async #finish(answer: Answer): Promise<void> {
    this.#hasJustEnded = true;
    const { chat } = this.state.words;
    const said = { stopped: chat.answerStopped, failed: chat.answerFailed };
    const announcement =
      answer.phase === "stopped" || answer.phase === "failed"
        ? said[answer.phase]
        : chat.answerReady;
    this.show({ announcement });
    if (answer.text !== "") {
      announceEvent(this.host, "nearside-answer", { text: answer.text, report: answer.report });
    }
    if (answer.errorCode !== null) {
      announceEvent(this.host, "nearside-failure", { code: answer.errorCode });
    }
    if (answer.report === null) return;
    answer.explanation = await this.router().explain(answer.report.id);
    this.#hasJustEnded = true;
    this.host.requestUpdate();
  }

  #stopOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || !this.#conversation.isWorking) return;
    const { sheet, consent, leaving } = this.state;
    if (sheet === null && consent === null && leaving === null) this.stop();
  }

  /** A link in an answer opens only after a word, and only to the web or a mail program. */
  #askBeforeLink(event: MouseEvent): void {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link === undefined || !this.host.shadowRoot?.contains(link)) return;
    event.preventDefault();
    const url = URL.parse(link.href);
    if (url !== null && /^(?:https?|mailto):$/.test(url.protocol)) this.show({ leaving: url });
  }
}
