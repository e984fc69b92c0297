import type {
  ChoiceReason,
  Effort,
  ExclusionReason,
  FindingKind,
  LoadProgress,
  LossReason,
  NearsideStage,
  PrivacyMode,
  RejectionReason,
  RouterErrorCode,
} from "../../index.ts";

/** What happened and what to do about it, in one or two plain sentences per code. */
export type ErrorWords = Readonly<Record<RouterErrorCode, string>>;

/** A sentence, or the part of one, for every closed list a person may meet. */
export interface ReasonWords {
  readonly choice: Readonly<Record<ChoiceReason, string>>;
  readonly exclusion: Readonly<Record<ExclusionReason, string>>;
  readonly lost: Readonly<Record<LossReason, string>>;
  readonly rejection: Readonly<Record<RejectionReason, string>>;
  readonly finding: Readonly<Record<FindingKind, string>>;
  readonly stage: Readonly<Record<NearsideStage, string>>;
  readonly loading: Readonly<Record<LoadProgress["stage"], string>>;
  readonly effort: Readonly<Record<Effort, string>>;
  /** How long a question wants to be thought about. */
  readonly depth: Readonly<Record<Effort, string>>;
}

/** The name of a privacy mode and what it means. */
export interface ModeWords {
  readonly name: string;
  readonly meaning: string;
}

/** Every word that the element shows in one language. A missing one does not compile. */
export interface Words {
  readonly locale: string;
  readonly errors: ErrorWords;
  readonly reasons: ReasonWords;
  readonly modes: Readonly<Record<PrivacyMode, ModeWords>>;
  readonly places: { readonly here: string; readonly far: string };
  readonly chat: ChatWords;
  readonly why: WhyWords;
  readonly consent: ConsentWords;
  readonly settings: SettingsWords;
}

/** The words of the page itself. */
export interface ChatWords {
  readonly title: string;
  readonly conversation: string;
  readonly placeholder: string;
  readonly send: string;
  readonly stop: string;
  readonly newChat: string;
  readonly openSettings: string;
  readonly close: string;
  readonly you: string;
  readonly copy: string;
  readonly copied: string;
  readonly retry: string;
  readonly askFar: string;
  readonly askHere: string;
  readonly privacy: string;
  readonly dial: string;
  /** From saving most to best answer, in five steps. */
  readonly dialSteps: readonly [string, string, string, string, string];
  readonly firstTitle: string;
  readonly firstLine: string;
  readonly hereTitle: string;
  hereText(model: string): string;
  readonly hereNothing: string;
  readonly farTitle: string;
  readonly farNone: string;
  farSet(destination: string): string;
  readonly addFar: string;
  readonly loadNow: string;
  readonly modelReady: string;
  readonly cancel: string;
  progress(loaded: string, total: string): string;
  readonly tryThese: string;
  readonly examples: readonly string[];
  readonly nothingLeft: string;
  sent(messages: number, destinations: string, bytes: string): string;
  readonly offline: string;
  readonly unknownFault: string;
  readonly answerReady: string;
  readonly answerFailed: string;
  readonly answerStopped: string;
  readonly modelLoaded: string;
  readonly stopped: string;
  readonly incomplete: string;
  readonly thinking: string;
  readonly noText: string;
  unsure(odds: string, hasFar: boolean): string;
  keptHere(kinds: string): string;
  odds(timesInTen: number): string;
  readonly free: string;
  seconds(value: string): string;
  bytes(value: string): string;
  readonly image: string;
  readonly leaveTitle: string;
  leaveText(host: string): string;
  readonly leaveStay: string;
  readonly leaveOpen: string;
}

/** The words of the why. */
export interface WhyWords {
  readonly open: string;
  readonly title: string;
  wentFar(because: string): string;
  stayedHere(because: string): string;
  hereOdds(odds: string): string;
  /** Odds that are likely between these two numbers of times in ten. */
  oddsBetween(odds: string, low: number, high: number): string;
  oddsAtLeast(odds: string, low: number): string;
  oddsAtMost(odds: string, high: number): string;
  depth(need: string): string;
  depthEffort(need: string, effort: string): string;
  handedOn(because: string): string;
  readonly paths: string;
  readonly path: string;
  readonly quality: string;
  readonly cost: string;
  readonly wait: string;
  readonly leaves: string;
  readonly standing: string;
  readonly chosen: string;
  readonly nothing: string;
  readonly checked: string;
  readonly calculated: string;
  readonly then: string;
  withEffort(model: string, effort: string): string;
  qualityRange(mean: string, low: string, high: string): string;
  readonly private: string;
  readonly noPrivate: string;
  readonly noEstimate: string;
  readonly remembered: string;
  readonly exact: string;
  readonly utility: string;
  readonly chance: string;
  readonly earlier: string;
  readonly warnings: string;
  readonly unavailable: string;
}

/** The words of the question before something leaves. */
export interface ConsentWords {
  readonly title: string;
  plain(destination: string, model: string): string;
  found(kinds: string, destination: string): string;
  readonly overBudget: string;
  readonly once: string;
  readonly single: string;
  readonly exact: string;
  size(bytes: string): string;
  readonly keep: string;
  readonly send: string;
}

/** The words of the side sheet. */
export interface SettingsWords {
  readonly title: string;
  readonly tabs: {
    readonly settings: string;
    readonly models: string;
    readonly ledger: string;
    readonly how: string;
  };
  readonly language: string;
  readonly theme: string;
  readonly themes: { readonly system: string; readonly light: string; readonly dark: string };
  readonly far: string;
  readonly farText: string;
  readonly baseUrl: string;
  readonly modelId: string;
  readonly key: string;
  readonly keyNote: string;
  readonly priceIn: string;
  readonly priceOut: string;
  readonly priceNote: string;
  readonly save: string;
  readonly saved: string;
  readonly remove: string;
  readonly badUrl: string;
  readonly needsModel: string;
  farIs(destination: string, model: string): string;
  readonly stored: string;
  readonly storedText: string;
  readonly erase: string;
  readonly erased: string;
  readonly eraseSure: string;
  readonly ability: string;
  readonly context: string;
  readonly price: string;
  perMillion(input: string, output: string): string;
  readonly ready: string;
  readonly loadable: string;
  readonly unavailable: string;
  tokens(value: string): string;
  readonly noModels: string;
  readonly ledgerText: string;
  readonly how: readonly string[];
  totals(requests: string, here: string, far: string, cost: string): string;
}
