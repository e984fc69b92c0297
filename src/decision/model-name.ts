/**
 * The name in a model's id, spelled so that two ids of one model compare equal: lower case, nothing of the provider
 * before it, "-" in version numbers, no maker's name before Llama's. "meta-llama/Meta-Llama-3.1-8B-Instruct" is
 * "llama-3-1-8b-instruct".
 */
export function modelName(id: string): string {
  const name = id.trim().toLowerCase().split("/").at(-1) ?? "";
  return name.replaceAll(/[._]/g, "-").replace(/^meta-(?=llama)/, "");
}

/**
 * A name without the whole date or the "latest" at its end. Four digits stay: "mistral-large-2407" and "-2512" are two
 * models, "gpt-4o-2024-08-06" and "-2024-11-20" are states of one.
 */
export function undatedName(name: string): string {
  return name.replace(/[-@](\d{4}-\d{2}-\d{2}|20\d{6}|latest)$/, "");
}
