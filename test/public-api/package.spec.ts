import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { EmptyProject, serveFolder } from "./packed-package.ts";

/** Asks one question on a click, since a model is downloaded for nothing less, and writes what came of it into the page. */
const ASK = `
  await new Promise((resolve) => document.querySelector("#ask").addEventListener("click", resolve));
  const router = createRouter({ privacy: "device-only", device: { modelsUrl: "/models/" } });
  try {
    const answer = await router.chat.completions.create({
      model: "device",
      messages: [{ role: "user", content: "What is the capital of France?" }],
      max_completion_tokens: 12,
    });
    document.title = JSON.stringify({
      text: answer.choices[0].message.content,
      place: answer.nearside.place,
      sentBytes: answer.nearside.sentBytes,
      classifier: router.status().classifierVersion,
    });
  } catch (error) {
    document.title = JSON.stringify({ code: error.code, message: error.message });
  }
  await router.dispose();
`;

const page = (script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body><button id="ask">Ask</button>${script}</body></html>`;

test.describe("the packed package", () => {
  test.describe.configure({ timeout: 300_000 });

  test("installs into an empty Vite project and answers on the device", async ({ page: tab }) => {
    const project = new EmptyProject();
    try {
      await project.install("vite");
      project.write("index.html", page('<script type="module" src="/main.js"></script>'));
      project.write("main.js", `import { createRouter } from "nearside";\n${ASK}`);
      project.run("npx", "vite", "build", "--logLevel=warn");
      await expectAnswer(tab, join(project.folder, "dist"));
    } finally {
      project.remove();
    }
  });

  test("answers on the device from a plain HTML file with a script tag", async ({ page: tab }) => {
    const project = new EmptyProject();
    try {
      await project.install();
      const script = `<script type="module" src="./node_modules/nearside/dist-package/nearside.js"></script>
        <nearside-chat></nearside-chat>
        <script type="module">
          import { createRouter } from "./node_modules/nearside/dist-package/nearside.js";
          if (!document.querySelector("nearside-chat").shadowRoot) throw new Error("no element");
          ${ASK}
        </script>`;
      project.write("index.html", page(script));
      await expectAnswer(tab, project.folder);
    } finally {
      project.remove();
    }
  });
});

async function expectAnswer(tab: Page, folder: string): Promise<void> {
  const served = await serveFolder(folder);
  const elsewhere: string[] = [];
  const failed: string[] = [];
  try {
    await tab.context().route(
      (url) => url.protocol.startsWith("http") && !url.href.startsWith(served.url),
      (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      },
    );
    tab.on("pageerror", (error) => failed.push(error.message));
    tab.context().on("response", (response) => {
      if (response.status() === 404) failed.push(`404 ${response.url()}`);
    });
    await tab.goto(served.url);
    await tab.locator("#ask").click();
    await expect(tab).toHaveTitle(/\{.*\}/, { timeout: 240_000 });
    const answer = JSON.parse(await tab.title()) as Record<string, unknown>;
    expect({ answer, elsewhere, failed }).toMatchObject({
      answer: { text: expect.stringMatching(/\w/), place: "device", sentBytes: 0 },
      elsewhere: [],
      failed: [],
    });
    expect(answer["classifier"]).not.toBe("none");
  } finally {
    await served.close();
  }
}
