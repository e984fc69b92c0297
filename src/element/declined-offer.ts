const KEY = "nearside-better-model-declined";

/** Whether a person has said "not now" to a better model. Forgotten where the browser keeps nothing. */
export const declinedOffer = {
  get(): boolean {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return false;
    }
  },
  set(): void {
    try {
      localStorage.setItem(KEY, "1");
    } catch {
      // Asked again at the next visit.
    }
  },
};
