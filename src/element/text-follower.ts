/** Keeps the newest words in sight while they come, until the person scrolls up to read. */
export class TextFollower {
  #isFollowing = true;
  #isOnce = false;
  #scroll: Element | null = null;

  /** Goes to the end from the next drawing on, wherever the person has scrolled to. */
  toEnd(): void {
    this.#isFollowing = true;
  }

  /** Follows at the next drawing although nothing is coming any more: the badge stands under the last words. */
  once(): void {
    this.#isOnce = true;
  }

  /** Called after each drawing. What a person opens when nothing is coming moves nothing. */
  follow(scroll: Element | null, isComing: boolean): void {
    if (scroll === null) return;
    if (scroll !== this.#scroll) {
      this.#scroll = scroll;
      scroll.addEventListener("scroll", () => this.#notice(scroll), { passive: true });
    }
    if (this.#isFollowing && (isComing || this.#isOnce)) scroll.scrollTop = scroll.scrollHeight;
    this.#isOnce = false;
  }

  #notice(scroll: Element): void {
    const belowPx = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    this.#isFollowing = belowPx < 48;
  }
}
