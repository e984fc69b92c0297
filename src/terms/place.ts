/** Where an answer is made: in this browser, or at an endpoint outside it. */
export type Place = "device" | "cloud";

/** How much a cloud model is asked to think, least first. */
export type Effort = "minimal" | "low" | "medium" | "high";
