/** Adds up what has passed and what has failed. */

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

/**
 * What the JSON report of vitest says. A file that could not be loaded has no failed test and yet is a failure; so is a
 * run that ends badly although every test passed (an error outside of them), or that leaves no report.
 * @param {string | null} report
 * @param {boolean} endedWell whether vitest exited with 0
 * @returns {Tally}
 */
export function readReport(report, endedWell) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0 };
  if (report) {
    /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
    const { testResults } = JSON.parse(report);
    for (const file of testResults) {
      const count = (/** @type {string} */ status) =>
        file.assertionResults.filter((assertion) => assertion.status === status).length;
      const failed = count('failed');
      tally.passed += count('passed');
      tally.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    }
  }
  if (tally.failed === 0 && !endedWell) {
    tally.failed = 1;
  }
  return tally;
}

/**
 * The last line that the test command prints, and the exit status that goes with it: a run without any test is no
 * success.
 * @param {Tally} checks
 * @param {Tally} tests
 */
export function verdict(checks, tests) {
  const { passed, failed } = sum([checks, tests]);
  const ran = tests.passed + tests.failed > 0;
  return { line: `${passed} passed, ${failed} failed`, status: failed === 0 && ran ? 0 : 1 };
}
