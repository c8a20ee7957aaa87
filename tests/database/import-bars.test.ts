import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { testSecret, useDatabase } from "@boltz/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";

const db = useDatabase();
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "boltz-bars-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** The command as an operator types it: its exit code, and what it prints. */
const command = (...parameters: string[]) =>
  new Promise<[code: number, out: string]>((resolve) => {
    const env = { DATABASE_URL: db().adminUrl, APP_SECRET: testSecret };
    const script = join(import.meta.dirname, "../../scripts/import-bars.ts");
    execFile(process.execPath, [script, ...parameters], { env }, (error, out, problems) =>
      resolve([typeof error?.code === "number" ? error.code : 0, out + problems]),
    );
  });

const write = async (name: string, lines: readonly string[]): Promise<string> => {
  const text = ["Date,Open,High,Low,Close,Adj Close,Dividends", ...lines].join("\n");
  const path = join(directory, name);
  await writeFile(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
};

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => {
    const at = new Date(Date.UTC(2020, 0, 1) + (from + index) * 86_400_000);
    return `${at.toISOString().slice(0, 10)},10,12,9,${10 + ((from + index) % 3)},1,0`;
  });

const said = ["--symbol", "ACME", "--timeframe", "1d", "--asset-class", "stocks"];
const named = ["--name", "Acme, daily", "--source", "a test", "--licence", "CC0-1.0"];

test("an operator imports bars, appends to them, and reads what was found", async () => {
  const first = await command(await write("first.csv.gz", lines(0, 100)), ...said, ...named);
  expect(first).toEqual([0, expect.stringMatching(/^ACME 1d is new: dst_\w{26}\n/)]);
  for (const found of [
    "read 100 bars: 100 are added, 0 were here already",
    "now 100 bars from 2020-01-01 00:00 to 2020-04-09 00:00, sealed from 2020-03-21 00:00",
    "columns that were not used: Dividends",
  ])
    expect(first[1]).toContain(found);
  const more = [...lines(90, 110), ...lines(120, 125)];
  const second = await command(await write("second.csv", more), ...said, ...named);
  expect(second).toEqual([0, expect.stringContaining("read 25 bars: 15 are added, 10 were here already")]);
  expect(second[1]).toContain(
    "1 gaps:\n    line 22: the bar of 2020-04-30T00:00:00.000Z comes 11 days after",
  );
  expect(await db().stored("SELECT symbol, timeframe, bar_count, licence FROM datasets")).toEqual([
    { symbol: "ACME", timeframe: "1d", bar_count: 115, licence: "CC0-1.0" },
  ]);
});

test("a file that cannot be taken ends with the line and column, and leaves nothing", async () => {
  const path = await write("wrong.csv", [...lines(200, 203), "2021-01-01,10,12,nine,10,1,0"]);
  const before = await db().stored("SELECT symbol, bar_count FROM datasets");
  expect(await command(path, ...said, ...named)).toEqual([1, 'line 5, low: "nine" is no number\n']);
  expect(await db().stored("SELECT symbol, bar_count FROM datasets")).toEqual(before);
});

test("what is not said, or cannot be, is asked for by its option", async () => {
  const wrong = ["--symbol", "ACME", "--timeframe", "2d", "--holdout-percent", "90"];
  const [code, out] = await command("some.csv", ...wrong, ...named.slice(2));
  expect(code).toBe(1);
  for (const option of ["--timeframe: ", "--asset-class: ", "--name: ", "--holdout-percent: "])
    expect(out).toContain(option);
  expect(out).toContain("usage: npm run import-bars");
});
