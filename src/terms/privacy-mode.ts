/** How freely text may leave the device, tightest first. Content can raise the level, never lower it. */
export type PrivacyMode = "device-only" | "ask" | "allow";
