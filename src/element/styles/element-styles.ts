import { controls } from "./controls.ts";
import { dialogs } from "./dialogs.ts";
import { layout } from "./layout.ts";
import { messages } from "./messages.ts";
import { models } from "./models.ts";
import { prose } from "./prose.ts";
import { tokens } from "./tokens.ts";
import { whyStyles } from "./why.ts";

/** All styles of the element, adopted by its shadow root: no style element, no style attribute. */
export const elementStyles = [
  tokens,
  controls,
  layout,
  messages,
  prose,
  whyStyles,
  dialogs,
  models,
];
