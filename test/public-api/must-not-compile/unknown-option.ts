// within: src
import { createRouter } from "../../../src/index.ts";

export const router = createRouter({ apiKey: "sk-1" }); // TS2353
