import type { ChatRequest } from "../chat/chat-request.ts";
import type { RouterErrorCode } from "../router-error.ts";
import type { LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceModelState } from "../terms/situation.ts";

/** Part of every channel's name: a tab with other code does not understand these messages, and does not hear them. */
export const TAB_PROTOCOL = 1;

/** Said to all tabs. */
export type TabNews =
  | { readonly type: "leader-wanted"; readonly tab: string }
  | {
      readonly type: "leading";
      readonly leader: string;
      /** The tabs that it listens to; one that is not among them asks for it first. */
      readonly serves: readonly string[];
      readonly states: readonly DeviceModelState[];
    }
  | { readonly type: "files-changed" };

/** What a tab wants from the leader; `done` or `failed` comes once under its id. */
export type TabWish =
  | { readonly type: "load"; readonly model: string }
  | {
      readonly type: "generate";
      readonly model: string;
      readonly request: ChatRequest;
      readonly priority: Priority;
    }
  | { readonly type: "unload" };

/** From a tab to the leader, on a channel that is the tab's own. `leader`: an earlier one must not act on it. */
export type TabCall = { readonly leader: string } & (
  | { readonly type: "wish"; readonly id: string; readonly wish: TabWish }
  | { readonly type: "stop"; readonly id: string }
  | { readonly type: "add"; readonly entry: CatalogueEntry }
  | { readonly type: "ping" }
);

/** From the leader to the tab, in order. */
export type TabReply =
  | { readonly type: "pong" }
  | { readonly type: "progress"; readonly id: string; readonly progress: LoadProgress }
  | { readonly type: "event"; readonly id: string; readonly event: AnswerEvent }
  | { readonly type: "done"; readonly id: string }
  | {
      readonly type: "failed";
      readonly id: string;
      readonly code: RouterErrorCode;
      readonly message: string;
    };
