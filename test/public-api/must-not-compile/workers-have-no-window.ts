// within: workers
export const width = window.innerWidth; // TS2304
export const node = document.body; // TS2584
