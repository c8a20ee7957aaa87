import { newId, roleUrls } from "@boltz/db";
import { testSecret, useDatabase } from "@boltz/testkit";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CallLimitsParts, createCallLimits } from "./call-limits.ts";
import { forgetOldCounts } from "./counter.ts";

const db = useDatabase();
let pool: pg.Pool;
let nowMs: number;
const faults: unknown[] = [];

beforeAll(() => {
  pool = new pg.Pool({ connectionString: roleUrls(db().adminUrl, testSecret).boltz_auth, max: 4 });
});
afterAll(() => pool.end());
beforeEach(async () => {
  nowMs = Date.now();
  faults.length = 0;
  await db().stored("DELETE FROM call_limits");
});

const open = (perMinute: number, over: Partial<CallLimitsParts> = {}) => {
  const limits = createCallLimits({
    ...{ pool, secret: testSecret, perMinute, now: () => nowMs },
    onFault: (error) => void faults.push(error),
    ...over,
  });
  return { ...limits, [Symbol.asyncDispose]: limits.stop };
};

const flag = { path: "listings.flag", isQuery: false, input: {} };
const points = async () => {
  const [row] = await db().stored<{ points: number }>("SELECT sum(points)::int AS points FROM call_limits");
  return row?.points ?? 0;
};

test("two processes give one address together exactly what the limit holds, however many ask at once", async () => {
  await using one = open(1_000);
  await using two = open(1_000);
  const answers = await Promise.all(
    Array.from({ length: 2_400 }, (_, index) =>
      (index % 2 === 0 ? one : two).takeForAddress("2001:db8::1", 1),
    ),
  );
  const given = answers.filter((wait) => wait === 0).length;
  expect(given).toBe(1_000);
  for (const wait of answers.filter((seconds) => seconds > 0)) expect(wait).toBeLessThanOrEqual(60);
  expect(await one.takeForAddress("2001:db8::ffff", 1)).toBeGreaterThan(0);
  expect(await one.takeForAddress("2001:db8:0:1::1", 1)).toBe(0);
});

test("reading asks the database once for fifty calls, and not at all once nothing is left", async () => {
  await using limits = open(1_000);
  for (let call = 0; call < 100; call += 1) await limits.takeForAddress("203.0.113.1", 1);
  expect(await points()).toBe(100);
  await limits.takeForAddress("203.0.113.1", 10);
  expect(await points()).toBe(150);
});

test("what is left when the minute ends is gone, and the next minute begins full", async () => {
  await using limits = open(60);
  const person = newId("usr");
  expect(await limits.takeForPerson(person, 60)).toBe(0);
  expect(await limits.takeForPerson(person, 1)).toBeGreaterThan(0);
  nowMs += 61_000;
  await db().stored("UPDATE call_limits SET expire = expire - 61000");
  expect(await limits.takeForPerson(person, 60)).toBe(0);
});

test("a strict limit counts each call of a person from everywhere, and of an address for everybody", async () => {
  await using limits = open(1_000);
  const person = newId("usr");
  for (let call = 0; call < 10; call += 1)
    expect(await limits.takeForCall(flag, { address: `203.0.113.${call}`, personId: person })).toBe(0);
  const wait = await limits.takeForCall(flag, { address: "203.0.113.99", personId: person });
  expect(wait).toBeGreaterThan(3_500);
  const answers: number[] = [];
  for (let call = 0; call < 41; call += 1)
    answers.push(await limits.takeForCall(flag, { address: "198.51.100.1", personId: newId("usr") }));
  expect(answers.map((seconds) => seconds > 0)).toEqual([...Array<boolean>(40).fill(false), true]);
});

test("the table holds no address and no person in the clear", async () => {
  await using limits = open(1_000);
  const person = newId("usr");
  await limits.takeForCall(flag, { address: "203.0.113.7", personId: person });
  const rows = await db().stored<{ key: string }>("SELECT key FROM call_limits ORDER BY key");
  expect(rows.map(({ key }) => key.split(":")[0])).toEqual(["flag-address", "flag-person"]);
  expect(rows.map(({ key }) => key).join()).not.toMatch(/203\.0\.113|usr_/);
});

test("without a database reading goes on and is reported, and nothing strict is done", async () => {
  const away = new pg.Pool({ host: "127.0.0.1", port: 1, connectionTimeoutMillis: 1_000 });
  await using limits = open(10, { pool: away });
  for (let call = 0; call < 30; call += 1) expect(await limits.takeForAddress("203.0.113.1", 1)).toBe(0);
  expect(faults).toHaveLength(1);
  await expect(limits.takeForCall(flag, { address: "203.0.113.1", personId: null })).rejects.toThrow();
  await away.end();
});

test("no limit is no limit, and asks nobody", async () => {
  await using limits = open(0);
  expect(await limits.takeForAddress("203.0.113.1", 1_000_000)).toBe(0);
  for (let call = 0; call < 100; call += 1)
    expect(await limits.takeForCall(flag, { address: "203.0.113.1", personId: newId("usr") })).toBe(0);
  expect(await points()).toBe(0);
});

test("counts whose time is over are forgotten, and no others", async () => {
  await using limits = open(1_000);
  await limits.takeForAddress("203.0.113.1", 1);
  await db().stored("UPDATE call_limits SET expire = expire - 120000");
  await limits.takeForAddress("203.0.113.2", 1);
  await forgetOldCounts(pool, nowMs);
  expect(await points()).toBe(50);
});
