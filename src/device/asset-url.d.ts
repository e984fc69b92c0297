/** A file that the bundler copies beside the code: only its URL enters the bundle. */
declare module "*?url" {
  const url: string;
  export default url;
}

/** A file whose text the bundler puts into the code. */
declare module "*?raw" {
  const text: string;
  export default text;
}
