import { RouterError } from "../router-error.ts";

/**
 * The URL that requests to this base are posted to; a query string of the base stays at the end. `pageUrl` resolves a
 * relative base. Fails with `options_invalid`.
 */
export function destinationOf(baseUrl: string, pageUrl: string): string {
  const url = URL.parse(baseUrl, pageUrl);
  // The address is not quoted: it may hold a password, or a key by mistake.
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw invalid('The option "cloud.baseUrl" is not a web address.');
  if (url.username !== "" || url.password !== "")
    throw invalid('The option "cloud.baseUrl" holds a password; use apiKey or getToken.');
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/chat/completions`;
  url.hash = "";
  return url.href;
}

function invalid(sentence: string): RouterError {
  return new RouterError("options_invalid", sentence);
}
