/** What a person may do anywhere in the element. */
export interface HostActions {
  isBusy(): boolean;
  stop(): void;
  askToLeave(url: URL): void;
  redraw(): void;
}

/** Listens on the element and the page until `signal` aborts. */
export function listenOnHost(host: HTMLElement, actions: HostActions, signal: AbortSignal): void {
  window.addEventListener("online", () => actions.redraw(), { signal });
  window.addEventListener("offline", () => actions.redraw(), { signal });
  host.addEventListener("keydown", (event) => stopOnEscape(event, actions), { signal });
  host.addEventListener("click", (event) => askBeforeLink(host, event, actions), { signal });
}

/** Escape stops the answer that is being made; where a dialog is open, it closes that instead. */
function stopOnEscape(event: KeyboardEvent, actions: HostActions): void {
  if (event.key === "Escape" && !event.isComposing && actions.isBusy()) actions.stop();
}

/** A link in an answer opens only after a word, and only to the web or a mail program. */
function askBeforeLink(host: HTMLElement, event: MouseEvent, actions: HostActions): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link === undefined || host.shadowRoot?.contains(link) !== true) return;
  event.preventDefault();
  const url = URL.parse(link.href);
  if (url !== null && /^(?:https?|mailto):$/.test(url.protocol)) actions.askToLeave(url);
}
