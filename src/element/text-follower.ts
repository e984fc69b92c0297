/** Keeps the newest words in sight while they come, until the person scrolls up to read. */
export class TextFollower {
  #isFollowing = true;
  #scroll: Element | null = null;

  /** Goes to the end at the next drawing, wherever the person has scrolled to. */
  toEnd(): void {
    this.#isFollowing = true;
  }

  /** Called after each drawing. */
  follow(scroll: Element | null): void {
    if (scroll === null) return;
    if (scroll !== this.#scroll) {
      this.#scroll = scroll;
      scroll.addEventListener("scroll", () => this.#notice(scroll), { passive: true });
    }
    if (this.#isFollowing) scroll.scrollTop = scroll.scrollHeight;
  }

  #notice(scroll: Element): void {
    const belowPx = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    this.#isFollowing = belowPx < 48;
  }
}
