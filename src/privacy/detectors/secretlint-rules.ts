import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { SecretLintRuleContext, SecretLintSourceCode } from "@secretlint/types";
import type { Detector, Match } from "../detector.ts";

/** Switches other rules off by a comment in the text: in a guard that would be a way around it. */
const COMMENT_FILTER = "@secretlint/secretlint-rule-filter-comments";

/** The rules of secretlint's recommended preset, run on text alone: no file, no options, no exceptions. */
export const secretlintDetector: Detector = {
  name: "secretlint",
  async find(text) {
    const matches: Match[] = [];
    const context = contextOf(matches);
    const source = sourceOf(text);
    for (const rule of rules) {
      if (rule.meta.id !== COMMENT_FILTER) await rule.create(context, {}).file?.(source);
    }
    return matches;
  },
};

function contextOf(matches: Match[]): SecretLintRuleContext {
  return {
    sharedOptions: {},
    createTranslator: () => (messageId) => ({
      message: "",
      messageId: String(messageId),
      data: undefined,
    }),
    report: ({ range: [start, end] }) => {
      matches.push({ kind: "CREDENTIAL", start, end, score: 0.98 });
    },
    ignore: () => undefined,
  };
}

function sourceOf(content: string): SecretLintSourceCode {
  const start = { line: 1, column: 0 };
  return {
    content,
    filePath: undefined,
    physicalFilePath: undefined,
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    ext: "",
    contentType: "text",
    hasBOM: false,
    locationToRange: () => [0, content.length],
    rangeToLocation: () => ({ start, end: start }),
    positionToIndex: () => 0,
    indexToPosition: () => start,
  };
}
