import { describe, expect, test } from "vitest";
import {
  type FillCase,
  goLong,
  goOut,
  goShort,
  runWays,
  type SignalRow,
  still,
  tradeRows,
} from "./signals.fixture.ts";

const goBoth: SignalRow = [100, 100, 100, 100, "both"];

const orders: FillCase[] = [
  {
    what: "a long signal at a close is filled at the next open and stays open at the end",
    ways: {},
    rows: [goLong, [104, 106, 103, 105]],
    trades: [["long", 1, 104, null, null, null]],
  },
  {
    what: "a short signal at a close is filled at the next open",
    ways: {},
    rows: [goShort, [96, 97, 95, 96]],
    trades: [["short", 1, 96, null, null, null]],
  },
  { what: "a signal at the last bar is never filled", ways: {}, rows: [still, goLong], trades: [] },
  { what: "a single bar trades nothing", ways: {}, rows: [goLong], trades: [] },
  {
    what: "an exit signal at a close leaves at the next open",
    ways: {},
    rows: [goLong, still, goOut, [103, 103, 103, 103], still],
    trades: [["long", 1, 100, 3, 103, "exit"]],
  },
  {
    what: "an exit signal at the close of the entry bar leaves at the next open",
    ways: {},
    rows: [goShort, goOut, [97, 97, 97, 97], still],
    trades: [["short", 1, 100, 2, 97, "exit"]],
  },
  {
    what: "an exit signal at the last bar is never filled",
    ways: {},
    rows: [goLong, still, goOut],
    trades: [["long", 1, 100, null, null, null]],
  },
  {
    what: "an exit signal without a position, and one before the entry is filled, does nothing",
    ways: {},
    rows: [goOut, [100, 100, 100, 100, "exit and long"], still, still],
    trades: [["long", 2, 100, null, null, null]],
  },
  { what: "both entries at one close enter nothing", ways: {}, rows: [goBoth, still, still], trades: [] },
  {
    what: "in a position entries are not looked at, neither of its own side nor of the other",
    ways: {},
    rows: [goLong, goShort, goLong, goBoth, still, goOut, [101, 101, 101, 101]],
    trades: [["long", 1, 100, 6, 101, "exit"]],
  },
  {
    what: "a long position turns short at one open",
    ways: {},
    rows: [goLong, still, [100, 100, 100, 100, "exit and short"], [98, 98, 98, 98], still],
    trades: [
      ["long", 1, 100, 3, 98, "exit"],
      ["short", 3, 98, null, null, null],
    ],
  },
  {
    what: "a short position turns long at one open",
    ways: {},
    rows: [goShort, still, [100, 100, 100, 100, "exit and long"], [98, 98, 98, 98], still],
    trades: [
      ["short", 1, 100, 3, 98, "exit"],
      ["long", 3, 98, null, null, null],
    ],
  },
  {
    what: "the side just left is not entered again at the same open, only by a later signal",
    ways: {},
    rows: [goLong, [100, 100, 100, 100, "exit and long"], [99, 99, 99, 99], goLong, still],
    trades: [
      ["long", 1, 100, 2, 99, "exit"],
      ["long", 4, 100, null, null, null],
    ],
  },
  {
    what: "both entries at the close of an exit: out, and nothing entered",
    ways: {},
    rows: [goLong, [100, 100, 100, 100, "exit and both"], [99, 99, 99, 99], still],
    trades: [["long", 1, 100, 2, 99, "exit"]],
  },
];

const time: FillCase[] = [
  {
    what: "maxBars 1 leaves at the open after the entry bar",
    ways: { maxBars: 1 },
    rows: [goLong, still, [101, 101, 101, 101], still],
    trades: [["long", 1, 100, 2, 101, "maxBars"]],
  },
  {
    what: "maxBars 3 leaves at the third open after the entry",
    ways: { maxBars: 3 },
    rows: [goShort, still, still, still, [99, 99, 99, 99], still],
    trades: [["short", 1, 100, 4, 99, "maxBars"]],
  },
  {
    what: "an exit signal at the same close gives the reason",
    ways: { maxBars: 2 },
    rows: [goLong, still, goOut, [99, 99, 99, 99]],
    trades: [["long", 1, 100, 3, 99, "exit"]],
  },
  {
    what: "the other side may be entered at the open at which maxBars leaves",
    ways: { maxBars: 1 },
    rows: [goLong, goShort, still, still],
    trades: [
      ["long", 1, 100, 2, 100, "maxBars"],
      ["short", 2, 100, 3, 100, "maxBars"],
    ],
  },
  {
    what: "maxBars at the last bar is never filled",
    ways: { maxBars: 1 },
    rows: [goLong, still],
    trades: [["long", 1, 100, null, null, null]],
  },
];

describe.each([
  { kind: "orders", cases: orders },
  { kind: "time", cases: time },
])("$kind", ({ cases }) => {
  test.each(cases)("$what", ({ ways, rows, trades }) => {
    expect(tradeRows(runWays(ways, rows))).toEqual(trades);
  });
});

test("a position that is left at an open has exposed that bar too, and one left within a bar exposes it", () => {
  const left = runWays({}, [still, goLong, still, goOut, still, still]);
  expect([...left.exposed]).toEqual([0, 0, 1, 1, 1, 0]);
  const stopped = runWays({ stop: { percent: 5 } }, [goLong, [100, 100, 94, 96], still]);
  expect([...stopped.exposed]).toEqual([0, 1, 0]);
});
