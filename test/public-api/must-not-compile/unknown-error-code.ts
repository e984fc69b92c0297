// within: src
import { RouterError } from "../../../src/index.ts";

export const failure = new RouterError("cloud_moody", "No."); // TS2345
