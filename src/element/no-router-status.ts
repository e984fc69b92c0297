import type { RouterStatus } from "../index.ts";

/** What the element shows before its router is made. */
export const noRouterStatus: RouterStatus = {
  privacy: "ask",
  preference: 0.5,
  fleet: [],
  deviceModels: [],
  isOnline: true,
  memoryNote: null,
  sent: { messages: 0, bytes: 0, destinations: [] },
};
