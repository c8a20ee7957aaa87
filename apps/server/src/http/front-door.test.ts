import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useDatabase } from "@boltz/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestMarketplace, type TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";

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
