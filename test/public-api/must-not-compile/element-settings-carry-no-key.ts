// within: src/element
import type { NearsideChat } from "../../../src/element/nearside-chat.ts";

export const attribute: keyof typeof NearsideChat.properties = "apiKey"; // TS2322
