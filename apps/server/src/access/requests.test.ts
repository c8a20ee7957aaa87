import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { errorSentences } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { seedListing, seedPerson, useDatabase } from "@boltz/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleDocument } from "../testing/listings.fixture.ts";
import { startTestMarketplace, type TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import { password } from "../testing/visitor.fixture.ts";
import { type Client, openClient, type Sent, send } from "./http-client.fixture.ts";

const db = useDatabase();
let directory: string;
let market: TestMarketplace;
let person: Client;
let visitor: Client;
/** As a browser sends it, of somebody who is signed in. */
let cookie: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "boltz-access-"));
  await writeFile(join(directory, "index.html"), "<!doctype html><title>Market</title>");
  market = await startTestMarketplace(db(), { listens: true, webDirectory: directory });
  person = await openClient(market, await seedPerson(db()));
  visitor = await openClient(market);
  const account = { name: "A Person", email: `${randomUUID()}@example.test`, password };
  const { status, headers } = await visitor.post("/api/auth/sign-up/email", account);
  expect(status).toBe(200);
  cookie = (headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
});
afterAll(async () => {
  await market.stop();
  await rm(directory, { recursive: true });
});

const json = { "content-type": "application/json" };
const ours = () => ({ ...json, origin: market.url });
const post = (path: string, sent: Sent) => send(market, path, { method: "POST", ...sent });
const become = "/api/trpc/people.becomeCreator";

describe("fields that nobody may send", () => {
  test("are refused by every procedure that changes something, and change nothing", async () => {
    const creator = await seedPerson(db(), { creator: true });
    const { listingId, strategyId } = await seedListing(db(), creator);
    const desk = await openClient(market, creator);
    const cases: [Client, string, object][] = [
      [person, "people.becomeCreator", { displayName: "Somebody", role: "admin" }],
      [desk, "listings.archive", { listingId, status: "published" }],
      [desk, "listings.create", { strategyId, title: "T", status: "published", totalSales: 9_000 }],
      [person, "listings.flag", { listingId, reason: "spam", status: "removed" }],
      [person, "reviews.create", { listingId, stars: 5, text: "Good.", isEntitled: true }],
      [
        person,
        "purchases.start",
        {
          ...{ listingId, provider: "stripe", idempotencyKey: randomUUID(), price: { amountMinor: "1" } },
          expectedPrice: { amountMinor: "4900", currency: "USD" },
        },
      ],
      [desk, "payouts.request", { currency: "USD", idempotencyKey: randomUUID(), amountMinor: "1000000" }],
    ];
    for (const [client, procedure, input] of cases) {
      const { status, error } = await client.mutate(procedure, input);
      expect([procedure, status, error?.code]).toEqual([procedure, 400, "invalid_input"]);
      expect(error?.issues.map(({ message }) => message).join()).toMatch(/[Uu]nrecognized/);
    }
    const [counts] = await db().stored(
      `SELECT (SELECT count(*)::int FROM strategy_purchases) AS purchases,
         (SELECT count(*)::int FROM listing_flags) AS flags,
         (SELECT count(*)::int FROM users WHERE role <> 'user') AS raised,
         (SELECT count(*)::int FROM strategy_marketplace WHERE status <> 'published') AS changed`,
    );
    expect(counts).toEqual({ purchases: 0, flags: 0, raised: 0, changed: 0 });
  });

  test("are refused at sign-up and in the own account", async () => {
    const email = `${randomUUID()}@example.test`;
    const account = { name: "Mallory", email, password };
    for (const more of [
      { role: "admin" },
      { emailVerified: true },
      { id: randomUUID() },
      { suspendedAt: null },
    ]) {
      const { status } = await visitor.post("/api/auth/sign-up/email", { ...account, ...more });
      expect(status).toBe(400);
    }
    expect(await db().stored("SELECT 1 FROM users WHERE email = $1", [email])).toEqual([]);
    const headers = { ...ours(), cookie };
    const body = JSON.stringify({ name: "Mallory", role: "admin" });
    expect((await post("/api/auth/update-user", { headers, body })).status).toBe(400);
  });
});

describe("what another site's page sends in a visitor's name", () => {
  const body = JSON.stringify({ displayName: "Mallory" });

  test("changes nothing: a foreign, missing or look-alike origin is refused", async () => {
    const origins = ["https://evil.test", "null", `${market.url}.evil.test`, `${market.url}0`, "", undefined];
    for (const origin of origins)
      for (const path of [become, "/api/auth/sign-out"]) {
        const headers = { ...json, cookie, ...(origin === undefined ? {} : { origin }) };
        const { status, error } = await post(path, { body, headers });
        expect([origin, path, status, error?.code]).toEqual([origin, path, 403, "forbidden"]);
      }
    expect((await post(become, { body, headers: json })).status).toBe(403);
    const token = { ...json, cookie, authorization: "Bearer made-up" };
    expect((await post(become, { body, headers: token })).status).toBe(403);
    const signIn = { ...json, origin: "https://evil.test" };
    expect((await post("/api/auth/sign-in/email", { body: "{}", headers: signIn })).status).toBe(403);
    const session = await send(market, "/api/auth/get-session", { headers: { cookie } });
    expect(JSON.parse(session.body)).toMatchObject({ user: { name: "A Person" } });
  });

  test("is not taken as anything but JSON, which a form cannot send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      for (const path of [become, "/api/auth/sign-in/email"]) {
        const headers = { "content-type": type, origin: market.url, cookie };
        expect((await post(path, { body, headers })).status).toBe(415);
      }
  });

  test("a mutation by GET, or by any other method, is refused", async () => {
    const asked = await send(market, `${become}?input=${encodeURIComponent(body)}`, { headers: { cookie } });
    expect([asked.status, asked.error?.code]).toEqual([405, "invalid_input"]);
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const { status } = await send(market, become, { method, body, headers: { ...ours(), cookie } });
      expect([method, status]).toEqual([method, 405]);
    }
    const batched = `/api/trpc/people.becomeCreator,health?batch=1&input=${encodeURIComponent(`{"0":${body}}`)}`;
    expect((await send(market, batched, { headers: { cookie } })).error?.code).toBe("invalid_input");
    expect(await db().stored("SELECT 1 FROM creator_profiles WHERE display_name = 'Mallory'")).toEqual([]);
  });
});

describe("what is too much", () => {
  const large = JSON.stringify({ displayName: "x".repeat(1_100_000) });
  const chunks = (text: string) => Readable.from([text.slice(0, 1_000), text.slice(1_000)]);

  test("a body over the limit, whether it says its length or comes in chunks", async () => {
    for (const body of [large, chunks(large)]) {
      const { status, error } = await post(become, { body, headers: ours() });
      expect([status, error?.code]).toEqual([413, "too_large"]);
    }
    const account = JSON.stringify({ email: "a@b.test", password: "x".repeat(40_000) });
    for (const body of [account, chunks(account)])
      expect((await post("/api/auth/sign-in/email", { body, headers: ours() })).status).toBe(413);
    const event = "x".repeat(300_000);
    for (const provider of ["stripe", "razorpay"])
      for (const body of [event, chunks(event)])
        expect((await post(`/api/webhooks/${provider}`, { body })).status).toBe(413);
  });

  test("a batch of more than ten calls", async () => {
    const batch = (count: number) =>
      send(market, `/api/trpc/${Array(count).fill("health").join(",")}?batch=1`);
    expect((await batch(10)).status).toBe(200);
    const { status, error, headers } = await batch(11);
    expect([status, error?.code]).toEqual([400, "invalid_input"]);
    expect(error?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["x-correlation-id"]).toBe(error?.correlationId);
  });

  test("a text that cannot be stored, wherever one is taken", async () => {
    const creator = await seedPerson(db(), { creator: true });
    const { listingId } = await seedListing(db(), creator);
    const admin = await openClient(market, await seedPerson(db(), { role: "admin" }));
    const desk = await openClient(market, creator);
    const document = { ...exampleDocument(), name: "a\u0000b" };
    for (const bad of ["a\u0000b", "a\ud800b"]) {
      const asked = [
        visitor.query("listings.search", { words: bad }),
        person.mutate("people.becomeCreator", { displayName: bad }),
        person.mutate("listings.flag", { listingId, reason: "spam", note: bad }),
        admin.query("moderation.findPurchases", { query: bad }),
        admin.query("audit.list", { actor: bad }),
        admin.query("listings.search", { cursor: bad }),
        desk.mutate("strategies.create", { name: bad, version: "1.0.0", changelog: "", document }),
        desk.mutate("strategies.create", { name: "A name", version: "1.0.0", changelog: "", document }),
        visitor.post("/api/auth/sign-up/email", {
          name: bad,
          email: `${randomUUID()}@example.test`,
          password,
        }),
      ];
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 400));
    }
    const named = await visitor.query("listings.search", { words: "a\u0000b" });
    expect(named.error).toMatchObject({ code: "invalid_input", issues: [{ path: ["words"] }] });
  });

  test("a page of ten thousand, a document without a bottom, and no JSON at all", async () => {
    const page = await visitor.query("listings.search", { limit: 10_000 });
    expect(page).toMatchObject({
      status: 400,
      error: { code: "invalid_input", issues: [{ path: ["limit"] }] },
    });
    const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const paths = ["strategies.create", "strategies.check", "people.becomeCreator"];
    for (const path of paths)
      for (const body of [nested(10_000), `{"name":"Deep","document":${nested(10_000)}}`, "{not json"])
        expect((await post(`/api/trpc/${path}`, { body, headers: ours() })).status).toBe(400);
    const deep = { body: nested(10_000), headers: ours() };
    expect((await post("/api/auth/sign-up/email", deep)).status).toBe(400);
    expect((await visitor.query("health")).status).toBe(200);
  });
});

test("a fault of the server says nothing but a sentence and a code, which leads to the reason in the log", async () => {
  const { listingId } = await seedListing(db(), await seedPerson(db(), { creator: true }));
  const uuid = uuidFromId("lst", listingId);
  // What no verb could write: the public page cannot be made of it.
  await db().stored("ALTER TABLE strategy_marketplace RENAME COLUMN summary TO summary_away");
  const failed = await visitor.query("listings.get", { listingId });
  await db().stored("ALTER TABLE strategy_marketplace RENAME COLUMN summary_away TO summary");
  const code = failed.error?.correlationId ?? "";
  expect(failed.status).toBe(500);
  expect(code).toMatch(/^[0-9a-f-]{36}$/);
  expect(failed.headers["x-correlation-id"]).toBe(code);
  expect(JSON.parse(failed.body)).toEqual({
    error: {
      message: errorSentences.internal,
      code: expect.any(Number),
      data: {
        code: "internal",
        message: errorSentences.internal,
        ...{ issues: [], correlationId: code, retryAfterSeconds: null, httpStatus: 500 },
      },
    },
  });
  expect(failed.body).not.toContain(uuid);
  const line = market.logLines.find((one) => one.includes(code) && one.includes("42703"));
  expect(line).toContain("listings.get");
  expect(line).not.toMatch(/select /i);
});

test("every answer, a page or a refusal, forbids foreign scripts, pictures, frames and guessed types", async () => {
  const paths = [
    "/",
    "/listings/lst_1",
    "/health",
    "/api/trpc/health",
    "/api/nothing",
    "/bundles/none",
    "/exports/none",
  ];
  for (const path of paths) {
    const { headers } = await send(market, path);
    const policy = String(headers["content-security-policy"]).split("; ");
    expect([path, policy]).toEqual([
      path,
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "script-src-attr 'none'",
        "connect-src 'self'",
        "img-src 'self'",
        "frame-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
      ]),
    ]);
    expect(policy.join()).not.toMatch(/unsafe-eval|data:|https?:|\*|report/);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-correlation-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  expect((await send(market, "/api/trpc/health")).headers["cache-control"]).toBe("no-store");
});

test("markdown with scripts, pictures and HTML in it comes as the text that it is, never as a page", async () => {
  const hostile =
    "[x](javascript:alert(1)) ![y](data:image/svg+xml,<svg onload=alert(1)>) <script>alert(1)</script>";
  const { listingId } = await seedListing(db(), await seedPerson(db(), { creator: true }));
  await db().stored(
    `UPDATE strategy_marketplace SET description = $2
     FROM (SELECT set_config('app.actor_role', 'system', true) AS role) acting WHERE id = $1 AND acting.role = 'system'`,
    [uuidFromId("lst", listingId), hostile],
  );
  const answer = await visitor.query("listings.get", { listingId });
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(answer.body)).toMatchObject({ result: { data: { description: hostile } } });
  const page = await send(market, `/listings/${listingId}`);
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(page.body).toBe("<!doctype html><title>Market</title>");
});
