import type { Router } from "../../../../src/router.ts";

/** Stands in for `createRouter` on a page whose routers are scripted: no model, no worker to build. */
export function createRouter(): Router {
  throw new Error("This page gives every element its router.");
}
