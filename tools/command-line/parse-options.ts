import { parseArgs, type ParseArgsConfig } from "node:util";
import { Refusal } from "../set-up/refusal.mjs";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<Wanted extends Options> = ReturnType<typeof parseArgs<{ options: Wanted }>>["values"];

/** The options of a command line. Fails with a `Refusal` for one that it does not know, or that lacks its value. */
export function parseOptions<Wanted extends Options>(options: Wanted): Values<Wanted> {
  try {
    return parseArgs<{ options: Wanted }>({ options }).values;
  } catch (cause) {
    throw new Refusal(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
