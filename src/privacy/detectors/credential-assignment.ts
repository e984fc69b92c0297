import type { Detector, Match } from "../detector.ts";

const ASSIGNMENT =
  /(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credential|(?:api|app|access|auth|account|client|consumer|encryption|master|private|service|signing)[-_ ]?(?:key|id)|비밀번호|암호)s?[\w-]{0,24}["'`\])]{0,2}[ \t]{0,8}(?:string[ \t]{1,8})?(?:[:?.+|]{0,3}=>?|:{1,3}|,|>|\(|\bis\b|[은는]|\b)["'`\s(=:]{0,10}([^\s"'`<>(){},;|\\]{8,200})/gi;

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

/** Something of high entropy that is set beside a word such as "password" or "token". */
export const credentialAssignmentDetector: Detector = {
  name: "credential_assignment",
  find(text) {
    const matches: Match[] = [];
    for (const found of text.matchAll(ASSIGNMENT)) {
      const value = (found[1] ?? "").replace(/[.?!:]{1,3}$/, "");
      const start = found.index + found[0].length - (found[1] ?? "").length;
      if (!isSecretLike(value)) continue;
      matches.push({ kind: "CREDENTIAL", start, end: start + value.length, score: 0.7 });
    }
    return matches;
  },
};

/** Mixed enough to be no word: a digit among letters, and entropy that grows with what the length allows. */
function isSecretLike(value: string): boolean {
  if (/^(?:https?:|\/|\.|\$|[A-Za-z]{1,40}\.[A-Za-z])/.test(value)) return false;
  const classes = CLASSES.filter((pattern) => pattern.test(value)).length;
  const hasDigitAmongLetters = /\d/.test(value) && /[A-Za-z]/.test(value);
  if (!hasDigitAmongLetters || classes < 2) return false;
  return entropyBits(value) >= Math.min(3.2, Math.log2(value.length) - 0.5);
}

/** Shannon entropy in bits a character. */
function entropyBits(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    bits -= (count / value.length) * Math.log2(count / value.length);
  }
  return bits;
}
