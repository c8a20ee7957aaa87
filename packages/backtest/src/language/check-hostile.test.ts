import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkStrategy } from "./check.ts";
import { exampleDocument } from "./example.fixture.ts";
import { defaultLimits } from "./limits.ts";
import { specHash } from "./spec-hash.ts";

/** Every answer is whole: a strategy that hashes like its document, or bounded issues in words with a real path. */
function judge(document: unknown) {
  const result = checkStrategy(document);
  if (result.ok) expect(specHash(result.strategy)).toBe(specHash(document));
  else {
    expect(result.issues.length).toBeGreaterThan(0);
    expect(result.issues.length).toBeLessThanOrEqual(defaultLimits.maxIssues);
    for (const issue of result.issues) {
      expect(issue.message).not.toBe("");
      expect(issue.message.length).toBeLessThan(700);
      for (const key of issue.path) expect(["string", "number"]).toContain(typeof key);
    }
  }
  return result;
}

const nestedText = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** Two branches that are one object, thirty times over: a thousand million nodes when written out. */
function sharedBranches(): unknown {
  let branch: unknown = { gt: [1, 2] };
  for (let level = 0; level < 30; level++) branch = { all: [branch, branch] };
  return { ...exampleDocument(), long: { entry: branch } };
}

function selfContaining(): unknown {
  const document: Record<string, unknown> = { ...exampleDocument() };
  document["long"] = document;
  return document;
}

const throwing = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error("no keys for you");
    },
  },
);

describe("hostile documents", () => {
  const hostile: [string, unknown][] = [
    ["nothing", undefined],
    ["a hundred thousand levels", JSON.parse(nestedText(100_000))],
    ["a list of a thousand million", new Array(1_000_000_000)],
    [
      "a million conditions",
      { ...exampleDocument(), long: { entry: { all: Array(1_000_000).fill({ gt: [1, 2] }) } } },
    ],
    [
      "ten thousand unknown fields",
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, 0])),
    ],
    ["a megabyte of name", { ...exampleDocument(), name: "x".repeat(1_000_000) }],
    ["shared branches", sharedBranches()],
    ["itself inside", selfContaining()],
    ["a thrower", throwing],
    ["a prototype of its own", JSON.parse('{"__proto__": {"format": "boltz.strategy/1"}}')],
    ["NaN", { ...exampleDocument(), costs: { commissionBps: Number.NaN, slippageBps: 0 } }],
    [
      "Infinity",
      { ...exampleDocument(), costs: { commissionBps: Number.POSITIVE_INFINITY, slippageBps: 0 } },
    ],
    ["a date", { ...exampleDocument(), name: new Date(0) }],
    ["a function", { ...exampleDocument(), toJSON: () => exampleDocument() }],
    ["a big integer", 1n],
  ];

  test.each(hostile)("%s is refused at once", (_what, document) => {
    const started = Date.now();
    expect(judge(document).ok).toBe(false);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test("a document that changes under the reader's eyes is judged as it was read", () => {
    let reads = 0;
    const document = Object.defineProperty({ ...exampleDocument() }, "name", {
      enumerable: true,
      get: () => `Read ${++reads}`,
    });
    const result = checkStrategy(document);
    expect(result.ok && result.strategy.name).toBe("Read 1");
    expect(reads).toBe(1);
  });
});

describe("anything at all", () => {
  test("whatever a program can hold is judged, never thrown at", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (document) => {
          judge(document);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("JSON with the language's own words in the wrong places", () => {
    const words = [
      "all",
      "any",
      "not",
      "gt",
      "crossesAbove",
      "price",
      "indicator",
      "param",
      "add",
      "div",
      "ago",
      "atr",
      "close",
      "x",
    ];
    const { rule } = fc.letrec((tie) => ({
      rule: fc.oneof(
        { depthSize: "medium", withCrossShrink: true },
        fc.constantFrom<unknown>(0, 1, -1, null, true, "close", "channel"),
        fc.array(tie("rule"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...words), tie("rule"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(rule, (entry) => {
        judge({ ...exampleDocument(), long: { ...exampleDocument().long, entry } });
      }),
      { numRuns: 1_000 },
    );
  });

  test("a good document with any one part replaced", () => {
    const paths = pathsOf(exampleDocument(), []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        judge(replaced(exampleDocument(), path, value));
      }),
      { numRuns: 1_000 },
    );
  });
});

function pathsOf(node: unknown, path: string[]): string[][] {
  if (typeof node !== "object" || node === null) return [path];
  return [path, ...Object.entries(node).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(node: unknown, path: string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(node))
    return node.map((inner, index) => (String(index) === key ? replaced(inner, rest, value) : inner));
  return { ...Object(node), [key]: replaced(Reflect.get(Object(node), key), rest, value) };
}
