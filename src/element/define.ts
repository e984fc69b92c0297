import { NearsideChat } from "./nearside-chat.ts";

if (customElements.get("nearside-chat") === undefined) {
  customElements.define("nearside-chat", NearsideChat);
}
