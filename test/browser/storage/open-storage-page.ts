import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";
import { build } from "vite";

/** A secure origin that no server answers: the test itself serves its one page. */
export const storageOrigin = "https://storage.nearside.test";

/** The storage adapter and its contract as one script. */
export async function buildStoragePage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL("storage-page.ts", import.meta.url)),
        formats: ["es"],
        fileName: "storage-page",
      },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

/** A page of `context` with `window.storagePage`. Pages of one context share their databases. */
export async function openStoragePage(context: BrowserContext, script: string): Promise<Page> {
  await context.route(`${storageOrigin}/**`, async (route) => {
    const isScript = route.request().url().endsWith(".js");
    await route.fulfill(
      isScript
        ? { contentType: "text/javascript", body: script }
        : { contentType: "text/html", body: '<script type="module" src="/page.js"></script>' },
    );
  });
  const page = await context.newPage();
  await page.goto(storageOrigin);
  await page.waitForFunction(() => "storagePage" in window);
  return page;
}
