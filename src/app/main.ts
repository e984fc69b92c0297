import "../element/define.ts";
import type { NearsideChat } from "../element/define.ts";
import { keepSettings, readSettings } from "./kept-settings.ts";
import { startOffline } from "./offline.ts";
import { trustOwnScripts } from "./trusted-scripts.ts";

trustOwnScripts();
const chat = document.querySelector("nearside-chat");
if (chat !== null) startApp(chat);

/** Gives the element what was kept, and keeps what a person changes. */
function startApp(element: NearsideChat): void {
  const kept = readSettings();
  if (kept.lang !== undefined && kept.lang !== "") element.lang = kept.lang;
  if (kept.theme !== undefined) element.theme = kept.theme;
  if (kept.privacy !== undefined) element.privacy = kept.privacy;
  if (kept.preference !== undefined) element.preference = kept.preference;
  if (kept.cloud !== undefined) element.cloud = kept.cloud;
  showTheme(element);
  const tellEndpoint = startOffline();
  void tellEndpoint(kept.cloud?.baseUrl ?? null);
  element.addEventListener("nearside-settings", ({ detail }) => {
    keepSettings(detail);
    showTheme(element);
    void tellEndpoint(detail.cloud?.baseUrl ?? null);
  });
  element.addEventListener("nearside-progress", ({ detail }) => {
    if (detail.stage === "ready") keepSettings({ hasModel: true });
  });
  // What is in the store already costs no download: it is made ready while nothing else happens.
  if (kept.hasModel === true) whenIdle(() => void element.load());
}

/** The page around the element takes its theme and language. */
function showTheme(element: NearsideChat): void {
  document.documentElement.dataset["theme"] = element.theme;
  document.documentElement.lang = element.lang === "" ? navigator.language : element.lang;
}

function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 4000 });
  else setTimeout(run, 1000);
}
