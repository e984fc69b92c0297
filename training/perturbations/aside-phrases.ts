/** What people put around a request, by language. */
export interface AsidePhrases {
  readonly english: LanguagePhrases;
  readonly korean: LanguagePhrases;
}

interface LanguagePhrases {
  /** Stand before the request and end in the space or sign that joins them. */
  readonly before: readonly string[];
  /** Stand after the request; those that begin in lower case go on with its sentence. */
  readonly after: readonly string[];
  /** Sentences that want to move the router, for either side. */
  readonly tricks: readonly string[];
}
