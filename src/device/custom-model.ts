import { RouterError } from "../router-error.ts";
import type { CustomModelOptions } from "../router.ts";
import type { CatalogueEntry, ModelFile, ModelSource } from "../terms/catalogue.ts";
import { wllamaNeeds } from "./catalogue.ts";
import { BROWSER_MODEL_ID, SMOLLM2_CARD } from "./device-cards.ts";
import { expectedAbility } from "./expected-ability.ts";
import { expectedPace } from "./expected-pace.ts";

/** What a model is called in requests that name none. */
const RESERVED_IDS: ReadonlySet<string> = new Set(["auto", "device", "cloud"]);
const ID = /^[\w][\w.:-]{0,99}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const LANGUAGE = /^[a-z]{2,3}$/;
const CONTEXT_TOKENS = { least: 256, most: 32_768 };
/** What is expected of a file whose length nobody has told. */
const UNTOLD_BYTES = 7e8;
/** Between the usual four and eight, nearer to four. */
const BITS_PER_WEIGHT = 5;

/**
 * A model of the caller's own as an entry: GGUF files for wllama. `takenIds` are those of the catalogue so far, `baseUrl`
 * is what relative URLs are relative to. Its length and needs are 0, since nobody has told them. Fails with
 * `options_invalid`, naming what is wrong.
 */
export function customEntry(
  options: CustomModelOptions,
  takenIds: readonly string[],
  baseUrl: string,
): CatalogueEntry {
  const { id, name = id, contextTokens, languages = ["en"], licence = "unknown" } = options;
  checkId(id, takenIds);
  checkContext(id, contextTokens);
  if (languages.length === 0 || !languages.every((each) => LANGUAGE.test(each))) {
    throw invalid(id, 'needs "languages" that are codes like "en"');
  }
  const files = filesOf(options, baseUrl);
  const source: ModelSource = { kind: "files", revision: "custom", files };
  const entry = ownEntry({ id, name, bytes: 0, licence, source });
  const card = { ...entry.card, languages, ...(contextTokens !== undefined && { contextTokens }) };
  return { ...entry, card, needs: { memoryBytes: 0, gpu: false, features: [] } };
}

/**
 * A GGUF that a person picked on this device, once it lies in the store with its length and hash. The same bytes always
 * get the same id. Fails with `options_invalid` for another kind of file.
 */
export function pickedEntry(file: ModelFile): CatalogueEntry {
  const { name, bytes, sha256 } = file;
  const stem = /^(.+)\.gguf$/i.exec(name)?.[1];
  if (stem === undefined) throw invalid(name, "is no GGUF file");
  if (bytes === null || sha256 === null || !SHA256.test(sha256)) {
    throw invalid(name, "has no length and hash yet");
  }
  const words = stem.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-");
  const id = `${words.replaceAll(/^[-.]+|[-.]+$/g, "").slice(0, 80) || "picked"}-${sha256.slice(0, 8)}`;
  return ownEntry({ id, name: stem, bytes, licence: "unknown", source: { kind: "picked", file } });
}

interface OwnModel {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly licence: string;
  readonly source: ModelSource;
}

function ownEntry({ id, name, bytes, licence, source }: OwnModel): CatalogueEntry {
  const expectedBytes = bytes || UNTOLD_BYTES;
  const parameters = (expectedBytes * 8) / BITS_PER_WEIGHT;
  return {
    card: {
      ...SMOLLM2_CARD,
      id,
      name,
      ability: expectedAbility(parameters, undefined).ability,
      abilitySource: "a model of your own, not measured",
      pace: expectedPace("wllama", expectedBytes),
    },
    engine: "wllama",
    bytes,
    needs: wllamaNeeds(bytes),
    licence,
    source,
  };
}

function checkId(id: string, takenIds: readonly string[]): void {
  if (!ID.test(id)) throw invalid(id, "needs an id of letters, digits and . : - _");
  const isTaken = RESERVED_IDS.has(id) || id === BROWSER_MODEL_ID || takenIds.includes(id);
  if (isTaken) throw invalid(id, "needs another id, since this one is taken");
}

function checkContext(id: string, contextTokens: number | undefined): void {
  if (contextTokens === undefined) return;
  const { least, most } = CONTEXT_TOKENS;
  if (Number.isInteger(contextTokens) && contextTokens >= least && contextTokens <= most) return;
  throw invalid(id, `needs "contextTokens" from ${least} to ${most}`);
}

/** Names are unique in the store, so that they carry the model's id. */
function filesOf(options: CustomModelOptions, baseUrl: string): readonly ModelFile[] {
  const { id, url, moreUrls = [], sha256 } = options;
  const urls = [url, ...moreUrls];
  if (sha256 !== undefined && sha256.length !== urls.length) {
    throw invalid(id, 'needs one "sha256" for each file, or none');
  }
  const files = urls.map((each, index) => {
    const { href, fileName } = readUrl(id, each, baseUrl);
    const hash = sha256?.[index] ?? null;
    if (hash !== null && !SHA256.test(hash)) {
      throw invalid(id, "needs hashes of 64 lower-case hex digits");
    }
    return { name: `${id}-${fileName}`, bytes: null, sha256: hash, urls: [href] };
  });
  if (new Set(files.map((file) => file.name)).size === files.length) return files;
  throw invalid(id, "needs files of different names");
}

function readUrl(id: string, text: string, baseUrl: string): { href: string; fileName: string } {
  if (!URL.canParse(text, baseUrl)) throw invalid(id, `has a URL that cannot be read: ${text}`);
  const { protocol, pathname, href } = new URL(text, baseUrl);
  if (protocol !== "https:" && protocol !== "http:") {
    throw invalid(id, "needs URLs that begin with https:");
  }
  const fileName = pathname.split("/").at(-1) ?? "";
  if (/^[\w.%-]+\.gguf$/i.test(fileName)) return { href, fileName };
  throw invalid(id, "needs URLs of GGUF files");
}

function invalid(name: string, what: string): RouterError {
  return new RouterError("options_invalid", `The model "${name}" ${what}.`);
}
