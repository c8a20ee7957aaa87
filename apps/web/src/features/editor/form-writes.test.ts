import { checkStrategy } from "@boltz/backtest";
import fc from "fast-check";
import { expect, test } from "vitest";
import { strategies } from "../../../../../packages/backtest/src/engine/documents.fixture.ts";
import { exampleNamed, examples } from "./examples.ts";
import { isRecord } from "./is-record.ts";
import { formatJson, setAt } from "./json-edit.ts";
import { type JsonPath, readJson } from "./json-tree.ts";
import { asKind, indicatorFields } from "./language-shape.ts";
import { inReadingOrder } from "./reading-order.ts";
import { freeName, type NamedPart, nameProblem, renamed } from "./rename.ts";
import { choiceOf, chosen, conditionShape, outputsOf, valueShape } from "./rule-shapes.ts";
import { knobTyped, numberTyped, typedText } from "./typed-values.ts";

const readOf = (text: string): unknown => {
  const read = readJson(text);
  return read.ok ? read.value : expect.fail(read.message);
};

/** Every part below a node, with its path. */
const partsOf = (node: unknown, path: JsonPath = []): { node: unknown; path: JsonPath }[] => [
  { node, path },
  ...(Array.isArray(node)
    ? node.flatMap((inner, index) => partsOf(inner, [...path, index]))
    : isRecord(node)
      ? Object.entries(node).flatMap(([name, inner]) => partsOf(inner, [...path, name]))
      : []),
];

/** Every condition and value of a document's rules, as the form walks through them. */
const ruleParts = (document: unknown) =>
  partsOf(document).filter(
    ({ path }) => ["long", "short"].includes(String(path[0])) && ["entry", "exit"].includes(String(path[1])),
  );

test("every condition and value of a strategy has its fields, and choosing what is chosen changes nothing", () => {
  fc.assert(
    fc.property(strategies, (document) => {
      const choices = new Set(outputsOf(document).map(({ name, output }) => `${name} ${output}`));
      for (const side of [document.long, document.short])
        for (const rule of [side?.entry, side?.exit])
          if (rule !== undefined) expect(conditionShape(rule).kind).not.toBe("unknown");
      for (const { node } of ruleParts(document)) {
        const condition = conditionShape(node);
        if (condition.kind === "group" && condition.operator !== "not")
          expect({ [condition.operator]: condition.parts }).toEqual(node);
        if (condition.kind !== "comparison") continue;
        expect({ [condition.operator]: condition.sides }).toEqual(node);
        for (const side of condition.sides) {
          const shape = valueShape(side);
          expect(shape.kind).not.toBe("unknown");
          if (shape.kind === "indicator") expect(choices).toContain(`${shape.name} ${shape.output}`);
          if (shape.kind === "arithmetic") expect({ [shape.operator]: shape.sides }).toEqual(side);
          else expect(chosen(choiceOf(shape), side)).toEqual(withoutNothing(side));
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** A member that is there and undefined is no member in JSON. */
const withoutNothing = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("reading every field of a strategy and writing it back gives the same strategy, however it is spaced", () => {
  fc.assert(
    fc.property(strategies, fc.boolean(), (document, isWide) => {
      const first = isWide ? JSON.stringify(document, null, 4) : formatJson(document);
      const leaves = partsOf(readOf(first)).filter(
        ({ node }) => typeof node === "number" || (isRecord(node) && typeof node["param"] === "string"),
      );
      const written = leaves.reduce(
        (text, { node, path }) => setAt(text, path, knobTyped(typedText(node))),
        first,
      );
      expect(readOf(written)).toEqual(readOf(first));
    }),
    { numRuns: 40 },
  );
});

test("an indicator shows all its fields, and turned into its own kind stays as it is", () => {
  fc.assert(
    fc.property(strategies, (document) => {
      for (const indicator of Object.values(document.indicators)) {
        const names = indicatorFields(indicator.kind).map(({ name }) => name);
        expect(["kind", ...names].toSorted()).toEqual(Object.keys(indicator).toSorted());
        expect(asKind(indicator, indicator.kind)).toEqual(indicator);
      }
    }),
    { numRuns: 60 },
  );
});

test("a strategy under other names is the same strategy", () => {
  const named = strategies.chain((document) =>
    fc.record({
      document: fc.constant(document),
      part: fc.constantFrom<NamedPart>("params", "indicators"),
      place: fc.nat(),
    }),
  );
  fc.assert(
    fc.property(named, ({ document, part, place }) => {
      const present = Object.keys(document[part]);
      const old = present[place % Math.max(present.length, 1)];
      if (old === undefined) return;
      const name = freeName(document, "other");
      const text = formatJson(document);
      const other = renamed(text, part, old, name);
      expect(checkStrategy(readOf(other)).ok).toBe(true);
      expect(readOf(renamed(other, part, name, old))).toEqual(readOf(text));
    }),
    { numRuns: 60 },
  );
});

test("in reading order a strategy is the same, and begins with its format however it was stored", () => {
  fc.assert(
    fc.property(strategies, (document) => {
      const stored = Object.fromEntries(Object.entries(document).toSorted());
      const ordered = inReadingOrder(stored);
      expect(ordered).toEqual(document);
      const names = Object.keys(Object(ordered));
      expect([names[0], names.at(-1)]).toEqual(["format", "costs"]);
    }),
    { numRuns: 40 },
  );
  expect(formatJson(inReadingOrder({ length: 3, odd: 1, kind: "atr", also: 2 }))).toBe(
    '{ "kind": "atr", "length": 3, "odd": 1, "also": 2 }',
  );
});

test("names are refused with a reason", () => {
  const document = { params: { fast: {} }, indicators: { trend: {} } };
  expect(nameProblem(document, "fast", "fast")).toBeNull();
  expect(nameProblem(document, "fast", "trend")).toBe("This name is taken already");
  expect(nameProblem(document, "fast", "Fast one")).toContain("small letter");
  expect(nameProblem(document, "fast", "slow")).toBeNull();
  expect(freeName({ params: { param1: {} } }, "param")).toBe("param2");
});

test.each([
  ["20", 20],
  ["1.50", 1.5],
  [".5", 0.5],
  ["-3e2", -300],
  ["", ""],
  ["2o", "2o"],
  ["1,5", "1,5"],
  ["0x10", "0x10"],
  ["1e999", "1e999"],
] as const)("%j typed as a number is %j", (text, value) => {
  expect(numberTyped(text)).toBe(value);
});

test("a word typed for a number is the parameter of that name", () => {
  expect(knobTyped(" fast ")).toEqual({ param: "fast" });
  expect(typedText({ param: "fast" })).toBe("fast");
  expect(typedText({ param: "fast", strange: 1 })).toBe('{"param":"fast","strange":1}');
});

test("what has no fields stays unknown, so that it is kept as it is", () => {
  for (const node of [
    null,
    "x",
    [],
    {},
    { gt: [1] },
    { gt: [1, 2], lt: [1, 2] },
    { all: {} },
    { odd: [1, 2] },
  ])
    expect(conditionShape(node).kind).toBe("unknown");
  for (const node of [
    null,
    [],
    {},
    { price: 1 },
    { price: "close", odd: 1 },
    { add: [1] },
    { param: "a", ago: 1 },
  ])
    expect(valueShape(node).kind).toBe("unknown");
});

test("a calculation begins with the value that was there; bars ago go along with a price or an indicator", () => {
  const close = { price: "close", ago: 2 };
  expect(chosen("arithmetic", close)).toEqual({ mul: [close, 1] });
  expect(chosen("indicator trend signal", close)).toEqual({ indicator: "trend", output: "signal", ago: 2 });
  expect(chosen("param fast", close)).toEqual({ param: "fast" });
  expect(chosen("number", 7)).toBe(7);
  expect(chosen("number", close)).toBe(0);
});

test("every example is a strategy, and can be called by its name", () => {
  for (const { id, text } of examples) {
    expect(checkStrategy(readOf(text))).toMatchObject({ ok: true });
    expect(exampleNamed(id)?.text).toBe(text);
  }
  expect(exampleNamed("none such")).toBeUndefined();
});
