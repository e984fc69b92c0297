import { NearsideChat } from "./nearside-chat.ts";

export type { NearsideSettings, PublicCloud } from "./element-events.ts";
export type { NearsideChat } from "./nearside-chat.ts";

if (customElements.get("nearside-chat") === undefined) {
  customElements.define("nearside-chat", NearsideChat);
}
