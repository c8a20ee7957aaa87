import { createHash, randomUUID } from "node:crypto";
import { decodeBars } from "@boltz/backtest";
import { MarketError } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Actor, system, visitor } from "@boltz/domain";
import { expect, test } from "vitest";
import { refusal, useVerbs } from "../verbs.fixture.ts";
import { findMarkets } from "./find-markets.ts";
import { importBars } from "./import-bars.ts";
import { listDatasets } from "./list-datasets.ts";
import { openBars } from "./open-bars.ts";
import { readBars } from "./read-bars.ts";

const verbs = useVerbs();
const dayMs = 86_400_000;
const start = Date.UTC(2015, 0, 1);

const priceOf = (day: number) => 100 + (day % 37) + day / 64;
const lineOf = (day: number) => {
  const price = priceOf(day);
  return `${new Date(start + day * dayMs).toISOString().slice(0, 10)},${price},${price + 2},${price - 1},${price + 1},${Math.abs(day)}`;
};
const days = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const file = (lines: readonly string[]) =>
  Buffer.from(["date,open,high,low,close,volume", ...lines].join("\n"));
const fileOf = (from: number, to: number) => file(days(from, to).map(lineOf));

const someSymbol = () => `T${randomUUID().slice(0, 8).toUpperCase()}`;

const importing = (
  symbol: string,
  bytes: Uint8Array,
  more: { isSynthetic?: boolean } = {},
  actor: Actor = system("import-bars"),
) =>
  importBars({
    ctx: verbs().as(actor),
    input: {
      ...{ symbol, timeframe: "1d", assetClass: "crypto", name: `Bars of ${symbol}`, source: "a test" },
      ...{ licence: "CC0", isSynthetic: false, file: bytes, ...more },
    },
  });

const messageOf = (call: Promise<unknown>) =>
  call.then(
    () => "went through",
    (error: unknown) => (error instanceof MarketError ? error.message : Promise.reject(error)),
  );

const storedBars = async (id: string) => {
  const rows = await verbs().db.stored<{ first_bar: number; count: number; data: Buffer }>(
    "SELECT first_bar, count, data FROM bars WHERE dataset_id = $1 ORDER BY first_bar",
    [id],
  );
  return { rows, bytes: Buffer.concat(rows.map(({ data }) => data)) };
};
const uuidOf = ({ dataset }: Awaited<ReturnType<typeof importing>>) => uuidFromId("dst", dataset.id);

test("a first import makes a dataset whose last fifth is sealed, in parts, named by its hash", async () => {
  const symbol = someSymbol();
  const imported = await importing(symbol, fileOf(0, 5_000));
  expect(imported).toMatchObject({ isNew: true, read: 5_000, added: 5_000, overlapping: 0, gapCount: 0 });
  expect(imported.dataset).toMatchObject({
    ...{ symbol, timeframe: "1d", assetClass: "crypto", bars: 5_000, licence: "CC0", isSynthetic: false },
    from: new Date(start).toISOString(),
    to: new Date(start + 4_999 * dayMs).toISOString(),
    holdoutFrom: new Date(start + 4_000 * dayMs).toISOString(),
  });
  const { rows, bytes } = await storedBars(uuidOf(imported));
  expect(rows.map(({ first_bar: first, count }) => [first, count])).toEqual([
    [0, 4_096],
    [4_096, 904],
  ]);
  expect(imported.dataset.barsHash).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(decodeBars(bytes).close[4_321]).toBe(priceOf(4_321) + 1);
  const audit = await verbs().db.stored("SELECT action, detail FROM audit_log WHERE subject_id = $1", [
    uuidOf(imported),
  ]);
  expect(audit).toMatchObject([
    { action: "dataset_imported", detail: { symbol, added: "5000", bars: "5000" } },
  ]);
});

test("a later import adds what is behind; the first bars, their hash and the seal stay as they were", async () => {
  const symbol = someSymbol();
  const first = await importing(symbol, fileOf(0, 300));
  const firstBytes = (await storedBars(uuidOf(first))).bytes;
  const second = await importing(symbol, fileOf(250, 400));
  expect(second).toMatchObject({ isNew: false, read: 150, added: 100, overlapping: 50 });
  expect(second.dataset).toMatchObject({
    ...{ id: first.dataset.id, bars: 400, holdoutFrom: first.dataset.holdoutFrom },
    to: new Date(start + 399 * dayMs).toISOString(),
  });
  const { bytes } = await storedBars(uuidOf(first));
  expect(bytes.subarray(0, firstBytes.length).equals(firstBytes)).toBe(true);
  expect(second.dataset.barsHash).toBe(createHash("sha256").update(bytes).digest("hex"));
  const whole = await importing(someSymbol(), fileOf(0, 400));
  expect(second.dataset.barsHash).toBe(whole.dataset.barsHash);
});

test("the same file again changes nothing, nor does a piece of it", async () => {
  const symbol = someSymbol();
  const { dataset } = await importing(symbol, fileOf(0, 120));
  for (const bytes of [fileOf(0, 120), fileOf(40, 60), fileOf(119, 120)]) {
    const again = await importing(symbol, bytes);
    expect(again).toMatchObject({ added: 0, dataset: { bars: 120, barsHash: dataset.barsHash } });
  }
});

test("another bar than the one that is here is refused by its line, and nothing of the file is kept", async () => {
  const symbol = someSymbol();
  const { dataset } = await importing(symbol, fileOf(0, 100));
  const changed = file([
    ...days(90, 95).map(lineOf),
    lineOf(95).replace(/\d$/, "9999"),
    ...days(96, 130).map(lineOf),
  ]);
  expect(await messageOf(importing(symbol, changed))).toBe(
    "line 7: the bar of 2015-04-06T00:00:00.000Z differs from the one that is here; bars never change",
  );
  const without = file([...days(90, 95).map(lineOf), ...days(96, 130).map(lineOf)]);
  expect(await messageOf(importing(symbol, without))).toContain("line 7: the bar of 2015-04-07");
  expect(await messageOf(importing(symbol, fileOf(-5, 130)))).toContain("line 2: the bar of 2014-12-27");
  const { rows } = await storedBars(uuidFromId("dst", dataset.id));
  expect(rows.map(({ count }) => count)).toEqual([100]);
});

test("a dataset stays of the kind that it was made", async () => {
  const symbol = someSymbol();
  await importing(symbol, fileOf(0, 50));
  expect(await messageOf(importing(symbol, fileOf(50, 60), { isSynthetic: true }))).toContain(
    "real bars of crypto",
  );
});

test("bars that no market could have made are refused; pauses of the market are told", async () => {
  const swapped = lineOf(3).split(",");
  [swapped[2], swapped[3]] = [swapped[3] ?? "", swapped[2] ?? ""];
  for (const [lines, line] of [
    [[lineOf(0), lineOf(0)], 3],
    [[lineOf(1), lineOf(0)], 3],
    [[lineOf(2), swapped.join(",")], 3],
    [["2015-01-01,0,1,0,1,0"], 2],
    [["2015-01-01,1,1e999,1,1,0"], 2],
  ] as const)
    expect(await messageOf(importing(someSymbol(), file(lines)))).toMatch(
      new RegExp(`^line ${line}: the bar of `),
    );
  const paused = await importing(someSymbol(), file([...days(0, 50), ...days(57, 80)].map(lineOf)));
  expect([paused.gapCount, paused.gaps]).toEqual([
    1,
    ["line 52: the bar of 2015-02-27T00:00:00.000Z comes 8 days after the bar before"],
  ]);
});

test("imports of one dataset at once keep every bar once, in order, whoever was first", async () => {
  const symbol = someSymbol();
  const pieces = [fileOf(0, 200), fileOf(0, 260), fileOf(0, 230), fileOf(0, 320)];
  await Promise.all(pieces.map((bytes) => importing(symbol, bytes)));
  const [row] = await verbs().db.stored<{ id: string; bar_count: number; bars_hash: string }>(
    "SELECT id, bar_count, bars_hash FROM datasets WHERE symbol = $1",
    [symbol],
  );
  const { rows, bytes } = await storedBars(row?.id ?? "");
  expect(row?.bar_count).toBe(320);
  expect(rows.reduce((next, part) => (part.first_bar === next ? next + part.count : Number.NaN), 0)).toBe(
    320,
  );
  expect(row?.bars_hash).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect([...decodeBars(bytes).at]).toEqual(days(0, 320).map((day) => start + day * dayMs));
});

test("nobody but the system imports", async () => {
  const admin = await verbs().person({ role: "admin" });
  const symbol = someSymbol();
  await expect(importing(symbol, fileOf(0, 10), {}, admin)).rejects.toThrow();
  expect(await verbs().db.stored("SELECT 1 FROM datasets WHERE symbol = $1", [symbol])).toEqual([]);
});

test("markets are found in the order of the symbols, and what is missing is named", async () => {
  const [one, two] = [someSymbol(), someSymbol()];
  await importing(one, fileOf(0, 20));
  await importing(two, fileOf(0, 30));
  const { database } = verbs().db;
  const found = await database.withActor(visitor, (tx) => findMarkets(tx, [two, "NOWHERE", one], "1d"));
  expect([found.datasets.map(({ symbol, barCount }) => [symbol, barCount]), found.missing]).toEqual([
    [
      [two, 30],
      [one, 20],
    ],
    ["NOWHERE"],
  ]);
  const hourly = await database.withActor(visitor, (tx) => findMarkets(tx, [one], "1h"));
  expect(hourly).toEqual({ datasets: [], missing: [one] });
});

test("everybody reads the first bars, by the piece, and no more than there are", async () => {
  const imported = await importing(someSymbol(), fileOf(0, 4_200));
  await importing(imported.dataset.symbol, fileOf(4_200, 4_300));
  const datasetId = imported.dataset.id;
  const { bytes } = await storedBars(uuidOf(imported));
  const ctx = verbs().as(visitor);
  for (const count of [1, 4_096, 4_097, 4_200, 4_250, 4_300]) {
    const opened = await openBars({ ctx, input: { datasetId, count } });
    expect(Buffer.from(opened).equals(bytes.subarray(0, count * 48))).toBe(true);
    const read = await ctx.database.withActor(visitor, (tx) => readBars(tx, datasetId, count));
    expect(Buffer.from(read).equals(opened)).toBe(true);
  }
  expect(await refusal(openBars({ ctx, input: { datasetId, count: 4_301 } }))).toBe("not_found");
  expect(await refusal(openBars({ ctx, input: { datasetId, count: 0 } }))).toBe("not_found");
  expect(await refusal(openBars({ ctx, input: { datasetId: newId("dst"), count: 1 } }))).toBe("not_found");
  await expect(ctx.database.withActor(visitor, (tx) => readBars(tx, datasetId, 4_301))).rejects.toThrow(
    "there are only 4300 bars",
  );
  const listed = await listDatasets({ ctx });
  expect(listed.find(({ id }) => id === datasetId)).toMatchObject({ bars: 4_300, isSynthetic: false });
  expect(listed.map(({ symbol }) => symbol)).toEqual(listed.map(({ symbol }) => symbol).toSorted());
  expect(listed).toHaveLength(
    (await verbs().db.stored<{ id: string }>("SELECT id FROM datasets")).map(({ id }) =>
      idFromUuid("dst", id),
    ).length,
  );
});
