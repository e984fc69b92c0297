import type { PrivacyMode } from "../index.ts";
import type { Answer, Turn } from "./answer.ts";
import { chatActions } from "./chat-actions.ts";
import type { Chat, ChatActions, ChatState, SheetPage, Theme } from "./chat-state.ts";
import { ConsentQueue } from "./consent-queue.ts";
import { Conversation } from "./conversation.ts";
import { announceEvent } from "./element-events.ts";
import { listenOnHost } from "./host-listeners.ts";
import { ModelLoad } from "./model-load.ts";
import { RouterHolder } from "./router-holder.ts";
import { SheetLoader } from "./sheet-loader.ts";
import type { RouterSource } from "./router-holder.ts";
import { TextFollower } from "./text-follower.ts";
import { chooseWords } from "./words/choose-words.ts";
import type { Words } from "./words/words.ts";

/** What a session needs of the element that shows it. */
export interface SessionHost extends HTMLElement, RouterSource {
  readonly isConnected: boolean;
  readonly placeholder: string;
  privacy: PrivacyMode;
  preference: number;
  theme: Theme;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

/** What the views draw besides the conversation. */
export type SessionView = Pick<
  ChatState,
  "sheet" | "leaving" | "records" | "totals" | "announcement" | "copiedId" | "eraseStep"
>;

const FIRST_VIEW: SessionView = {
  sheet: null,
  leaving: null,
  records: [],
  totals: null,
  announcement: "",
  copiedId: null,
  eraseStep: "idle",
};

/** The state of one element: its router, its conversation, and what is open. It lives while the element is attached. */
export class ChatSession implements Chat {
  readonly host: SessionHost;
  readonly holder: RouterHolder;
  readonly consents = new ConsentQueue(() => this.#redraw());
  readonly follower = new TextFollower();
  readonly sheets = new SheetLoader(
    () => this.holder.current(),
    () => this.#redraw(),
  );
  readonly actions: ChatActions = chatActions(this);
  readonly #load = new ModelLoad(() => this.#redraw());
  #conversation = this.#newConversation();
  #view = FIRST_VIEW;
  #listening: AbortController | null = null;

  constructor(host: SessionHost) {
    this.host = host;
    this.holder = new RouterHolder(host, () => this.#redraw());
  }

  get words(): Words {
    return chooseWords(this.host.lang === "" ? navigator.language : this.host.lang);
  }

  get state(): ChatState {
    const { host, words } = this;
    const status = this.holder.status();
    const fault = this.#load.errorCode ?? this.holder.fault;
    return {
      ...this.#view,
      words,
      status,
      turns: this.#conversation.turns,
      isWorking: this.#conversation.isWorking,
      cloud: host.cloud,
      privacy: status.privacy,
      preference: status.preference,
      theme: host.theme,
      placeholder: host.placeholder,
      progress: this.#load.progress,
      pages: this.sheets.pages,
      desk: this.sheets.desk?.state ?? null,
      faultText: fault === null ? null : words.errors[fault],
      consent: this.consents.current,
    };
  }

  /** Changes what is drawn. */
  show(view: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...view };
    this.#redraw();
  }

  start(): void {
    if (this.#listening !== null) return;
    this.#listening = new AbortController();
    const actions = {
      isBusy: () => this.#conversation.isWorking && !this.#hasDialog(),
      stop: () => this.stop(),
      askToLeave: (leaving: URL) => this.show({ leaving }),
      redraw: () => this.#redraw(),
    };
    listenOnHost(this.host, actions, this.#listening.signal);
    this.#redraw();
    whenIdle(() => this.#lookAtModels());
  }

  /** Ends what the session began: its answer, its listeners, its own router. */
  end(): void {
    this.#load.cancel();
    this.consents.keepAll();
    this.#listening?.abort();
    this.#listening = null;
    this.dropRouter();
  }

  /** Ends the answer that is being made, and the router that makes it. */
  dropRouter(): void {
    this.stop();
    this.sheets.drop();
    this.holder.drop();
  }

  async ask(question: string): Promise<void> {
    announceEvent(this.host, "nearside-question", { text: question });
    this.follower.toEnd();
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
    this.#redraw();
  }

  async load(): Promise<void> {
    if (this.holder.fault !== null) return;
    const isLoaded = await this.#load.start(this.holder.current());
    if (isLoaded) this.show({ announcement: this.words.chat.modelLoaded });
    const code = this.#load.errorCode;
    if (code !== null) announceEvent(this.host, "nearside-failure", { code });
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
    this.holder.attempt((router) => router.configure({ privacy, preference }));
  }

  openSheet(sheet: SheetPage): void {
    this.show({ sheet, eraseStep: "idle" });
    this.#lookAtModels();
    if (sheet === "ledger") void this.#readLedger();
  }

  /** After each drawing: keeps the newest words in sight. */
  follow(scroll: Element | null): void {
    this.follower.follow(scroll, this.#conversation.isWorking);
  }

  #redraw(): void {
    this.host.requestUpdate();
  }

  /** What a person may want to know of the models without asking. */
  #lookAtModels(): void {
    if (this.#listening !== null && this.holder.fault === null) void this.sheets.need();
  }

  #hasDialog(): boolean {
    return (
      this.#view.sheet !== null || this.#view.leaving !== null || this.consents.current !== null
    );
  }

  async #readLedger(): Promise<void> {
    const router = this.holder.current();
    const [records, totals] = await Promise.all([router.records(200), router.totals()]);
    this.show({ records, totals });
  }

  #newConversation(): Conversation {
    return new Conversation(() => this.holder.current(), {
      onChange: () => this.#redraw(),
      onEnd: (answer) => void this.#finish(answer),
    });
  }

  async #finish(answer: Answer): Promise<void> {
    this.show({ announcement: sayEnd(answer, this.words) });
    const { text, report, errorCode: code } = answer;
    if (text !== "") announceEvent(this.host, "nearside-answer", { text, report });
    if (code !== null) announceEvent(this.host, "nearside-failure", { code });
    this.#load.settle();
    if (report !== null && this.host.isConnected)
      answer.explanation = await this.holder.current().explain(report.id);
    this.follower.once();
    this.#redraw();
  }
}

/** After the first drawing, once the page has nothing better to do. */
function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run);
  else setTimeout(run);
}

function sayEnd({ phase }: Answer, { chat }: Words): string {
  if (phase === "stopped") return chat.answerStopped;
  return phase === "failed" ? chat.answerFailed : chat.answerReady;
}
