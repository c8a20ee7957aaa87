import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor, password } from "../testing/visitor.fixture.ts";
import { accountLimits, defaultLimits } from "./rate-limits.ts";

const market = useMarketplace({ authLimits: defaultLimits });
const maxSignIns = defaultLimits["/sign-in/email"]?.max ?? 0;

const guess = async (address: string) => {
  // Always somebody else, so that only addresses count.
  const body = { email: `${randomUUID()}@example.test`, password: "a guessed password" };
  return (await createVisitor(market(), address).post("/api/auth/sign-in/email", body)).status;
};

const guesses = async (count: number, address: string) => {
  const statuses: number[] = [];
  for (let guessed = 0; guessed < count; guessed += 1) statuses.push(await guess(address));
  return statuses;
};

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

test("guessing from one address is cut off, and others are not", async () => {
  expect(await guesses(maxSignIns, "198.51.100.1")).toEqual(times(maxSignIns, () => 401));
  expect(await guess("198.51.100.1")).toBe(429);
  expect(await guess("198.51.100.2")).toBe(401);
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

test("a refusal says when to come back, in the header and in the shape of every other", async () => {
  await guesses(maxSignIns, "198.51.100.8");
  const body = { email: "somebody@example.test", password: "a guessed password" };
  const refused = await createVisitor(market(), "198.51.100.8").post("/api/auth/sign-in/email", body);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await refused.json()).toMatchObject({
    error: { data: { code: "rate_limited", retryAfterSeconds: seconds } },
  });
});

/** What the sign-in library itself says, without how long to wait and the code to quote. */
const ownWords = z.object({ code: z.string(), message: z.string() });

/** Guesses the password of one account, each time from another network. */
const guessOf = async (email: string, index: number, withPassword = "a guessed password") => {
  const visitor = createVisitor(market(), `2001:db8:${index.toString(16)}:1::1`);
  return visitor.post("/api/auth/sign-in/email", { email, password: withPassword });
};

test("one account's password is not guessed from ever new networks either, whether it exists or not", async () => {
  const { points, seconds } = accountLimits["/sign-in/email"];
  const known = createVisitor(market(), "198.51.100.9");
  await known.signUp();
  const answers: string[][] = [];
  for (const email of [known.email, `${randomUUID()}@example.test`]) {
    const statuses = await Promise.all(times(points + 5, (index) => guessOf(email, index)));
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([
      ...times(points, () => 401),
      ...times(5, () => 429),
    ]);
    const refused = await guessOf(email.toUpperCase(), 999);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(seconds - 60);
    answers.push([String(refused.status), JSON.stringify(ownWords.parse(await refused.json()))]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect((await guessOf(known.email, 1_000, password)).status).toBe(429);
});

test("whoever knows the password begins anew", async () => {
  const person = createVisitor(market(), "198.51.100.10");
  await person.signUp();
  const { points } = accountLimits["/sign-in/email"];
  for (const round of [0, 1]) {
    for (const index of times(points - 1, (at) => at))
      expect((await guessOf(person.email, 2_000 + round * 100 + index)).status).toBe(401);
    expect((await guessOf(person.email, 3_000 + round, password)).status).toBe(200);
  }
});

test("nobody's mailbox is filled with new passwords by asking from everywhere", async () => {
  const { points } = accountLimits["/request-password-reset"];
  const email = `${randomUUID()}@example.test`;
  const ask = (index: number) =>
    createVisitor(market(), `2001:db8:${index.toString(16)}:2::1`).post("/api/auth/request-password-reset", {
      email,
    });
  const statuses = [];
  for (const index of times(points + 1, (at) => at)) statuses.push((await ask(index)).status);
  expect(statuses).toEqual([...times(points, () => 200), 429]);
});
