// within: src/element
import type { NearsideChat } from "../../../src/element/nearside-chat.ts";

export function give(chat: NearsideChat): void {
  chat.apiKey = "sk-1"; // TS2339
  chat.key = "sk-1"; // TS2339
}
