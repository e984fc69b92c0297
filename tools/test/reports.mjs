/**
 * Counts a report of vitest's JSON reporter. A file that could not be loaded counts as one failure.
 * @param {any} report
 * @returns {import("./counts.mjs").Counts}
 */
export function countVitest(report) {
  const failed = [];
  const skipped = [];
  let passed = 0;
  for (const file of report.testResults) {
    if (file.status === "failed" && !file.assertionResults.some(isFailed)) failed.push(file.name);
    for (const result of file.assertionResults) {
      if (result.status === "passed") passed += 1;
      else if (result.status === "failed") failed.push(result.fullName);
      else skipped.push(result.fullName);
    }
  }
  return { passed, failed, skipped };
}

/** @param {any} result */
function isFailed(result) {
  return result.status === "failed";
}

/**
 * Counts a report of Playwright's JSON reporter. An error outside of any test counts as one failure.
 * @param {any} report
 * @returns {import("./counts.mjs").Counts}
 */
export function countPlaywright(report) {
  const failed = report.errors.map((/** @type {any} */ error) => firstLine(error.message));
  /** @type {string[]} */
  const skipped = [];
  let passed = 0;
  for (const { title, test } of testsOf(report.suites, "")) {
    if (test.status === "expected") passed += 1;
    else if (test.status === "skipped") skipped.push(withReason(title, test));
    else failed.push(title);
  }
  return { passed, failed, skipped };
}

/**
 * @param {any[]} suites
 * @param {string} above
 * @returns {{ title: string, test: any }[]}
 */
function testsOf(suites, above) {
  return suites.flatMap((suite) => {
    const path = above === "" ? suite.title : `${above} > ${suite.title}`;
    const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ test) => ({ title: `${path} > ${spec.title}`, test })),
    );
    return [...own, ...testsOf(suite.suites ?? [], path)];
  });
}

/**
 * @param {string} title
 * @param {any} test
 */
function withReason(title, test) {
  const reason = test.annotations.find((/** @type {any} */ note) => note.type === "skip");
  return reason?.description === undefined ? title : `${title} (${reason.description})`;
}

/** @param {string | undefined} text */
function firstLine(text) {
  return (text ?? "an error without a message").split("\n", 1)[0] ?? "";
}
