import { gzipSync } from "node:zlib";
import { MarketError } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import { parseBarTime } from "./bar-time.ts";
import { readBarsCsv } from "./read-bars-csv.ts";

const csv = (...lines: string[]) => Buffer.from(lines.join("\n"));
const header = "date,open,high,low,close,volume";

const refusal = (file: Uint8Array): unknown => {
  try {
    readBarsCsv(file);
    return undefined;
  } catch (error) {
    if (error instanceof MarketError) return { path: error.issues[0]?.path, message: error.message };
    throw error;
  }
};

test("columns are found by their names, in any order and case, and others are left out by name", () => {
  const file = csv(
    "\uFEFFVolume, Close ,Adj Close,LOW,High,Open,Dividends,Timestamp",
    "1000,10.5,9.9,10,11,10.25,0,2020-01-02",
    "",
    "2000,11.5,9.9,11,12,11.25,0,2020-01-03",
  );
  const { bars, lines, ignored } = readBarsCsv(file);
  expect(Object.fromEntries(Object.entries(bars).map(([name, values]) => [name, [...values]]))).toEqual({
    at: [Date.UTC(2020, 0, 2), Date.UTC(2020, 0, 3)],
    open: [10.25, 11.25],
    high: [11, 12],
    low: [10, 11],
    close: [10.5, 11.5],
    volume: [1_000, 2_000],
  });
  expect([lines, ignored]).toEqual([[2, 4], ["Dividends"]]);
});

test("the gzip of a file holds what the file holds, and no volume is a volume of nothing", () => {
  const file = csv("time,open,high,low,close", "1577923200,1,2,1,2", "1577926800000,2e0,3,.5,2.5");
  const packed = readBarsCsv(gzipSync(file));
  expect(packed).toEqual(readBarsCsv(file));
  expect([...packed.bars.volume]).toEqual([0, 0]);
  expect([...packed.bars.at]).toEqual([Date.UTC(2020, 0, 2), Date.UTC(2020, 0, 2, 1)]);
});

test.each([
  ["2020-01-02", "2020-01-02T00:00:00.000Z"],
  ["2020-01-02 09:30", "2020-01-02T09:30:00.000Z"],
  ["2020-01-02T09:30:15.5Z", "2020-01-02T09:30:15.500Z"],
  ["2020-01-02T09:30:00+05:30", "2020-01-02T04:00:00.000Z"],
  ["2020-01-02 09:30:00-0500", "2020-01-02T14:30:00.000Z"],
  ["1577923200", "2020-01-02T00:00:00.000Z"],
  ["1577923200000", "2020-01-02T00:00:00.000Z"],
])("%s is %s", (text, iso) => {
  expect(new Date(parseBarTime(text) ?? Number.NaN).toISOString()).toBe(iso);
});

test.each(["2020-02-30", "2020-13-01", "01/02/2020", "2020-01-02T25:00", "20200102", "", "yesterday"])(
  "%j is no time",
  (text) => {
    expect(parseBarTime(text)).toBeUndefined();
  },
);

describe("what cannot be read is refused by line and column", () => {
  test.each<[string, Uint8Array, unknown]>([
    ["a word for a price", csv(header, "2020-01-02,1,2,1,x,9"), ["file", 2, "close"]],
    ["an empty price", csv(header, "2020-01-02,1,2,1,1,9", "2020-01-03,1,,1,1,9"), ["file", 3, "high"]],
    [
      "null, as some write what they do not know",
      csv(header, "2020-01-02,1,2,1,1,null"),
      ["file", 2, "volume"],
    ],
    ["a day that is none", csv(header, "2020-02-30,1,2,1,1,9"), ["file", 2, "time"]],
    ["a column that is missing", csv("date,open,high,close", "2020-01-02,1,2,1"), ["file", 1]],
    ["no time", csv("open,high,low,close", "1,2,1,1"), ["file", 1]],
    ["two times", csv("date,time,open,high,low,close", "2020-01-02,09:30,1,2,1,1"), ["file", 1]],
    ["a column twice", csv("date,open,Open,high,low,close", "2020-01-02,1,1,2,1,1"), ["file", 1, "open"]],
    ["a line with too few values", csv(header, "2020-01-02,1,2,1"), ["file"]],
    ["a quote that does not end", csv(header, '2020-01-02,"1,2,1,1,9'), ["file"]],
    ["nothing but a header", csv(header), ["file"]],
    ["nothing", csv(""), ["file"]],
    ["half of a gzip", gzipSync(csv(header, "2020-01-02,1,2,1,1,9")).subarray(0, 30), ["file"]],
    ["a line without an end", csv(header, "9".repeat(10_000)), ["file"]],
  ])("%s", (_, file, path) => {
    expect(refusal(file)).toMatchObject({ path });
  });

  test("more than the bound, packed small or not", () => {
    const blown = gzipSync(Buffer.alloc(65 * 1_024 * 1_024, 0x20));
    expect(blown.length).toBeLessThan(100_000);
    expect(refusal(blown)).toMatchObject({ message: "the file has more than 64 MiB" });
    expect(refusal(new Uint8Array(64 * 1_024 * 1_024 + 1))).toMatchObject({
      message: "the file has more than 64 MiB",
    });
  });
});
