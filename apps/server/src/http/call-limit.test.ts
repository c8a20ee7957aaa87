import { expect, test } from "vitest";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor } from "../testing/visitor.fixture.ts";
import { createCallLimit, networkOf } from "./call-limit.ts";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"],
  ["2001:db8:0:1::5", "2001:db8:0:1::/64"],
  ["2001:db8::5", "2001:db8:0:0::/64"],
  ["2001:0DB8::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("a minute's calls are used up, and there again in the next", () => {
  let now = 0;
  const limit = createCallLimit({ perMinute: 3, now: () => now });
  expect([limit.allows("a", 2), limit.allows("a", 1), limit.allows("a", 1), limit.allows("b", 3)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  now = 60_000;
  expect(limit.allows("a", 3)).toBe(true);
});

test("no limit is no limit", () => {
  expect(createCallLimit({ perMinute: 0, now: Date.now }).allows("a", 1_000_000)).toBe(true);
});

const market = useMarketplace({ environment: { CALLS_PER_MINUTE: "20" } });
const batch = (count: number) => `/api/trpc/${Array(count).fill("health").join(",")}?batch=1`;

test("each call of a batch costs one, for the whole /64, and others are not held up", async () => {
  const statusFrom = async (address: string, path: string) =>
    (await createVisitor(market(), address).request(path)).status;
  expect(await statusFrom("2001:db8:0:1::1", batch(10))).toBe(200);
  expect(await statusFrom("2001:db8:0:1::2", batch(10))).toBe(200);
  const refused = await createVisitor(market(), "2001:db8:0:1::3").query("health");
  expect(refused).toMatchObject({ status: 429, error: { code: "rate_limited" } });
  expect(await statusFrom("2001:db8:0:2::1", batch(10))).toBe(200);
});

test("somebody signed in is counted over all their addresses", async () => {
  const visitor = createVisitor(market(), "198.51.100.1");
  await visitor.signUp();
  const asFrom = (address: string) => {
    const other = createVisitor(market(), address);
    for (const [name, value] of visitor.cookies) other.cookies.set(name, value);
    return other;
  };
  expect((await asFrom("198.51.100.2").request(batch(10))).status).toBe(200);
  expect((await asFrom("198.51.100.3").request(batch(10))).status).toBe(200);
  const refused = await asFrom("198.51.100.4").query("people.me");
  expect(refused).toMatchObject({ status: 429, error: { code: "rate_limited" } });
});
