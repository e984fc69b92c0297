import { spawn } from "node:child_process";

/**
 * @typedef {object} CommandResult
 * @property {number} code exit code; 127 if the program is not there, 124 if its time ran out
 * @property {string} output what it printed on both streams, the last 64 kB of it
 */

/**
 * @typedef {object} CommandOptions
 * @property {NodeJS.ProcessEnv} [env] instead of this process's own
 * @property {string} [cwd]
 * @property {boolean} [isShown] also prints what the program prints, as it comes
 * @property {number} [timeoutMs] after which the program and its children are ended
 */

const KEPT_CHARACTERS = 65_536;

/**
 * Runs a program to its end. Never rejects: a missing program is exit code 127.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(program, args, options = {}) {
  const { env = process.env, cwd, isShown = false, timeoutMs } = options;
  return new Promise((resolve) => {
    // A group of its own, so that ending it ends its children too.
    const child = spawn(program, args, {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      shell: process.platform === "win32",
    });
    let output = "";
    let isOutOfTime = false;
    const stopped = endWithUs(() => endGroup(child.pid));
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            isOutOfTime = true;
            endGroup(child.pid);
          }, timeoutMs);
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer);
      stopped();
      resolve({ code: isOutOfTime ? 124 : code, output });
    };
    for (const [from, to] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      from.setEncoding("utf8");
      from.on("data", (/** @type {string} */ text) => {
        output = (output + text).slice(-KEPT_CHARACTERS);
        if (isShown) to.write(text);
      });
    }
    child.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      output += error.message;
      finish(error.code === "ENOENT" ? 127 : 126);
    });
    child.on("close", (code) => finish(code ?? 1));
  });
}

/**
 * Ends the child when this process is interrupted, since a group of its own does not get the terminal's signal.
 * @param {() => void} end
 * @returns {() => void} removes the listeners
 */
function endWithUs(end) {
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    end();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  return () => {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  };
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
