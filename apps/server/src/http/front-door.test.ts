import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useDatabase } from "@boltz/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestMarketplace, type TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import { createVisitor } from "../testing/visitor.fixture.ts";

const db = useDatabase();
let directory: string;
let market: TestMarketplace;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "boltz-web-"));
  await mkdir(join(directory, "assets"));
  await writeFile(join(directory, "index.html"), "<!doctype html><title>Market</title>");
  await writeFile(join(directory, "assets", "app-abc123.js"), "console.log('ours')");
  await writeFile(join(directory, "..", "beside-the-build.txt"), "secret");
  market = await startTestMarketplace(db(), { webDirectory: directory });
});

afterAll(async () => {
  await market.stop();
  await rm(directory, { recursive: true });
  await rm(join(directory, "..", "beside-the-build.txt"));
});

const get = (path: string, headers: Record<string, string> = {}) =>
  market.app.request(`${market.url}${path}`, { headers });
const send = (path: string, init: RequestInit) =>
  market.app.request(`${market.url}${path}`, { method: "POST", ...init });
const json = { "content-type": "application/json" };
const ours = () => ({ ...json, origin: market.url });

describe("the web's files", () => {
  test("every page address answers index.html, asked for anew each time", async () => {
    for (const path of ["/", "/listings/lst_1", "/creator/desk"]) {
      const response = await get(path);
      expect(await response.text()).toContain("<title>Market</title>");
      expect(response.headers.get("cache-control")).toBe("no-cache");
      const again = await get(path, { "if-none-match": response.headers.get("etag") ?? "" });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });

  test("a file whose name holds its hash is kept for ever, and comes packed where that is understood", async () => {
    const plain = await get("/assets/app-abc123.js");
    expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(plain.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const packed = await get("/assets/app-abc123.js", { "accept-encoding": "gzip" });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    const body = new Response(packed.body?.pipeThrough(new DecompressionStream("gzip")));
    expect(await body.text()).toBe(await plain.text());
  });

  test("nothing outside the build, and no page in place of a missing file or procedure", async () => {
    for (const path of [
      "/../beside-the-build.txt",
      "/%2e%2e/beside-the-build.txt",
      "/assets/..%2f..%2fbeside-the-build.txt",
    ])
      expect(await (await get(path)).text()).not.toContain("secret");
    expect((await get("/assets/missing.js")).status).toBe(404);
    expect((await get("/api/nothing")).status).toBe(404);
  });
});

test("every answer forbids foreign scripts, frames, guessed types and handed-on addresses", async () => {
  for (const path of ["/", "/health", "/api/trpc/health", "/api/nothing", "/bundles/none"]) {
    const { headers } = await get(path);
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of [
      "script-src 'self';",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect((await get("/api/trpc/health")).headers.get("cache-control")).toBe("no-store");
});

test("figures are for the operator's own network, asked directly", async () => {
  await get("/bundles/a-secret-token");
  const ask = (address: string, headers: Record<string, string> = {}) =>
    market.app.request(
      `${market.url}/metrics`,
      { headers },
      { incoming: { socket: { remoteAddress: address } } },
    );
  const text = await (await ask("10.0.0.9")).text();
  expect(text).toContain('boltz_http_request_seconds_count{method="GET",door="bundles",status="404"}');
  expect(text).toContain('boltz_queue_jobs{queue="settle-purchase",state="queued"} 0');
  expect(text).not.toContain("a-secret-token");
  expect((await ask("203.0.113.9")).status).toBe(404);
  expect((await ask("127.0.0.1", { "x-forwarded-for": "203.0.113.9" })).status).toBe(404);
});

test("a page asked for under the machine's other name leads to the one that cookies hold for", async () => {
  const navigate = { headers: { "sec-fetch-mode": "navigate" } };
  const other = await market.app.request("http://127.0.0.1:8005/listings/lst_1?tab=rules", navigate);
  expect([other.status, other.headers.get("location")]).toEqual([
    302,
    `${market.url}/listings/lst_1?tab=rules`,
  ]);
  expect((await market.app.request(`${market.url}/listings/lst_1`, navigate)).status).toBe(200);
  expect((await market.app.request("http://127.0.0.1:8005/health", navigate)).status).toBe(200);
});

test("says that it lives, that it is ready, and what it is", async () => {
  expect(await (await get("/health")).json()).toMatchObject({ ok: true });
  expect(await (await get("/ready")).json()).toEqual({ ok: true });
  expect(await (await get("/api/config")).json()).toEqual({
    mailboxUrl: null,
    providers: ["stripe", "razorpay"],
    demo: false,
    demoLogins: [],
  });
  const key = await get("/.well-known/boltz-signing-key");
  expect(await key.json()).toMatchObject({ keyId: expect.stringMatching(/^[0-9a-f]{16}$/) });
});

describe("what another site's page may send", () => {
  const body = JSON.stringify({ displayName: "Mallory" });

  test("nothing that changes anything", async () => {
    for (const origin of ["https://evil.test", "null", `${market.url}.evil.test`, `${market.url}:81`]) {
      const response = await send("/api/trpc/people.becomeCreator", { body, headers: { ...json, origin } });
      expect(response.status).toBe(403);
      const signIn = await send("/api/auth/sign-in/email", { body: "{}", headers: { ...json, origin } });
      expect(signIn.status).toBe(403);
    }
    expect((await send("/api/trpc/people.becomeCreator", { body, headers: json })).status).toBe(403);
  });

  test("not even with a made-up token beside the cookie", async () => {
    const headers = { ...json, cookie: "boltz.session_token=x", authorization: "Bearer x" };
    expect((await send("/api/trpc/people.becomeCreator", { body, headers })).status).toBe(403);
    const noToken = await send("/api/auth/sign-out", {
      body: "{}",
      headers: { ...json, cookie: "boltz.session_token=x" },
    });
    expect(noToken.status).toBe(403);
  });

  test("nothing but JSON, which a form cannot send", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/jsonx",
    ]) {
      const headers = { "content-type": type, origin: market.url };
      expect((await send("/api/trpc/people.becomeCreator", { body, headers })).status).toBe(415);
      expect((await send("/api/auth/sign-in/email", { body: "{}", headers })).status).toBe(415);
    }
  });

  test("a mutation by GET is refused", async () => {
    const response = await get(`/api/trpc/people.becomeCreator?input=${encodeURIComponent(body)}`);
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ error: { data: { code: "invalid_input" } } });
  });
});

describe("what is too much", () => {
  test("a body over the limit, whether it says its length or not", async () => {
    const large = JSON.stringify({ displayName: "x".repeat(1_100_000) });
    const said = await send("/api/trpc/people.becomeCreator", { body: large, headers: ours() });
    expect(said.status).toBe(413);
    expect(await said.json()).toMatchObject({ error: { data: { code: "too_large" } } });
    const stream = new Blob([large]).stream();
    const unsaid: RequestInit & { duplex: "half" } = { body: stream, headers: ours(), duplex: "half" };
    expect((await send("/api/trpc/people.becomeCreator", unsaid)).status).toBe(413);
    const signIn = { email: "a@b.test", password: "x".repeat(40_000) };
    expect(
      (await send("/api/auth/sign-in/email", { body: JSON.stringify(signIn), headers: ours() })).status,
    ).toBe(413);
    expect((await send("/api/webhooks/stripe", { body: "x".repeat(300_000) })).status).toBe(413);
  });

  test("a batch of more than ten calls", async () => {
    const batch = (count: number) => get(`/api/trpc/${Array(count).fill("health").join(",")}?batch=1`);
    expect((await batch(10)).status).toBe(200);
    expect((await batch(11)).status).toBe(400);
  });

  test("a page of ten thousand, a NUL byte, a document without a bottom", async () => {
    const visitor = createVisitor(market);
    const page = await visitor.query("listings.search", { limit: 10_000 });
    expect(page).toMatchObject({
      status: 400,
      error: { code: "invalid_input", issues: [{ path: ["limit"] }] },
    });
    const nul = await visitor.query("listings.search", { words: "a\u0000b" });
    expect(nul).toMatchObject({
      status: 400,
      error: { code: "invalid_input", issues: [{ path: ["words"] }] },
    });
    const deep = `{"document":${'{"a":'.repeat(60_000)}1${"}".repeat(60_001)}`;
    const response = await send("/api/trpc/strategies.create", { body: deep, headers: ours() });
    expect(response.status).toBe(400);
    expect((await send("/api/trpc/strategies.create", { body: "{not json", headers: ours() })).status).toBe(
      400,
    );
  });
});
