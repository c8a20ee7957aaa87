// Prints `N passed, N failed`, counted from the reports of `npm test`; `.ci/run` ends with this line. It runs on the
// machine's own Node, because an installation that failed must be counted too.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [exitCode = "0", reports = fileURLToPath(new URL("../reports", import.meta.url))] =
  process.argv.slice(2);

function read(name) {
  try {
    return JSON.parse(readFileSync(`${reports}/${name}`, "utf8"));
  } catch {
    return undefined;
  }
}

function countChecks(report) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const passed = report.checks.filter((check) => check.passed).length;
  return { passed, failed: report.checks.length - passed };
}

// A file that does not even load has no tests, and an error outside any test fails the run: both count as failures,
// and so does a test that was skipped.
function countTests(report) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const unrun = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + broken.length + unrun;
  const unexplained = failed === 0 && !report.success ? 1 : 0;
  const empty = report.numTotalTests === 0 ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + Math.max(unexplained, empty) };
}

const parts = [countChecks(read("checks.json")), countTests(read("tests.json"))];
const passed = parts.reduce((sum, part) => sum + part.passed, 0);
const counted = parts.reduce((sum, part) => sum + part.failed, 0);
// The exit code of `npm test`, when given, may know of a failure that no report names.
const failed = counted === 0 && exitCode !== "0" ? 1 : counted;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
