import { expect, test } from "vitest";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor } from "../testing/visitor.fixture.ts";
import { defaultLimits } from "./rate-limits.ts";

const market = useMarketplace({ authLimits: defaultLimits, environment: { TRUSTED_PROXIES: "10.0.0.0/8" } });
const maxSignIns = defaultLimits["/sign-in/email"]?.max ?? 0;

const guess = async (address: string, forwardedFor?: string) => {
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  const body = { email: "somebody@example.test", password: "a guessed password" };
  return (await createVisitor(market(), address).post("/api/auth/sign-in/email", body, headers)).status;
};

const guesses = async (addresses: Iterable<[string, string?]>) => {
  const statuses: number[] = [];
  for (const [address, forwardedFor] of addresses) statuses.push(await guess(address, forwardedFor));
  return statuses;
};

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

test("guessing from one address is cut off, and others are not", async () => {
  expect(await guesses(times(maxSignIns, () => ["198.51.100.1"]))).toEqual(times(maxSignIns, () => 401));
  expect(await guess("198.51.100.1")).toBe(429);
  expect(await guess("198.51.100.2")).toBe(401);
});

test("all addresses of one IPv6 /64 count as one", async () => {
  await guesses(times(maxSignIns, (index) => [`2001:db8:0:1::${(index + 1).toString(16)}`]));
  expect(await guess("2001:db8:0:1:ffff:ffff:ffff:ffff")).toBe(429);
  expect(await guess("2001:db8:0:2::1")).toBe(401);
});

test("a forwarded address from somebody who is no proxy of ours changes nothing", async () => {
  await guesses(times(maxSignIns, (index) => ["198.51.100.3", `192.0.2.${index}`]));
  expect(await guess("198.51.100.3", "192.0.2.200")).toBe(429);
});

test("behind a trusted proxy the last address that it did not write itself counts", async () => {
  await guesses(times(maxSignIns, (index) => ["10.0.0.5", `192.0.2.${index}, 198.51.100.4, 10.1.1.1`]));
  expect(await guess("10.0.0.5", "192.0.2.99, 198.51.100.4")).toBe(429);
  expect(await guess("10.0.0.5", "198.51.100.5")).toBe(401);
});

test("a client cannot name its own address to us", async () => {
  const visitor = createVisitor(market(), "198.51.100.6");
  const body = { email: "somebody@example.test", password: "a guessed password" };
  const statuses = await Promise.all(
    times(maxSignIns + 5, (index) =>
      visitor.post("/api/auth/sign-in/email", body, { "x-boltz-client-address": `192.0.2.${index}` }),
    ),
  );
  expect(statuses.filter((response) => response.status === 429).length).toBeGreaterThanOrEqual(5);
});

test("codes of the second factor are guessed slowly too", async () => {
  const visitor = createVisitor(market(), "198.51.100.7");
  for (const [path, code] of [
    ["/two-factor/verify-totp", "123456"],
    ["/two-factor/verify-backup-code", "aaaaa-bbbbb"],
  ] as const) {
    const max = defaultLimits[path]?.max ?? 0;
    const statuses: number[] = [];
    for (let guessed = 0; guessed <= max; guessed += 1)
      statuses.push((await visitor.post(`/api/auth${path}`, { code })).status);
    expect(statuses).toEqual([...times(max, () => 401), 429]);
  }
});
