/** A file that the bundler copies beside the code: only its URL enters the bundle. */
declare module "*?url" {
  const url: string;
  export default url;
}
