// within: src/cloud
import type { ClearedRequest } from "../../../src/privacy/clearance.ts";

export const forged: ClearedRequest = { // TS2741
  id: "1",
  body: "{}",
  bodySha256: "",
  destination: "https://api.example.com/v1/chat/completions",
  model: "m",
  expiresAt: Infinity,
};
