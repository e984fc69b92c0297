// within: src
import { createRouter } from "../../../src/index.ts";

export const router = createRouter({ privacy: "whatever" }); // TS2322
