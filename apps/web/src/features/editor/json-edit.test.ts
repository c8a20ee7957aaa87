import fc from "fast-check";
import { expect, test } from "vitest";
import { formatJson, removeAt, renameAt, setAt } from "./json-edit.ts";
import { type JsonPath, nodeAt, placeOf, readJson } from "./json-tree.ts";

type Json = Record<string, unknown>;

const reading = (text: string) => {
  const read = readJson(text);
  if (!read.ok) throw new Error(`${read.line}: ${read.message}`);
  return read;
};
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const pathsOf = (value: unknown, path: JsonPath = []): JsonPath[] => [
  path,
  ...(Array.isArray(value)
    ? value.flatMap((inner, index) => pathsOf(inner, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))
      : []),
];

const valueAt = (value: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>(
    (inner, part) => (Object(inner) === inner ? Reflect.get(Object(inner), part) : undefined),
    value,
  );

/** The value that a pure edit of the parsed document would give. */
const replaced = (value: unknown, path: JsonPath, next: unknown): unknown => {
  const [part, ...rest] = path;
  if (part === undefined) return next;
  if (Array.isArray(value))
    return value.map((inner, index) => (index === part ? replaced(inner, rest, next) : inner));
  return { ...Object(value), [part]: replaced(Reflect.get(Object(value), part), rest, next) };
};

const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== "__proto__");
const json = fc.letrec<{ node: unknown; object: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie("node"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.dictionary(name, tie("node"), { maxKeys: 5, noNullPrototype: true }),
})).object;
// -0 is not among what JSON.parse gives back as it was written.
const document = json.map((value): Json => JSON.parse(JSON.stringify(value)));
const spacing = fc.constantFrom<(value: unknown) => string>(
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => JSON.stringify(value, null, "\t").replaceAll("\n", "\r\n"),
  (value) => formatJson(value),
  (value) => ` ${formatJson(value)}\n\n`,
);
const written = fc
  .tuple(document, spacing)
  .map(([value, write]) => ({ value, text: write(value) }))
  .chain(({ value, text }) => fc.constantFrom(...pathsOf(value)).map((path) => ({ value, text, path })));

test("replacing any part gives the document with that part replaced, and touches no other sign", () => {
  fc.assert(
    fc.property(written, document, ({ value, text, path }, next) => {
      const node = nodeAt(reading(text).root, path);
      if (!node) throw new Error("a path of the document has its node");
      const edited = setAt(text, path, next);
      expect(reading(edited).value).toEqual(replaced(value, path, next));
      expect(edited.startsWith(text.slice(0, node.from))).toBe(true);
      expect(edited.endsWith(text.slice(node.to))).toBe(true);
    }),
  );
});

test("writing each part back as it stands changes nothing that is meant", () => {
  fc.assert(
    fc.property(written, ({ value, text, path }) => {
      expect(reading(setAt(text, path, valueAt(value, path))).value).toEqual(value);
    }),
  );
});

test("what is added is there, what is removed is gone, and the rest is as it was", () => {
  fc.assert(
    fc.property(written, name, document, ({ value, text, path }, added, next) => {
      const parent = valueAt(value, path);
      const place = Array.isArray(parent) ? parent.length : added;
      if (!Array.isArray(parent) && (!isObject(parent) || Object.hasOwn(parent, added))) return;
      const longer = setAt(text, [...path, place], next);
      expect(valueAt(reading(longer).value, [...path, place])).toEqual(next);
      expect(reading(removeAt(longer, [...path, place])).value).toEqual(value);
    }),
  );
});

test("a member keeps its place and its value under another name", () => {
  fc.assert(
    fc.property(written, ({ value, text, path }) => {
      const old = path.at(-1);
      if (typeof old !== "string") return;
      const edited = reading(renameAt(text, path, "a new name")).value;
      const [before, after] = [valueAt(value, path.slice(0, -1)), valueAt(edited, path.slice(0, -1))];
      expect(Object.entries(Object(after))).toEqual(
        Object.entries(Object(before)).map(([key, inner]) => [key === old ? "a new name" : key, inner]),
      );
    }),
  );
});

test("parents that are missing are made, and text that cannot be read is left alone", () => {
  expect(setAt("{}", ["long", "stop", "percent"], 5)).toBe('{\n  "long": { "stop": { "percent": 5 } }\n}');
  expect(setAt('{ "a": 1 }', ["b"], [])).toBe('{ "a": 1, "b": [] }');
  expect(setAt('{\n  "a": 1\n}', ["b"], 2)).toBe('{\n  "a": 1,\n  "b": 2\n}');
  expect(setAt('{ "a": 1 }', ["a", "b"], 2)).toBe('{ "a": 1 }');
  expect(setAt('{ "a": ', ["a"], 2)).toBe('{ "a": ');
  expect(removeAt('{ "a": 1, "a": 2, "b": 3 }', ["a"])).toBe('{ "b": 3 }');
  expect(removeAt("[1, 2]", [0])).toBe("[2]");
  expect(removeAt("[1]", [])).toBe("[1]");
});

test("a path is placed at its name and value, one that is not there at its nearest parent's name", () => {
  fc.assert(
    fc.property(written, name, ({ text, path }, missing) => {
      const { root } = reading(text);
      const { from, to, line } = placeOf(text, root, path);
      const shown = text.slice(from, to);
      const last = path.at(-1);
      if (typeof last === "string") expect(shown.startsWith(JSON.stringify(last))).toBe(true);
      expect(text.slice(0, from).split("\n")).toHaveLength(line);
      expect(to).toBe(path.length === 0 ? from + 1 : nodeAt(root, path)?.to);
      const nowhere = placeOf(text, root, [...path, `${missing} that is not there`]);
      expect(nowhere.from).toBe(from);
      expect(nowhere.to).toBeGreaterThan(nowhere.from);
    }),
  );
});
