import type { FindingKind } from "../terms/finding.ts";

/** One private thing in a text. Offsets are UTF-16 code units; `score` is 1 where a strong checksum proved it. */
export interface Match {
  readonly kind: FindingKind;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/**
 * Finds one sort of private thing. It is given slices of bounded length, so whatever it costs on one slice, the
 * whole is linear in the text. `name` is the recogniser's name in the public test cases where there is one.
 */
export interface Detector {
  readonly name: string;
  find(text: string): readonly Match[] | Promise<readonly Match[]>;
}

/** A detector made of one pattern and a proof. Every quantifier of `pattern` is bounded (a test says so). */
export interface PatternRule {
  readonly name: string;
  readonly kind: FindingKind;
  /** With the flag g. */
  readonly pattern: RegExp;
  readonly score: number;
  /** Given the match with all but ASCII letters and digits taken out, in upper case, and the match as it stands. */
  readonly accepts?: (compact: string, matched: string) => boolean;
}

/** Turns a rule into a detector. */
export function patternDetector(rule: PatternRule): Detector {
  return {
    name: rule.name,
    find(text) {
      const matches: Match[] = [];
      for (const found of text.matchAll(rule.pattern)) {
        const matched = found[0];
        const compact = matched.replaceAll(/[^0-9A-Za-z]/g, "").toUpperCase();
        if (rule.accepts?.(compact, matched) === false) continue;
        const { kind, score } = rule;
        matches.push({ kind, start: found.index, end: found.index + matched.length, score });
      }
      return matches;
    },
  };
}
