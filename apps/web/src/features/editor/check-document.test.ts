import { expect, test } from "vitest";
import { nextVersion, readVersion, versionErrorsOf } from "../creators/version-draft.ts";
import { checkDocument, pathText, placeIssues } from "./check-document.ts";
import { examples } from "./examples.ts";
import { readJson } from "./json-tree.ts";

const exampleDocument = examples[0].text;

const lineWith = (text: string, part: string) =>
  text.split("\n").findIndex((line) => line.includes(part)) + 1;

test("the example is a strategy, with its rules in words and its hash", async () => {
  const check = await checkDocument(exampleDocument);
  expect(check.issues).toEqual([]);
  expect(check.sections.map(({ title }) => title)).toContain("Entering long");
  expect(check.specHash).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['{\n  "a": 1,\n  b: 2\n}', 3, /double quotes/],
  ['{\n  "a": 1\n  "b": 2\n}', 3, /comma/],
  ['{ "a": [1, 2 }', 1, /bracket/],
  ["{}\n{}", 2, /end of the document/],
  ['{ "a": 01 }', 1, /comma/],
  ["", 1, /empty/],
  ["[1]", 1, /one JSON object/],
] as const)("%j is refused at line %i", async (text, line, message) => {
  const check = await checkDocument(text);
  expect(check.document).toBeNull();
  expect(check.issues).toMatchObject([
    { path: [], where: "", line, message: expect.stringMatching(message) },
  ]);
});

test("an issue of the language is shown at the line of its path", async () => {
  const text = exampleDocument.replace('"default": 20', '"default": 21');
  const { issues, document } = await checkDocument(text);
  expect(document).not.toBeNull();
  expect(issues.map(({ where }) => where)).toContain("params.fast.default");
  expect(issues[0]?.line).toBe(lineWith(text, '"fast"'));
});

test("a path that is not there gets the line of its nearest parent", () => {
  const [issue] = placeIssues(exampleDocument, [
    { path: ["long", "entry", "nowhere", 3], message: "is missing" },
  ]);
  expect(issue).toMatchObject({
    where: "long.entry.nowhere[3]",
    line: lineWith(exampleDocument, '"entry"'),
    message: "is missing",
  });
  expect(pathText(["all", 0, "gt", 1])).toBe("all[0].gt[1]");
});

test("everything that JSON.parse takes is taken, and nothing else", () => {
  for (const text of ['{"a":"\\u00e9\\n","b":[true,false,null,-1.5e+3,{}],"":[]}', " 1 ", '"x"']) {
    const read = readJson(text);
    expect(read.ok && read.value).toEqual(JSON.parse(text));
  }
  for (const text of ["{'a':1}", '{"a":1,}', "[1,]", "NaN", '{"a":\t"x\ty"}', "/* */ {}"])
    expect(readJson(text).ok).toBe(false);
});

test("a version is read only when every field is right", async () => {
  const draft = { name: "Golden cross", version: "1.0.0", text: exampleDocument, changelog: " First. " };
  expect((await readVersion(draft, true)).fields).toMatchObject({ version: "1.0.0", changelog: "First." });
  const wrong = await readVersion({ ...draft, name: "x", version: "1.0", text: "" }, true);
  expect(wrong.fields).toBeNull();
  expect(Object.keys(wrong.errors).toSorted()).toEqual(["document", "name", "version"]);
});

test("what the server refuses lands on its field, and in the document on its line", () => {
  const { errors, rest } = versionErrorsOf(exampleDocument, [
    { path: ["version"], message: "must be newer than 1.2.0" },
    { path: ["document", "sizing", "method"], message: "is unknown" },
    { path: ["elsewhere"], message: "is odd" },
  ]);
  expect(errors.version).toBe("Must be newer than 1.2.0");
  expect(errors.document).toMatchObject([
    { where: "sizing.method", line: lineWith(exampleDocument, '"sizing"'), message: "is unknown" },
  ]);
  expect(rest).toHaveLength(1);
});

test("the next version is one small step on", () => {
  expect(nextVersion("1.2.9")).toBe("1.3.0");
  expect(nextVersion(undefined)).toBe("1.0.0");
});
