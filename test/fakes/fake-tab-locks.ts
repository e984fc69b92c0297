import type { TabLocks } from "../../src/device/tab-leadership.ts";

interface Waiter {
  readonly tab: string;
  readonly name: string;
  begin(): void;
  fail(reason: Error): void;
}

/** The browser's locks as several tabs share them: exclusive, first come first served, stealable, freed by a crash. */
export class FakeTabLocks {
  readonly #held = new Map<string, Waiter>();
  readonly #waiting: Waiter[] = [];
  readonly #gone = new Set<string>();

  /** The locks as one tab sees them. */
  of(tab: string): TabLocks {
    const request = (
      name: string,
      options: LockOptions | LockGrantedCallback<unknown>,
      granted?: LockGrantedCallback<unknown>,
    ) =>
      typeof options === "function"
        ? this.#request(tab, name, {}, options)
        : this.#request(tab, name, options, granted as LockGrantedCallback<unknown>);
    return { request };
  }

  /** The tab is gone: the browser frees its locks and forgets what it waited for. */
  crash(tab: string): void {
    this.#gone.add(tab);
    for (let index = this.#waiting.length - 1; index >= 0; index--) {
      if (this.#waiting[index]?.tab === tab) this.#waiting.splice(index, 1);
    }
    for (const [name, holder] of [...this.#held]) if (holder.tab === tab) this.#free(name, holder);
  }

  #request(
    tab: string,
    name: string,
    options: LockOptions,
    granted: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#gone.has(tab)) return;
      const waiter: Waiter = {
        tab,
        name,
        begin: () => {
          this.#held.set(name, waiter);
          void Promise.resolve(granted({ name, mode: "exclusive" })).then(
            (value) => (this.#free(name, waiter), resolve(value)),
            reject,
          );
        },
        fail: reject,
      };
      options.signal?.addEventListener("abort", () => this.#leave(waiter));
      const holder = this.#held.get(name);
      if (options.steal === true && holder !== undefined) {
        this.#held.delete(name);
        holder.fail(new DOMException("The lock was stolen.", "AbortError"));
      }
      if (this.#held.has(name)) this.#waiting.push(waiter);
      else
        queueMicrotask(() => (this.#held.has(name) ? this.#waiting.push(waiter) : waiter.begin()));
    });
  }

  #leave(waiter: Waiter): void {
    const index = this.#waiting.indexOf(waiter);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    waiter.fail(new DOMException("The request was aborted.", "AbortError"));
  }

  #free(name: string, holder: Waiter): void {
    if (this.#held.get(name) !== holder) return;
    this.#held.delete(name);
    const index = this.#waiting.findIndex((each) => each.name === name);
    const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
    next?.begin();
  }
}
