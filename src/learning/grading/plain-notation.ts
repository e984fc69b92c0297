const WRAPPER = /\\(?:boxed|text|textbf|mathrm)\s*\{([^{}]*)\}/g;
const FRACTION = /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g;

/** LaTeX that models put round an answer, taken off: \boxed{B} is B, \frac{1}{2} is 1/2. */
export function plainNotation(text: string): string {
  return text.replace(WRAPPER, "$1").replace(FRACTION, "$1/$2").replace(WRAPPER, "$1");
}
