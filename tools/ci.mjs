import { fileURLToPath } from "node:url";
import { runCommand } from "./set-up/run-command.mjs";
import { readClosingLine } from "./test/counts.mjs";

// What continuous integration runs: `npm test`, then `npm run test:long`, and one closing line with their sums.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LIMIT_MS = 59.5 * 60_000;

const endsAt = Date.now() + LIMIT_MS;
const total = { passed: 0, failed: 0, skipped: 0 };
let isGood = true;
for (const args of [["test"], ["run", "test:long"]]) {
  const timeoutMs = Math.max(1000, endsAt - Date.now());
  const { code, output } = await runCommand("npm", args, { cwd: ROOT, isShown: true, timeoutMs });
  // npm may say a word of its own after the closing line.
  const counts = output.trim().split("\n").slice(-6).map(readClosingLine).findLast(Boolean);
  // A run that ended without its closing line is one failure.
  total.passed += counts?.passed ?? 0;
  total.failed += counts?.failed ?? 1;
  total.skipped += counts?.skipped ?? 0;
  isGood &&= code === 0 && counts !== undefined;
}
const rest = total.skipped === 0 ? "" : `, ${total.skipped} skipped`;
console.log(`${total.passed} passed, ${total.failed} failed${rest}`);
process.exitCode = isGood && total.failed === 0 ? 0 : 1;
