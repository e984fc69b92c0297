/** The slice of the Trusted Types API that is used here; TypeScript's DOM types do not have it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Lets workers and the service worker start from this page's own origin, and from nowhere else. Without it
 * `require-trusted-types-for 'script'` refuses every worker. Strings never become HTML or scripts: no rule for them.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", {
    createScriptURL(url) {
      if (new URL(url, document.baseURI).origin === location.origin) return url;
      throw new TypeError("Scripts come from this page's own origin alone.");
    },
  });
}
