import { sign } from "node:crypto";
import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { pack, unpack } from "./archive.ts";
import { buildBundle } from "./build-bundle.ts";
import { exampleBundle, exampleContents, exampleKeyPem, newKeyPem } from "./bundle.fixture.ts";
import { bundleLimits, canonicalBytes, manifestName, signatureName, strategyName } from "./format.ts";
import { privateKeyFrom, readSigningKey, signingKeyOf } from "./keys.ts";
import { type BundleRefusal, BundleRefused } from "./refusal.ts";
import { verifyBundle, verifyFiles } from "./verify-bundle.ts";

const trusted = [signingKeyOf(exampleKeyPem)];
const text = (value: string) => new TextEncoder().encode(value);

const refusalOf = (bytes: Uint8Array, keys = trusted): BundleRefused => {
  try {
    verifyBundle(bytes, keys);
  } catch (error) {
    if (error instanceof BundleRefused) return error;
    throw error;
  }
  throw new Error("the bundle was accepted");
};

/** The example with some of its files replaced, added, or (null) left out, packed as a bundle is. */
const altered = (changes: Record<string, Uint8Array | null>): Uint8Array => {
  const files = new Map(unpack(exampleBundle()));
  for (const [name, bytes] of Object.entries(changes)) {
    if (bytes === null) files.delete(name);
    else files.set(name, bytes);
  }
  return pack(files);
};

/** The example with another manifest, signed with the trusted key as only the platform could. */
const resigned = (change: (manifest: Record<string, unknown>) => Record<string, unknown>): Uint8Array => {
  const bytes = unpack(exampleBundle()).get(manifestName) ?? new Uint8Array();
  const manifest = canonicalBytes(change(JSON.parse(new TextDecoder().decode(bytes))));
  const signature = sign(null, manifest, privateKeyFrom(exampleKeyPem)).toString("base64");
  const { keyId } = signingKeyOf(exampleKeyPem);
  return altered({
    [manifestName]: manifest,
    [signatureName]: canonicalBytes({ alg: "Ed25519", keyId, signature }),
  });
};

test("a bundle verifies with its key and gives back what went in", () => {
  const contents = exampleContents(new Map([["readme.txt", text("Trade with care.")]]));
  const bundle = verifyBundle(buildBundle(contents), trusted);
  expect(bundle.manifest).toMatchObject({
    format: "boltz.bundle/1",
    listingId: contents.listingId,
    strategyId: contents.strategyId,
    version: "1.2.0",
    issuedAt: "2026-03-01T12:00:00.123Z",
  });
  expect(bundle.keyId).toBe(trusted[0]?.keyId);
  expect([...bundle.files.keys()]).toEqual([manifestName, "readme.txt", signatureName, strategyName]);
  expect(bundle.files.get(strategyName)).toEqual(contents.files.get(strategyName));
});

test("the same contents give the same bytes, in every time zone and in any order of files", () => {
  const other = new Map([["readme.txt", text("x")]]);
  const once = buildBundle(exampleContents(other));
  const contents = exampleContents(other);
  const again = buildBundle({ ...contents, files: new Map([...contents.files].reverse()) });
  expect(again).toEqual(once);
  // Bytes 10 to 13 of a zip's first header are its date: 1980-01-01 00:00.
  expect([...once.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
});

test.each<[string, BundleRefusal, () => Uint8Array, RegExp]>([
  ["no zip", "not_a_bundle", () => text("hello"), /not a bundle/],
  ["nothing", "not_a_bundle", () => new Uint8Array(), /not a bundle/],
  ["a zip of something else", "missing_file", () => pack(new Map([["a.txt", text("a")]])), /manifest\.json/],
  ["no signature", "missing_file", () => altered({ [signatureName]: null }), /signature\.json/],
  ["no strategy", "missing_file", () => altered({ [strategyName]: null }), /strategy\.json/],
  ["another strategy", "changed_file", () => altered({ [strategyName]: text("{}") }), /strategy\.json/],
  ["another manifest", "bad_signature", () => altered({ [manifestName]: text("{}") }), /manifest\.json/],
  ["one more file", "extra_file", () => altered({ "extra.py": text("print()") }), /extra\.py/],
  [
    "a signature of no shape",
    "not_a_bundle",
    () => altered({ [signatureName]: text("{}") }),
    /signature\.json/,
  ],
  ["a folder", "unsafe_name", () => altered({ "a/b.json": text("") }), /a\/b\.json/],
  ["a way out", "unsafe_name", () => altered({ "../evil.json": text("") }), /\.\.\/evil/],
  ["an absolute name", "unsafe_name", () => altered({ "/etc/passwd": text("") }), /etc\/passwd/],
  ["a Windows device", "unsafe_name", () => altered({ "nul.json": text("") }), /nul/],
  ["a drive", "unsafe_name", () => altered({ "c:evil": text("") }), /c:evil/],
  ["a backslash", "unsafe_name", () => altered({ "..\\evil": text("") }), /evil/],
  ["a name in capitals", "unsafe_name", () => altered({ "Strategy.json": text("") }), /Strategy/],
  ["a prototype's name", "unsafe_name", () => altered({ __proto__x: text("") }), /proto/],
  ["too many bytes", "too_large", () => new Uint8Array(bundleLimits.bundleBytes + 1), /too large/],
  [
    "too large a file",
    "too_large",
    () => altered({ "big.json": new Uint8Array(bundleLimits.fileBytes + 1) }),
    /big\.json/,
  ],
  [
    "too many files",
    "too_large",
    () => pack(new Map(Array.from({ length: 33 }, (_, at) => [`f${at}.json`, text("")]))),
    /32 files/,
  ],
])("refuses %s", (_, reason, make, sentence) => {
  const refusal = refusalOf(make());
  expect(refusal.reason).toBe(reason);
  expect(refusal.message).toMatch(sentence);
});

test("refuses compressed files before it unpacks them, so that no zip bomb goes off", () => {
  const bomb = zipSync({ "manifest.json": new Uint8Array(4_000_000) }, { level: 9 });
  expect(bomb.length).toBeLessThan(10_000);
  expect(refusalOf(bomb).reason).toBe("repacked");
});

test("refuses two files of one name", () => {
  const bytes = pack(
    new Map([
      ["aa.json", text("1")],
      ["ab.json", text("2")],
    ]),
  );
  const twice = new TextEncoder().encode("aa.json");
  const name = new TextDecoder("latin1").decode(bytes);
  for (let at = name.indexOf("ab.json"); at >= 0; at = name.indexOf("ab.json", at + 1)) bytes.set(twice, at);
  expect(refusalOf(bytes)).toMatchObject({
    reason: "unsafe_name",
    message: expect.stringContaining("twice"),
  });
});

test("names the key of a bundle that somebody else signed", () => {
  const other = signingKeyOf(newKeyPem());
  const refusal = refusalOf(exampleBundle(), [other]);
  expect(refusal.reason).toBe("unknown_key");
  expect(refusal.message).toContain(trusted[0]?.keyId);
});

test("a signature by another key under a trusted key's name is refused", () => {
  const manifest = unpack(exampleBundle()).get(manifestName) ?? new Uint8Array();
  const signature = sign(null, manifest, privateKeyFrom(newKeyPem())).toString("base64");
  const forged = canonicalBytes({ alg: "Ed25519", keyId: trusted[0]?.keyId, signature });
  expect(refusalOf(altered({ [signatureName]: forged })).reason).toBe("bad_signature");
});

test.each<[string, BundleRefusal, (manifest: Record<string, unknown>) => Record<string, unknown>]>([
  ["lists no strategy", "extra_file", (manifest) => ({ ...manifest, files: [] })],
  ["names another strategy", "changed_file", (manifest) => ({ ...manifest, specHash: "0".repeat(64) })],
  ["has another format", "not_a_bundle", (manifest) => ({ ...manifest, format: "boltz.bundle/2" })],
  ["has a field too many", "not_a_bundle", (manifest) => ({ ...manifest, admin: true })],
])("a signed manifest that %s is refused", (_, reason, change) => {
  expect(refusalOf(resigned(change)).reason).toBe(reason);
});

test("no single altered byte is accepted", () => {
  const bytes = exampleBundle();
  const change = fc.record({ at: fc.nat(bytes.length - 1), mask: fc.integer({ min: 1, max: 255 }) });
  fc.assert(
    fc.property(change, ({ at, mask }) => {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ mask;
      expect(refusalOf(changed)).toBeInstanceOf(BundleRefused);
    }),
    { numRuns: 600 },
  );
});

test("nothing may be cut off, put in front or hung on", () => {
  const bytes = exampleBundle();
  const junk = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), junk, (length, more) => {
      for (const changed of [bytes.slice(0, length), concat(bytes, more), concat(more, bytes)]) {
        expect(refusalOf(changed)).toBeInstanceOf(BundleRefused);
      }
    }),
    { numRuns: 150 },
  );
});

const concat = (a: Uint8Array, b: Uint8Array) => new Uint8Array([...a, ...b]);

test("arbitrary bytes are refused, never a crash", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(refusalOf(bytes)).toBeInstanceOf(BundleRefused);
    }),
  );
});

test("files out of the archive verify alike, whatever their order", () => {
  const files = unpack(exampleBundle());
  expect(verifyFiles(new Map([...files].reverse()), trusted).manifest.version).toBe("1.2.0");
});

test("a published key is taken only with its own id", () => {
  const [key] = trusted;
  expect(readSigningKey({ ...key, more: 1 })).toEqual(key);
  expect(() => readSigningKey({ ...key, keyId: "0".repeat(16) })).toThrow("not this key's");
  expect(() => readSigningKey({ keyId: key?.keyId, publicKeyPem: "no pem" })).toThrow();
});

test("a bundle is not built from a strategy that its hash does not name", () => {
  expect(() => buildBundle({ ...exampleContents(), specHash: "0".repeat(64) })).toThrow("specHash");
  expect(() => buildBundle({ ...exampleContents(), files: new Map() })).toThrow("strategy.json");
});
