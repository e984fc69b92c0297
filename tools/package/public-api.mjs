import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rollUpTypes } from "./roll-up-types.mjs";

// `npm run check:api` compares the public API with the one in git; `npm run api:update` rewrites that file, so that a
// change of the API is seen in the review.

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KEPT = new URL("../../test/public-api/nearside.d.ts", import.meta.url);

const texts = await rollUpTypes(ROOT);
const now = [...texts].map(([name, text]) => `// ${name}\n${text}`).join("\n");
if (process.argv.includes("--update")) {
  writeFileSync(KEPT, now);
} else {
  const kept = readFileSync(KEPT, "utf8");
  if (kept !== now) {
    console.error(`The public API differs from test/public-api/nearside.d.ts:`);
    console.error(changedLines(kept, now).join("\n"));
    console.error("If it is meant: npm run api:update");
    process.exitCode = 1;
  }
}

/**
 * Lines only one of the texts has, at most 40.
 * @param {string} before
 * @param {string} after
 */
function changedLines(before, after) {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`);
  const added = fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...added].slice(0, 40);
}
