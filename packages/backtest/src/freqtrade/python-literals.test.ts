import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOrder, prefixedName, pythonFloat, pythonInteger, pythonString } from "./python-literals.ts";

describe("numbers", () => {
  test.each([
    [0, "0.0"],
    [-0, "-0.0"],
    [30, "30.0"],
    [-12.5, "-12.5"],
    [1e-7, "1e-7"],
    [1e21, "1e+21"],
    [1e20, "100000000000000000000.0"],
    [Number.MAX_VALUE, "1.7976931348623157e+308"],
    [5e-324, "5e-324"],
  ])("%s is %s", (value, literal) => {
    expect(pythonFloat(value)).toBe(literal);
  });

  test("every finite number is a float of Python that reads back as itself", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const literal = pythonFloat(value);
        expect(literal).toMatch(/^-?\d+(\.\d+(e[+-]\d+)?|e[+-]\d+)$/);
        expect(Number(literal)).toBe(value);
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("%s is none", (value) => {
    expect(() => pythonFloat(value)).toThrow(RangeError);
    expect(() => pythonInteger(value)).toThrow(RangeError);
  });

  test("whole numbers stay whole, and nothing else becomes one", () => {
    expect(pythonInteger(1_000)).toBe("1000");
    expect(pythonInteger(-0)).toBe("0");
    expect(() => pythonInteger(2.5)).toThrow(RangeError);
    expect(() => pythonInteger(1e21)).toThrow(RangeError);
  });
});

describe("words", () => {
  test("only of our own vocabulary", () => {
    expect(pythonString("i_channel.upper")).toBe('"i_channel.upper"');
    for (const text of ['"', "\\", "\n", "'", "é", "{x}", "#", ";"])
      expect(() => pythonString(text)).toThrow(RangeError);
  });

  test.each(["class", "self", "none", "lambda", "a".repeat(40), "x__dict__"])(
    "%s is safe behind a prefix",
    (name) => {
      expect(prefixedName("p_", name)).toBe(`p_${name}`);
    },
  );

  test.each(["", "_", "__init__", "Upper", "a-b", "a b", "a\n", "ä", "a".repeat(41), "1a"])(
    "%j is no name",
    (name) => {
      expect(() => prefixedName("i_", name)).toThrow(RangeError);
    },
  );

  test("names stand in one order", () => {
    expect(inOrder({ b: 1, a_: 2, aB: 3 }).map(([name]) => name)).toEqual(["aB", "a_", "b"]);
  });
});
