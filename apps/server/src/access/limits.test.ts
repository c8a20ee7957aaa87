import { randomUUID } from "node:crypto";
import { seedListing, seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "../auth/rate-limits.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { password } from "../testing/visitor.fixture.ts";
import {
  handedOn,
  openClient,
  proxyAddress,
  type Reply,
  type Sent,
  saidBy,
  send,
} from "./http-client.fixture.ts";

const perMinute = 40;
const market = useMarketplace({
  listens: true,
  authLimits: defaultLimits,
  environment: { CALLS_PER_MINUTE: String(perMinute), TRUSTED_PROXIES: proxyAddress },
});

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const batch = (count: number) => `/api/trpc/${Array(count).fill("health").join(",")}?batch=1`;
const at = (address: string, path: string, sent: Sent = {}) => {
  const via = handedOn(address);
  return send(market(), path, { ...via, ...sent, headers: { ...via.headers, ...sent.headers } });
};

const expectRefused = ({ status, headers, error }: Reply, atMostSeconds: number) => {
  const seconds = Number(headers["retry-after"]);
  expect([status, error?.code, error?.retryAfterSeconds]).toEqual([429, "rate_limited", seconds]);
  expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= atMostSeconds).toBe(true);
};

describe("calls of everybody", () => {
  test("each call of a batch costs one, for the whole /64, at every door; others are not held up", async () => {
    for (const address of ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1::3", "2001:db8:0:1:f::4"])
      expect((await at(address, batch(10))).status).toBe(200);
    const doors = [
      "/bundles/none",
      "/unsubscribe/none",
      "/exports/sales.csv",
      "/pay/razorpay/none",
      "/api/auth/get-session",
      "/api/auth/device",
    ];
    for (const path of ["/api/trpc/health", batch(2), ...doors])
      expectRefused(await at("2001:db8:0:1::5", path), 60);
    const event = await at("2001:db8:0:1::5", "/api/webhooks/stripe", { method: "POST", body: "{}" });
    expect(event.status).toBe(400);
    expect((await at("2001:db8:0:1::5", "/health")).status).toBe(200);
    expect((await at("2001:db8:0:2::1", batch(10))).status).toBe(200);
  });

  test("a batch that is more than what is left is refused whole", async () => {
    for (const _ of times(3, () => null)) await at("198.51.100.1", batch(10));
    await at("198.51.100.1", batch(6));
    expectRefused(await at("198.51.100.1", batch(8)), 60);
    expect((await at("198.51.100.1", batch(2))).status).toBe(200);
  });

  test("somebody signed in is counted over all the addresses", async () => {
    const person = await seedPerson(market().db);
    for (const address of ["198.51.100.2", "198.51.100.3"]) {
      const client = await openClient(market(), person, address);
      for (const _ of times(2, () => null)) expect((await client.get(batch(10))).status).toBe(200);
    }
    expectRefused(await (await openClient(market(), person, "198.51.100.4")).query("people.me"), 60);
    expect((await at("198.51.100.4", "/api/trpc/people.me")).status).toBe(200);
  });
});

describe("calls that count by themselves", () => {
  test("reports of one person are few, from wherever, and each in a batch is judged alone", async () => {
    const person = await seedPerson(market().db);
    const { listingId } = await seedListing(market().db, await seedPerson(market().db, { creator: true }));
    const flag = { listingId, reason: "spam" };
    const statuses: number[] = [];
    for (const index of times(9, (place) => place)) {
      const client = await openClient(market(), person, `198.51.100.${50 + index}`);
      statuses.push((await client.mutate("listings.flag", flag)).status);
    }
    expect(statuses).toEqual([200, ...times(8, () => 409)]);
    const client = await openClient(market(), person, "198.51.100.60");
    const path = "/api/trpc/listings.flag,listings.flag,listings.wish?batch=1";
    const wish = { listingId, wished: true };
    const mixed = await client.post(path, { 0: flag, 1: flag, 2: wish });
    expect(mixed.status).toBe(207);
    expect(JSON.parse(mixed.body)).toMatchObject([
      { error: { data: { code: "already_flagged" } } },
      { error: { data: { code: "rate_limited", httpStatus: 429 } } },
      { result: { data: { done: true } } },
    ]);
    expect(Number(mixed.headers["retry-after"])).toBeGreaterThan(3_000);
  });

  test("a coupon's code is not guessed for long, and the price can still be read", async () => {
    const person = await seedPerson(market().db);
    const { listingId } = await seedListing(market().db, await seedPerson(market().db, { creator: true }));
    const client = await openClient(market(), person, "198.51.100.5");
    const guess = (index: number) =>
      client.query("purchases.options", { listingId, couponCode: `GUESS${index}` });
    const tried = await Promise.all(times(30, guess));
    expect(tried.map(({ error }) => error?.code)).not.toContain("rate_limited");
    expectRefused(await guess(30), 600);
    expect((await client.query("purchases.options", { listingId })).status).toBe(200);
  });
});

describe("signing in", () => {
  const maxSignIns = defaultLimits["/sign-in/email"]?.max ?? 0;
  const guess = (sent: Sent, email = `${randomUUID()}@example.test`) =>
    send(market(), "/api/auth/sign-in/email", {
      ...sent,
      method: "POST",
      body: JSON.stringify({ email, password: "a guessed password" }),
      headers: { "content-type": "application/json", origin: market().url, ...sent.headers },
    });
  const guessAll = async (sent: (index: number) => Sent) => {
    for (const index of times(maxSignIns, (place) => place))
      expect((await guess(sent(index))).status).toBe(401);
  };

  test("is cut off for one /64, however many of its addresses are used", async () => {
    await guessAll((index) => handedOn(`2001:db8:0:3::${(index + 1).toString(16)}`));
    expectRefused(await guess(handedOn("2001:db8:0:3:ffff:ffff:ffff:ffff")), 60);
    expect((await guess(handedOn("2001:db8:0:4::1"))).status).toBe(401);
  });

  test("is counted by the connection where X-Forwarded-For comes from somebody who is no proxy of ours", async () => {
    const forged = (index: number) => ({
      from: "127.0.0.5",
      headers: { "x-forwarded-for": `192.0.2.${index}` },
    });
    await guessAll(forged);
    expectRefused(await guess(forged(200)), 60);
  });

  test("is counted by the last address that our proxy did not write itself", async () => {
    await guessAll((index) => handedOn(`192.0.2.${index}, 198.51.100.6`));
    expectRefused(await guess(handedOn("192.0.2.99, 198.51.100.6")), 60);
    expect((await guess(handedOn("198.51.100.6, 198.51.100.7"))).status).toBe(401);
  });

  test("with an unknown address answers like a wrong password, and takes as long", async () => {
    const email = `${randomUUID()}@example.test`;
    const account = { name: "A Person", email, password };
    const visitor = await openClient(market(), null, "198.51.100.8");
    expect((await visitor.post("/api/auth/sign-up/email", account)).status).toBe(200);
    const took: Record<"wrong" | "unknown", number[]> = { wrong: [], unknown: [] };
    const said = new Set<string>();
    for (const index of times(11, (place) => place))
      for (const kind of ["wrong", "unknown"] as const) {
        const begin = performance.now();
        const answer = await guess(handedOn(`203.0.113.${index}`), kind === "wrong" ? email : undefined);
        took[kind].push(performance.now() - begin);
        said.add(JSON.stringify(saidBy(answer)));
      }
    expect(said.size).toBe(1);
    const [wrong = 0, unknown = 0] = [took.wrong, took.unknown].map(
      (all) => all.toSorted((a, b) => a - b)[5],
    );
    expect(wrong / unknown).toBeGreaterThan(0.4);
    expect(wrong / unknown).toBeLessThan(2.5);
  });
});
