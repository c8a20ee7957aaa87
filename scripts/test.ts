// `npm test`: the static checks, then every vitest project. Nothing stops at the first failure, so that one run tells
// everything. Arguments after `--` go to vitest: `npm test -- --project unit packages/domain`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

type Check = { name: string; command: readonly [string, ...string[]]; cwd?: string };
type Outcome = { name: string; passed: boolean; durationMs: number };

const root = join(import.meta.dirname, "..");
const bin = join(root, "node_modules", ".bin");
const reports = join(root, "reports");

const checks: readonly Check[] = [
  { name: "format and lint", command: ["biome", "ci", "--error-on-warnings", "."] },
  { name: "fences", command: ["node", "scripts/check-fences.ts"] },
  { name: "manifests", command: ["sherif", "--fail-on-warnings"] },
  { name: "unused code", command: ["knip", "--no-progress", "--treat-config-hints-as-errors"] },
  {
    name: "types of the packages",
    command: ["turbo", "run", "types", "--no-daemon", "--continue", "--output-logs=errors-only"],
  },
  { name: "types of the scripts", command: ["tsc", "-p", "."] },
  { name: "web build", command: ["vite", "build", "--logLevel", "warn"], cwd: "apps/web" },
  { name: "first load", command: ["node", "scripts/check-first-load.ts"] },
];

// None of the tools has any business outside this machine.
const quietEnv = {
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  DO_NOT_TRACK: "1",
};
const plainEnv = { ...quietEnv, NO_COLOR: "1" };

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const outcomes: Outcome[] = [];
for (const check of checks) {
  outcomes.push(await runCheck(check));
  await writeFile(join(reports, "checks.json"), `${JSON.stringify({ checks: outcomes }, null, 2)}\n`);
}
const vitest = await run(["vitest", "run", ...process.argv.slice(2)], "inherit");

console.log("");
for (const { name, passed, durationMs } of outcomes) {
  console.log(`${passed ? "passed" : "FAILED"}  ${name} (${(durationMs / 1000).toFixed(1)} s)`);
}
const count = await run(["node", "scripts/count-results.mjs", String(vitest.code)], "inherit");
process.exitCode = count.code === 0 && vitest.code === 0 ? 0 : 1;

async function runCheck({ name, command, cwd }: Check): Promise<Outcome> {
  const begin = performance.now();
  const { code, output } = await run(command, "collect", cwd);
  const outcome = { name, passed: code === 0, durationMs: Math.round(performance.now() - begin) };
  console.log(
    `${outcome.passed ? "passed" : "FAILED"}  ${name} (${(outcome.durationMs / 1000).toFixed(1)} s)`,
  );
  if (!outcome.passed) console.log(output);
  return outcome;
}

type Finished = { code: number; output: string };

async function run(command: readonly string[], mode: "inherit" | "collect", cwd = "."): Promise<Finished> {
  const [program = "", ...args] = command;
  const child = spawn(join(bin, program), args, {
    cwd: join(root, cwd),
    env: { ...process.env, ...(mode === "inherit" ? quietEnv : plainEnv) },
    stdio: mode === "inherit" ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.on("error", (error) => {
    output += `${error.message}\n`;
  });
  const [code] = await Promise.race([once(child, "close"), once(child, "error").then(() => [127])]);
  return { code: typeof code === "number" ? code : 1, output };
}
