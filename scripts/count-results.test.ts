import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let reports: string;

beforeEach(async () => {
  reports = await mkdtemp(join(tmpdir(), "boltz-reports-"));
});

afterEach(async () => {
  await rm(reports, { recursive: true });
});

const green = {
  success: true,
  numTotalTests: 5,
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{}, {}, {}, {}, {}] }],
};
const loadError = { status: "failed", assertionResults: [] };

async function count(checks: boolean[] | undefined, tests: object | undefined, exitCode = 0) {
  if (checks !== undefined) {
    const report = { checks: checks.map((passed) => ({ name: "check", passed })) };
    await writeFile(join(reports, "checks.json"), JSON.stringify(report));
  }
  if (tests !== undefined) await writeFile(join(reports, "tests.json"), JSON.stringify(tests));
  const script = join(import.meta.dirname, "count-results.mjs");
  const { stdout, status } = spawnSync(process.execPath, [script, String(exitCode), reports], {
    encoding: "utf8",
  });
  return [stdout, status];
}

test.each([
  ["everything green", [true, true], green, 0, "7 passed, 0 failed\n", 0],
  ["a failed check", [true, false], green, 1, "6 passed, 1 failed\n", 1],
  ["a failed test", [true], { ...green, success: false, numFailedTests: 2 }, 1, "6 passed, 2 failed\n", 1],
  ["a skipped test", [true], { ...green, numPendingTests: 1 }, 0, "6 passed, 1 failed\n", 1],
  [
    "a file that does not load",
    [true],
    { ...green, success: false, testResults: [loadError] },
    1,
    "6 passed, 1 failed\n",
    1,
  ],
  ["an error outside any test", [true], { ...green, success: false }, 1, "6 passed, 1 failed\n", 1],
  ["a failure that no report names", [true], green, 1, "6 passed, 1 failed\n", 1],
  ["no test at all", [true], { ...green, numTotalTests: 0, numPassedTests: 0 }, 0, "1 passed, 1 failed\n", 1],
  ["no report of the tests", [true], undefined, 0, "1 passed, 1 failed\n", 1],
  ["no report at all", undefined, undefined, 1, "0 passed, 2 failed\n", 1],
] as const)("%s", async (_case, checks, tests, exitCode, line, status) => {
  expect(await count(checks === undefined ? undefined : [...checks], tests, exitCode)).toEqual([
    line,
    status,
  ]);
});
