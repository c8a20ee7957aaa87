import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOfBase64 } from "./base64.ts";
import { examplePayload, exampleReceipt, firstKey, secondKey, x25519Pem } from "./receipt.fixture.ts";
import { verifyReceipt } from "./receipt.ts";

describe("a receipt", () => {
  test("that the platform signed is believed, whatever the order of its fields", () => {
    expect(verifyReceipt(exampleReceipt(), firstKey.pem)).toEqual({ ok: true, payload: examplePayload() });
    expect(verifyReceipt(exampleReceipt(secondKey), secondKey.pem).ok).toBe(true);
    const { payload, signature } = exampleReceipt();
    const turned = Object.fromEntries(Object.entries(payload).toReversed());
    expect(verifyReceipt({ signature, payload: turned }, firstKey.pem).ok).toBe(true);
  });

  test("that was changed in any of its leaves is refused", () => {
    const paths = leafPaths(exampleReceipt());
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const changed = alterAt(exampleReceipt(), path);
      expect(verifyReceipt(changed, firstKey.pem), path.join(".")).toMatchObject({ ok: false });
    }
  });

  test("is refused with a sentence that says why", () => {
    const reasonOf = (candidate: unknown, pem: string) => {
      const verified = verifyReceipt(candidate, pem);
      return verified.ok ? "believed" : verified.reason;
    };
    const forged = exampleReceipt({ ...secondKey, keyId: firstKey.keyId });
    expect(reasonOf(exampleReceipt(), secondKey.pem)).toMatch(/signed with another key/);
    expect(reasonOf(forged, firstKey.pem)).toMatch(/was changed/);
    expect(reasonOf({ ...exampleReceipt(), note: "more" }, firstKey.pem)).toMatch(/not a whole receipt/);
    expect(reasonOf(null, firstKey.pem)).toMatch(/not a whole receipt/);
    const notKeys = [
      "",
      "key",
      x25519Pem,
      firstKey.pem.replace("PUBLIC", "OTHER"),
      firstKey.pem.slice(0, 60),
    ];
    for (const pem of notKeys) expect(reasonOf(exampleReceipt(), pem)).toMatch(/not an Ed25519 key/);
  });
});

test("base64 is read as it is written, and in no other way", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
      const sixes = bits.match(/.{1,6}/g) ?? [];
      const text = sixes.map((six) => letters[Number.parseInt(six.padEnd(6, "0"), 2)]).join("");
      expect(bytesOfBase64(text.padEnd(Math.ceil(text.length / 4) * 4, "="))).toEqual(bytes);
    }),
  );
  expect(bytesOfBase64("aGVsbG8=")).toEqual(Uint8Array.from([104, 101, 108, 108, 111]));
  expect(bytesOfBase64("")).toEqual(new Uint8Array());
  for (const text of ["A", "AA", "AB==", "AAB=", "A A=", "AA-_", "====", "A==="])
    expect(bytesOfBase64(text), text).toBeUndefined();
});

type Path = (string | number)[];

function leafPaths(node: unknown, path: Path = []): Path[] {
  if (typeof node !== "object" || node === null) return [path];
  return Object.entries(node).flatMap(([key, inner]) => leafPaths(inner, [...path, key]));
}

function alterAt(node: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return altered(node);
  if (Array.isArray(node))
    return node.map((inner, at) => (at === Number(key) ? alterAt(inner, rest) : inner));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, inner]) => [name, name === key ? alterAt(inner, rest) : inner]),
  );
}

/** Another value that still has the shape of the one before, as far as it can. */
function altered(leaf: unknown): unknown {
  if (typeof leaf === "number") return leaf + 1;
  if (leaf === null) return 0.5;
  const text = String(leaf);
  return text.replace(/[0-9a-zA-Z]/, (first) => (first === "b" ? "c" : "b"));
}
