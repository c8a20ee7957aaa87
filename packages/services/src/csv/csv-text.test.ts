import { expect, test } from "vitest";
import { csvText } from "./csv-text.ts";

test.each<[unknown, string]>([
  ["plain", "plain"],
  ['a "word", and more', '"a ""word"", and more"'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  [-4_900n, "-4900"],
  [0, "0"],
  [true, "true"],
  [null, ""],
  [undefined, ""],
  [new Date("2026-11-22T12:00:00Z"), "2026-11-22T12:00:00.000Z"],
  [{ a: 1 }, '"{""a"":1}"'],
  [["x"], '"[""x""]"'],
])("cell %#", (value, cell) => {
  expect(csvText({ columns: ["one"], rows: [{ one: value }], isFirst: false })).toBe(`${cell}\r\n`);
});

test("columns come in their order, behind the mark of UTF-8", () => {
  const columns = ["b", "a"];
  expect(csvText({ columns, rows: [{ a: 1, b: "ü" }, { b: null }], isFirst: true })).toBe(
    "\ufeffb,a\r\nü,1\r\n,\r\n",
  );
});
