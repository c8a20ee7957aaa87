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

const stops: FillCase[] = [
  {
    what: "long: a low at the stop leaves at the stop, a low just above does not",
    ways: { stop: { percent: 5 } },
    rows: [goLong, still, [100, 101, 95.5, 100], [98, 99, 95, 97], still],
    trades: [["long", 1, 100, 3, 95, "stop"]],
  },
  {
    what: "short: a high at the stop leaves at the stop, a high just below does not",
    ways: { stop: { percent: 5 } },
    rows: [goShort, still, [100, 104.5, 99, 100], [101, 105, 101, 102], still],
    trades: [["short", 1, 100, 3, 105, "stop"]],
  },
  {
    what: "long: an open below the stop leaves at the open",
    ways: { stop: { percent: 5 } },
    rows: [goLong, still, [93, 99, 92, 98]],
    trades: [["long", 1, 100, 2, 93, "stop"]],
  },
  {
    what: "short: an open above the stop leaves at the open",
    ways: { stop: { percent: 5 } },
    rows: [goShort, still, [108, 109, 100, 100]],
    trades: [["short", 1, 100, 2, 108, "stop"]],
  },
  {
    what: "long: the stop counts on the entry bar, from the price of the fill",
    ways: { stop: { percent: 5 } },
    rows: [goLong, [120, 121, 113, 118]],
    trades: [["long", 1, 120, 1, 114, "stop"]],
  },
  {
    what: "short: the stop counts on the entry bar, from the price of the fill",
    ways: { stop: { percent: 5 } },
    rows: [goShort, [80, 84.5, 79, 80]],
    trades: [["short", 1, 80, 1, 84, "stop"]],
  },
  {
    what: "long: a high at the target leaves at the target",
    ways: { target: { percent: 10 } },
    rows: [goLong, [100, 109.5, 90, 100], [100, 111, 90, 100]],
    trades: [["long", 1, 100, 2, 110, "target"]],
  },
  {
    what: "short: a low at the target leaves at the target",
    ways: { target: { percent: 10 } },
    rows: [goShort, [100, 111, 90.5, 100], [100, 111, 89, 100]],
    trades: [["short", 1, 100, 2, 90, "target"]],
  },
  {
    what: "long: an open above the target leaves at the open, though the bar falls through the stop later",
    ways: { target: { percent: 10 }, stop: { percent: 5 } },
    rows: [goLong, still, [112, 113, 90, 91]],
    trades: [["long", 1, 100, 2, 112, "target"]],
  },
  {
    what: "short: an open below the target leaves at the open",
    ways: { target: { percent: 10 }, stop: { percent: 5 } },
    rows: [goShort, still, [87, 120, 86, 91]],
    trades: [["short", 1, 100, 2, 87, "target"]],
  },
  {
    what: "long: the target counts on the entry bar",
    ways: { target: { percent: 10 } },
    rows: [goLong, [100, 112, 99, 111]],
    trades: [["long", 1, 100, 1, 110, "target"]],
  },
  {
    what: "long: the stop comes first where one bar holds stop and target",
    ways: { target: { percent: 10 }, stop: { percent: 5 } },
    rows: [goLong, still, [100, 115, 94, 114]],
    trades: [["long", 1, 100, 2, 95, "stop"]],
  },
  {
    what: "short: the stop comes first where one bar holds stop and target",
    ways: { target: { percent: 10 }, stop: { percent: 5 } },
    rows: [goShort, still, [100, 106, 85, 86]],
    trades: [["short", 1, 100, 2, 105, "stop"]],
  },
  {
    what: "a pending exit goes before a stop that the open has passed",
    ways: { stop: { percent: 5 } },
    rows: [goLong, goOut, [90, 91, 89, 90]],
    trades: [["long", 1, 100, 2, 90, "exit"]],
  },
  {
    what: "after a stop the close of the same bar may decide an entry again",
    ways: { stop: { percent: 5 } },
    rows: [goLong, [100, 100, 94, 96, "long"], [97, 97, 97, 97]],
    trades: [
      ["long", 1, 100, 1, 95, "stop"],
      ["long", 2, 97, null, null, null],
    ],
  },
  {
    what: "an order entered after an exit at one open has its own stop in that bar",
    ways: { stop: { percent: 5 } },
    rows: [goLong, [100, 100, 100, 100, "exit and short"], [100, 106, 99, 99]],
    trades: [
      ["long", 1, 100, 2, 100, "exit"],
      ["short", 2, 100, 2, 105, "stop"],
    ],
  },
];

const trailing: FillCase[] = [
  {
    what: "long: the level of a bar comes from the highs of the bars before it",
    ways: { trailingStop: { percent: 10 } },
    rows: [goLong, [100, 120, 95, 118], [118, 118, 109, 110], [110, 111, 108, 110]],
    trades: [["long", 1, 100, 3, 108, "trailingStop"]],
  },
  {
    what: "short: the level of a bar comes from the lows of the bars before it",
    ways: { trailingStop: { percent: 10 } },
    rows: [goShort, [100, 105, 80, 82], [82, 87.5, 82, 84], [84, 88, 83, 84]],
    trades: [["short", 1, 100, 3, 88, "trailingStop"]],
  },
  {
    what: "long: it begins at the price of the entry",
    ways: { trailingStop: { percent: 10 } },
    rows: [goLong, [100, 100, 89, 100]],
    trades: [["long", 1, 100, 1, 90, "trailingStop"]],
  },
  {
    what: "long: it never goes back",
    ways: { trailingStop: { percent: 10 } },
    rows: [goLong, [100, 120, 100, 118], [112, 112, 109, 109], [109, 109, 107, 108]],
    trades: [["long", 1, 100, 3, 108, "trailingStop"]],
  },
  {
    what: "long: an open below it leaves at the open",
    ways: { trailingStop: { percent: 10 } },
    rows: [goLong, [100, 120, 100, 118], [104, 106, 103, 105]],
    trades: [["long", 1, 100, 2, 104, "trailingStop"]],
  },
  {
    what: "long: the stop counts while it is nearer",
    ways: { stop: { percent: 5 }, trailingStop: { percent: 10 } },
    rows: [goLong, [100, 104, 100, 104], [100, 100, 94, 99]],
    trades: [["long", 1, 100, 2, 95, "stop"]],
  },
  {
    what: "long: the trailing stop counts once it is nearer",
    ways: { stop: { percent: 5 }, trailingStop: { percent: 10 } },
    rows: [goLong, [100, 120, 100, 120], [120, 120, 90, 99]],
    trades: [["long", 1, 100, 2, 108, "trailingStop"]],
  },
  {
    what: "short: the trailing stop counts once it is nearer",
    ways: { stop: { percent: 5 }, trailingStop: { percent: 10 } },
    rows: [goShort, [100, 100, 80, 80], [80, 110, 80, 99]],
    trades: [["short", 1, 100, 2, 88, "trailingStop"]],
  },
  {
    what: "equally near, the stop gives the reason",
    ways: { stop: { percent: 10 }, trailingStop: { percent: 10 } },
    rows: [goLong, [100, 100, 85, 99]],
    trades: [["long", 1, 100, 1, 90, "stop"]],
  },
];

// True ranges from the second bar on are 4, 8, 2; the average of length 2 is 6 at bar 2 and (6 + 2) / 2 = 4 at bar 3.
const ranges: SignalRow[] = [
  [100, 100, 100, 100],
  [100, 102, 98, 100, "long"],
  [100, 104, 96, 100, "long"],
  [100, 101, 99, 100],
];
const shorted = ranges.map(
  ([open, high, low, close], bar): SignalRow =>
    bar === 2 ? [open, high, low, close, "short"] : [open, high, low, close],
);

const averageRanges: FillCase[] = [
  {
    what: "long: no entry while the range is unknown; then fixed at the signal bar",
    ways: { stop: { atr: 2, length: 2 } },
    rows: [...ranges, [100, 100, 88.5, 100], [100, 100, 88, 100]],
    trades: [["long", 3, 100, 5, 88, "stop"]],
  },
  {
    what: "short: the stop stands above",
    ways: { stop: { atr: 2, length: 2 } },
    rows: [...shorted, [100, 111.5, 100, 100], [100, 112, 100, 100]],
    trades: [["short", 3, 100, 5, 112, "stop"]],
  },
  {
    what: "long: a target",
    ways: { target: { atr: 1.5, length: 2 } },
    rows: [...ranges, [100, 108.5, 100, 100], [100, 109, 100, 100]],
    trades: [["long", 3, 100, 5, 109, "target"]],
  },
  {
    what: "long: a trailing stop keeps its distance from the best price",
    ways: { trailingStop: { atr: 1, length: 2 } },
    rows: [...ranges, [100, 110, 100, 110], [110, 110, 104.5, 105], [105, 105, 104, 104]],
    trades: [["long", 3, 100, 6, 104, "trailingStop"]],
  },
  {
    what: "a long distance that is never known enters nothing",
    ways: { trailingStop: { atr: 1, length: 100 } },
    rows: [...ranges, still],
    trades: [],
  },
];

describe.each([
  { kind: "stops and targets", cases: stops },
  { kind: "trailing stops", cases: trailing },
  { kind: "average true ranges", cases: averageRanges },
])("$kind", ({ cases }) => {
  test.each(cases)("$what", ({ ways, rows, trades }) => {
    expect(tradeRows(runWays(ways, rows))).toEqual(trades);
  });
});
