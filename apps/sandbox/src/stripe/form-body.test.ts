import { describe, expect, test } from "vitest";
import { parseFormBody } from "./form-body.ts";

describe("parseFormBody", () => {
  test("nests by brackets and counts lists", () => {
    const body = "a=1&b[c]=2&b[d][e]=3&list[0][x]=4&list[1][x]=5&expand[]=p&expand[]=q";
    expect(JSON.parse(JSON.stringify(parseFormBody(body)))).toEqual({
      a: "1",
      b: { c: "2", d: { e: "3" } },
      list: [{ x: "4" }, { x: "5" }],
      expand: ["p", "q"],
    });
  });

  test("decodes what the SDK encodes", () => {
    const body = new URLSearchParams({ "metadata[note]": "50 % & more = ünïcode [x]" }).toString();
    expect(parseFormBody(body)["metadata"]).toEqual({ note: "50 % & more = ünïcode [x]" });
  });

  test("takes __proto__ for a name like any other", () => {
    const parsed = parseFormBody("__proto__[polluted]=1&a[__proto__][polluted]=1");
    expect(Object.keys(parsed)).toContain("__proto__");
    expect("polluted" in {}).toBe(false);
  });

  test.each(["a[b=1", "[a]=1", "a]=1", "a[b]c=1", "=1", "a=1&a[b]=2", `a${"[x]".repeat(9)}=1`])(
    "refuses %s",
    (body) => {
      expect(() => parseFormBody(body)).toThrow();
    },
  );
});
