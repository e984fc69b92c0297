/** Whether an endpoint's URL leads to the very machine the page runs on. */
export function isOnThisMachine(destination: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?\//.test(`${destination}/`);
}
