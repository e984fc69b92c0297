/** A piece of a prompt: the id of a control token, or text that the engine may tokenise as it likes. */
export type PromptPiece = number | string;

/** A character that no text of this request contains: it marks where a look-alike of a control token is cut. */
export function pickCutMark(texts: readonly string[]): string {
  for (let code = 0xe000; code <= 0xf8ff; code++) {
    const mark = String.fromCharCode(code);
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
  return "";
}

/**
 * Puts a cut mark inside each string that looks like a control token, so that it stays text:
 * the engine parses control tokens in any string that it is given whole.
 */
export function shieldControlTokens(text: string, controlPattern: RegExp, mark: string): string {
  return text.replace(controlPattern, (lookAlike) => {
    const first = String.fromCodePoint(lookAlike.codePointAt(0) ?? 0);
    return first + mark + lookAlike.slice(first.length);
  });
}

/** A pattern that finds every control token of the model, the longest first. Null where there is none. */
export function controlTokenPattern(controlTokens: ReadonlyMap<string, number>): RegExp | null {
  if (controlTokens.size === 0) return null;
  const longestFirst = [...controlTokens.keys()].sort((a, b) => b.length - a.length);
  return new RegExp(
    longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"),
    "gu",
  );
}

/**
 * Cuts a rendered prompt into pieces: control tokens become their ids, and what was shielded becomes
 * two strings that no longer look like a control token. Joined, the strings are the prompt's exact text.
 */
export function cutPrompt(
  rendered: string,
  controlTokens: ReadonlyMap<string, number>,
  controlPattern: RegExp | null,
  mark: string,
): PromptPiece[] {
  if (!controlPattern) return rendered === "" ? [] : [rendered];
  const pieces: PromptPiece[] = [];
  let end = 0;
  for (const match of rendered.matchAll(controlPattern)) {
    pieces.push(...cutAtMarks(rendered.slice(end, match.index), mark));
    pieces.push(controlTokens.get(match[0]) ?? match[0]);
    end = match.index + match[0].length;
  }
  pieces.push(...cutAtMarks(rendered.slice(end), mark));
  return pieces;
}

function cutAtMarks(text: string, mark: string): string[] {
  return (mark === "" ? [text] : text.split(mark)).filter((part) => part !== "");
}
