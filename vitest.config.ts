import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const clusterSetup = "packages/testkit/src/cluster-setup.ts";
const externalCluster = process.env["TEST_DATABASE_URL"];
const provide = externalCluster === undefined ? {} : { clusterUrl: externalCluster };

const maxWorkers = 2;
const threadTests = "apps/server/src/backtests/**/*.test.ts";

const isLongest = ({ moduleId }: TestSpecification) =>
  moduleId.endsWith("/money-model.test.ts") || moduleId.includes("/browser/screens-");

/** Those that take minutes begin first, so that all the short ones run beside them on the other core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(isLongest(b)) - Number(isLongest(a)));
  }
}

// Most files share a process without being shut off from each other: loading everything again for each took a third of the time.
// Browser journeys come last, so that no other kind of test makes them wait.
export default defineConfig({
  test: {
    reporters: ["default", "json"],
    outputFile: { json: "reports/tests.json" },
    sequence: { sequencer: LongestFirst },
    pool: "forks",
    maxWorkers,
    projects: [
      {
        test: {
          name: "unit",
          maxWorkers,
          isolate: false,
          include: [
            "packages/{contract,domain,backtest,bundle}/src/**/*.test.ts",
            "apps/sandbox/src/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          testTimeout: 15_000,
        },
      },
      {
        // These need a process to themselves: they put themselves before Node's own network calls, or fill a thread's memory.
        test: {
          name: "alone",
          maxWorkers,
          include: ["packages/providers/src/**/*.test.ts", threadTests],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: "database",
          maxWorkers,
          isolate: false,
          include: [
            "db/src/**/*.test.ts",
            "tests/database/**/*.test.ts",
            "packages/{services,testkit}/src/**/*.test.ts",
            "apps/{server,cli}/src/**/*.test.ts",
          ],
          exclude: [threadTests],
          globalSetup: clusterSetup,
          provide,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: "apps/web/vite.config.ts",
        root: "apps/web",
        test: {
          name: "web",
          maxWorkers,
          isolate: false,
          setupFiles: `${import.meta.dirname}/apps/web/src/testing/before-each-file.fixture.ts`,
          include: ["src/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: "browser",
          maxWorkers,
          isolate: false,
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: clusterSetup,
          provide,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
