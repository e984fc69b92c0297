import { startServer } from "../../../tools/serve.mjs";

/**
 * Playwright's global set-up: serves dist/ with the real server on a free port. The tests read the address through
 * the `test` of nearside-test.ts. Resolves to the tear-down.
 */
// eslint-disable-next-line import/no-default-export -- Playwright asks for it
export default async function serveBuiltApp(): Promise<() => Promise<void>> {
  const { url, close } = await startServer({ port: 0 });
  process.env["NEARSIDE_URL"] = url;
  return close;
}
