import type { NumberedLine } from "./read-lines.ts";

/** The fields of one line. */
export type Fields = Readonly<Record<string, unknown>>;

/** Why a line cannot be used, for the person who wrote the file: a phrase that goes on from "Line 7". */
export interface Complaint {
  readonly complaint: string;
}

/** The object that a line of JSON holds, or why there is none. */
export function readObject({ text }: NumberedLine): { readonly fields: Fields } | Complaint {
  if (text === null) return { complaint: "is longer than 128 MB" };
  const value = parse(text);
  if (value === undefined) return { complaint: "is not JSON" };
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return { fields: value as Fields };
  }
  return { complaint: "is not a JSON object" };
}

/** Undefined where it is not JSON, which no JSON text gives. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
