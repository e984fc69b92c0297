import type { Answer } from "./answer.ts";
import type { ChatSession } from "./chat-session.ts";
import type { ChatActions } from "./chat-state.ts";
import { announceEvent } from "./element-events.ts";

/** What a person does, put to the session. */
export function chatActions(session: ChatSession): ChatActions {
  const changed = (): void => {
    const { lang, theme, privacy, preference, cloud } = session.host;
    announceEvent(session.host, "nearside-settings", { lang, theme, privacy, preference, cloud });
  };
  return {
    ask: (question) => void session.ask(question),
    answerAgain: (turn, asked) => {
      // Where there is no cloud yet, the wish for it leads to the place where one is added.
      const hasCloud = session.state.status.fleet.some((card) => card.place === "cloud");
      if (asked === "cloud" && !hasCloud) session.openSheet("settings");
      else void session.answerAgain(turn, asked);
    },
    stop: () => session.stop(),
    copy: (answer) => void copy(session, answer),
    toggleWhy: (answer) => void toggleWhy(session, answer),
    newChat: () => session.newChat(),
    setPrivacy: (privacy) => {
      session.host.privacy = privacy;
      changed();
    },
    setPreference: (preference) => {
      session.host.preference = preference;
      changed();
    },
    setLanguage: (code) => {
      session.host.lang = code;
      changed();
    },
    setTheme: (theme) => {
      session.host.theme = theme;
      changed();
    },
    setCloud: (settings) => {
      session.holder.setCloud(settings);
      changed();
    },
    load: () => void session.load(),
    act: (action) => session.sheets.desk?.act(action),
    cancelLoad: () => session.cancelLoad(),
    answerConsent: (answer) => session.consents.answer(answer),
    openSheet: (page) => session.openSheet(page),
    closeSheet: () => session.show({ sheet: null }),
    openLink: () => openLink(session),
    stayHere: () => session.show({ leaving: null }),
    erase: () => void erase(session),
  };
}

/** Opens or closes the why; one that opens comes into sight. */
async function toggleWhy({ host }: ChatSession, answer: Answer): Promise<void> {
  answer.isWhyOpen = !answer.isWhyOpen;
  host.requestUpdate();
  await host.updateComplete;
  host.shadowRoot?.querySelector(`#why-${answer.id}`)?.scrollIntoView({ block: "nearest" });
}

async function copy(session: ChatSession, answer: Answer): Promise<void> {
  await navigator.clipboard.writeText(answer.text);
  session.show({ copiedId: answer.id, announcement: session.state.words.chat.copied });
}

function openLink(session: ChatSession): void {
  const url = session.state.leaving;
  session.show({ leaving: null });
  if (url !== null) window.open(url, "_blank", "noopener,noreferrer");
}

async function erase(session: ChatSession): Promise<void> {
  if (session.state.eraseStep !== "sure") {
    session.show({ eraseStep: "sure" });
    return;
  }
  await session.holder.current().erase();
  session.show({ eraseStep: "done", records: [], totals: null });
}
