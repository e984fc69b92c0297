// within: src/learning
export const width = window.innerWidth; // TS2304
export const answer = fetch("https://example.com"); // TS2304
export const node = document.body; // TS2584
export const timer = setTimeout(() => undefined, 1); // TS2304
export const id = crypto.randomUUID(); // TS2304
