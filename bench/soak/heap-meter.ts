import type { Browser, CDPSession } from "@playwright/test";

/** JavaScript heap in use after a forced collection, in bytes; WebAssembly memory is not part of it. */
export interface HeapSample {
  readonly pageBytes: number;
  /** Of all workers together, those that workers started included. */
  readonly workerBytes: number;
  readonly workers: number;
}

/** A target that is busy for longer than this is taken for stuck. */
const ANSWER_TIMEOUT_MS = 60_000;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Measures the heaps of one browser's only page and of its workers over the DevTools protocol. */
export class HeapMeter {
  readonly #browser: CDPSession;
  /** The session of each target that was attached to. */
  readonly #sessions = new Map<string, string>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(browser: CDPSession) {
    this.#browser = browser;
    browser.on("Target.receivedMessageFromTarget", ({ message }) => {
      const answer = JSON.parse(message) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  static async open(browser: Browser): Promise<HeapMeter> {
    return new HeapMeter(await browser.newBrowserCDPSession());
  }

  /** Fails where a target does not answer or is gone meanwhile. */
  async sample(): Promise<HeapSample> {
    const pageBytes = await this.#heapBytes(await this.#targets("page"));
    const workers = await this.#targets("worker");
    const workerBytes = await this.#heapBytes(workers);
    return { pageBytes, workerBytes, workers: workers.length };
  }

  /** Dedicated workers that run now, whoever started them. */
  async countWorkers(): Promise<number> {
    return (await this.#targets("worker")).length;
  }

  async #targets(type: "page" | "worker"): Promise<readonly string[]> {
    const { targetInfos } = await this.#browser.send("Target.getTargets");
    return targetInfos.filter((target) => target.type === type).map(({ targetId }) => targetId);
  }

  async #heapBytes(targets: readonly string[]): Promise<number> {
    let bytes = 0;
    for (const target of targets) {
      await this.#send(target, "HeapProfiler.collectGarbage");
      const usage = await this.#send(target, "Runtime.getHeapUsage");
      bytes += (usage as { readonly usedSize: number }).usedSize;
    }
    return bytes;
  }

  async #send(target: string, method: string): Promise<unknown> {
    const sessionId = await this.#sessionOf(target);
    const id = ++this.#lastId;
    const answered = this.#answerTo(id, method);
    const message = JSON.stringify({ id, method });
    await this.#browser.send("Target.sendMessageToTarget", { sessionId, message });
    return answered;
  }

  #answerTo(id: number, method: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = ({ result, error }: Answer): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${error.message}`));
      };
      const timer = setTimeout(
        () => settle({ error: { message: "no answer in time" } }),
        ANSWER_TIMEOUT_MS,
      );
      this.#waiting.set(id, settle);
    });
  }

  /** Sessions of their own would be the newer way, but Playwright passes no messages to them. */
  async #sessionOf(targetId: string): Promise<string> {
    const known = this.#sessions.get(targetId);
    if (known !== undefined) return known;
    const { sessionId } = await this.#browser.send("Target.attachToTarget", { targetId });
    this.#sessions.set(targetId, sessionId);
    return sessionId;
  }
}
