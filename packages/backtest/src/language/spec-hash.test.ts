import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleDocument } from "./example.fixture.ts";
import { specHash } from "./spec-hash.ts";

test("the hash of the canonical form, in lower-case hex", () => {
  // sha256sum of {"a":[1,"é",null],"b":{"c":1e+21}}
  const expected = "ca61ee667648a01dadc004744fef48edbc5a004fc469fc2284d354f199214023";
  expect(specHash({ b: { c: 1e21 }, a: [1.0, "é", null] })).toBe(expected);
});

test("key order does not matter, every value does", () => {
  const document = exampleDocument();
  expect(specHash(Object.fromEntries(Object.entries(document).reverse()))).toBe(specHash(document));
  expect(specHash({ ...document, name: "Another name" })).not.toBe(specHash(document));
});

test("survives a round trip through JSON text", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(specHash(JSON.parse(JSON.stringify(value)))).toBe(specHash(value));
    }),
  );
});

test("what JSON cannot hold has no hash", () => {
  expect(() => specHash(undefined)).toThrow();
  expect(() => specHash({ a: Number.NaN })).toThrow();
});
