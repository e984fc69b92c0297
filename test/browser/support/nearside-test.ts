import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";

interface Faults {
  /** What went wrong in any page of the test so far. A test that provokes a fault on purpose takes it out here. */
  readonly faults: string[];
}

/** A promise that nobody awaited, an error that nobody caught, or something the page's policy refused. */
const FAULT_IN_CONSOLE =
  /Content[- ]Security[- ]Policy|TrustedHTML|TrustedScript|Uncaught|Unhandled/i;

/**
 * Playwright's `test` on the served app: `baseURL` is its address, and a test fails if any page had an uncaught
 * error, an unhandled rejection or a policy violation.
 */
export const test = base.extend<Faults>({
  // The server takes a free port in the global set-up, after the configuration was read.
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
  baseURL: async ({}, use) => {
    await use(process.env["NEARSIDE_URL"] ?? "http://localhost:4173");
  },
  faults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      watchContext(context, faults);
      await use(faults);
      expect(faults, "no uncaught error, unhandled rejection or policy violation").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Collects the faults of every page of a context, also of one that a test opened itself. */
export function watchContext(context: BrowserContext, faults: string[]): void {
  for (const page of context.pages()) watchPage(page, faults);
  context.on("page", (page) => watchPage(page, faults));
}

function watchPage(page: Page, faults: string[]): void {
  // Chromium reports an unhandled rejection as a page error too.
  page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && FAULT_IN_CONSOLE.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
}
