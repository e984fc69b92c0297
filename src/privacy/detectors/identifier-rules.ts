import type { PatternRule } from "../detector.ts";
import { africanIdentifiers } from "./identifiers/african-identifiers.ts";
import { americanIdentifiers } from "./identifiers/american-identifiers.ts";
import { asianIdentifiers } from "./identifiers/asian-identifiers.ts";
import { australianIdentifiers } from "./identifiers/australian-identifiers.ts";
import { britishIdentifiers } from "./identifiers/british-identifiers.ts";
import { germanIdentifiers } from "./identifiers/german-identifiers.ts";
import { koreanIdentifiers } from "./identifiers/korean-identifiers.ts";
import { northernEuropeanIdentifiers } from "./identifiers/northern-european-identifiers.ts";
import { southernEuropeanIdentifiers } from "./identifiers/southern-european-identifiers.ts";

/** National, tax, health and bank identifiers that prove themselves by a checksum or by a shape of their own. */
export const identifierRules: readonly PatternRule[] = [
  ...africanIdentifiers,
  ...americanIdentifiers,
  ...asianIdentifiers,
  ...australianIdentifiers,
  ...britishIdentifiers,
  ...germanIdentifiers,
  ...koreanIdentifiers,
  ...northernEuropeanIdentifiers,
  ...southernEuropeanIdentifiers,
];
