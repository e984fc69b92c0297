import type { nothing, TemplateResult } from "lit";
import type {
  ConsentQuestion,
  LoadProgress,
  RecordTotals,
  RequestRecord,
  RouterStatus,
} from "../index.ts";
import type { Answer, AskedPlace, Turn } from "./answer.ts";
import type { PublicCloud } from "./element-events.ts";
import type { CloudSettings } from "./cloud-settings.ts";
import type { ModelAction, ModelDeskState } from "./model-desk.ts";
import type { PrivacyMode } from "../index.ts";
import type { Words } from "./words/words.ts";

/** A page of the side sheet. */
export type SheetPage = "settings" | "models" | "ledger" | "how";

export type Theme = "system" | "light" | "dark";

/** All that the views draw. */
export interface ChatState {
  readonly words: Words;
  readonly turns: readonly Turn[];
  readonly isWorking: boolean;
  readonly status: RouterStatus;
  /** The endpoint that a person set here; null where there is none, or the site brings its own. */
  readonly cloud: PublicCloud | null;
  readonly privacy: PrivacyMode;
  readonly preference: number;
  readonly theme: Theme;
  readonly placeholder: string;
  readonly progress: LoadProgress | null;
  readonly faultText: string | null;
  readonly consent: ConsentQuestion | null;
  /** A link that waits for a word before it opens. */
  readonly leaving: URL | null;
  readonly sheet: SheetPage | null;
  /** Null until they are loaded. */
  readonly pages: SheetViews | null;
  /** Null until the models were looked at. */
  readonly desk: ModelDeskState | null;
  readonly records: readonly RequestRecord[];
  readonly totals: RecordTotals | null;
  readonly announcement: string;
  readonly copiedId: string | null;
  readonly eraseStep: "idle" | "sure" | "done";
}

/** All that a person can do. */
export interface ChatActions {
  ask(question: string): void;
  answerAgain(turn: Turn, asked: AskedPlace): void;
  stop(): void;
  copy(answer: Answer): void;
  toggleWhy(answer: Answer): void;
  newChat(): void;
  setPrivacy(mode: PrivacyMode): void;
  setPreference(preference: number): void;
  setLanguage(code: string): void;
  setTheme(theme: Theme): void;
  setCloud(cloud: CloudSettings | null): void;
  load(): void;
  /** Does something with the models of this device. */
  act(action: ModelAction): void;
  cancelLoad(): void;
  answerConsent(answer: "send" | "keep"): void;
  openSheet(page: SheetPage): void;
  closeSheet(): void;
  openLink(): void;
  stayHere(): void;
  erase(): void;
}

/** What every view is given. */
export interface Chat {
  readonly state: ChatState;
  readonly actions: ChatActions;
}

/** The views that are loaded after the first drawing. */
export interface SheetViews {
  sheetPage(page: SheetPage, chat: Chat): TemplateResult;
  /** One quiet line about the models; nothing where there is nothing to say. */
  modelNotice(chat: Chat): TemplateResult | typeof nothing;
}
