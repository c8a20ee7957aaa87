import { randomUUID } from "node:crypto";
import { uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { getPayoutBalance, requestPayout, reviewPayouts, runPayouts, suspendCreator } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { seedSales, takeBack } from "../support/seed-sales.ts";

const {
  stack,
  job,
  fund,
  activate,
  release,
  creator,
  finance,
  earn,
  request,
  send,
  payoutOf,
  balancesOf,
  mailsTo,
} = usePayouts();

const payable = async (priceMinor = 10_000n) => {
  const person = await creator();
  await activate(person, "stripe");
  await earn(person, { priceMinor });
  return person;
};

const countPayouts = async (person: Person) => {
  const [row] = await stack().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM creator_payouts WHERE creator_id = $1",
    [uuidFromId("usr", person.id)],
  );
  return row?.count;
};

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("a payout that is asked for", () => {
  test("reserves all that is available, once for its key, and is paid and mailed", async () => {
    const person = await payable();
    await fund("USD", 10_000n);
    const key = randomUUID();
    const asked = await request(person, "USD", key);
    expect(asked).toMatchObject({
      status: "queued",
      amount: { amountMinor: "7000", currency: "USD" },
      provider: "stripe",
      origin: "creator",
    });
    expect(await balancesOf(person, "USD")).toEqual({ pending: 0, available: 0, reserved: 7_000, debt: 0 });
    expect((await request(person, "USD", key)).id).toBe(asked.id);
    expect(await refusalOf(request(person, "EUR", key))).toBe("idempotency_mismatch");
    await send(asked.id);
    expect(await payoutOf(asked.id)).toMatchObject({ status: "paid", failure: null });
    expect(await balancesOf(person, "USD")).toEqual({ pending: 0, available: 0, reserved: 0, debt: 0 });
    await send(asked.id);
    expect(await mailsTo(person)).toEqual(["payout_account_changed", "payout_account_status", "payout_paid"]);
    expect(stack().sandbox.faults.counters().requests.transfer).toBe(1);
    expect((await request(person, "USD", key)).status).toBe("paid");
  });

  test("20 identical requests at once make one payout, 20 of a key each too", async () => {
    const person = await payable();
    const key = randomUUID();
    const asked = await Promise.all(Array.from({ length: 20 }, () => request(person, "USD", key)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(await countPayouts(person)).toBe(1);
    const other = await payable();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => request(other, "USD", randomUUID())),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await countPayouts(other)).toBe(1);
  });

  test("is refused to visitors, to buyers and to creators who are suspended", async () => {
    const input = { currency: "USD" as const, idempotencyKey: randomUUID() };
    const ask = (actor: Parameters<ReturnType<typeof stack>["as"]>[0]) =>
      refusalOf(requestPayout({ ctx: stack().as(actor), input }));
    expect(await ask(visitor)).toBe("unauthenticated");
    expect(await ask(await seedPerson(stack().db))).toBe("forbidden");
    expect(await ask({ ...(await payable()), suspended: true })).toBe("suspended");
  });

  test("racing the weekly run, the money goes out once", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => payable()));
    await Promise.all([
      ...people.map((person) => refusalOf(request(person, "USD", randomUUID()))),
      runPayouts({ ctx: job("run-payouts") }),
      runPayouts({ ctx: job("run-payouts") }),
    ]);
    for (const person of people) {
      expect(await countPayouts(person)).toBe(1);
      expect(await balancesOf(person, "USD")).toMatchObject({ available: 0, reserved: 7_000 });
    }
  });

  test("racing what is taken back of a released sale, the creator is never below zero", async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = await payable();
      await Promise.all([
        refusalOf(request(person, "USD", randomUUID())),
        takeBack(stack().db, person, 6_500n),
      ]);
      const { available, reserved, debt } = await balancesOf(person, "USD");
      expect(available + reserved + debt).toBe(500);
      expect([reserved, debt]).toEqual(reserved === 7_000 ? [7_000, -6_500] : [0, 0]);
    }
  });
});

describe("why nothing is paid out", () => {
  const reasonOf = async (person: Person, currency: "USD" | "INR" = "USD") => {
    const ctx = stack().as(person);
    const { balances } = await getPayoutBalance({ ctx });
    const balance = balances.find((one) => one.currency === currency);
    const refused = await request(person, currency, randomUUID()).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : null),
    );
    return { blockedBy: balance?.blockedBy, blockedUntil: balance?.blockedUntil, refused };
  };

  test("no account, an account that is not done, being checked, restricted or rejected", async () => {
    const person = await creator();
    await earn(person, { priceMinor: 10_000n });
    expect(await reasonOf(person)).toMatchObject({ blockedBy: "no_account", refused: /Set up/ });
    const { accountId } = await activate(person, "stripe");
    const reasons = {
      onboarding: "account_onboarding",
      pending: "account_pending",
      restricted: "account_restricted",
      rejected: "account_restricted",
    };
    for (const [status, reason] of Object.entries(reasons)) {
      await stack().db.stored("UPDATE payout_accounts SET status = $2 WHERE id = $1", [
        uuidFromId("pac", accountId),
        status,
      ]);
      const seen = await reasonOf(person);
      expect(seen.blockedBy).toBe(reason);
      expect(seen.refused).toMatch(/payment provider/);
    }
  });

  test("less than the smallest payout, which each currency has its own of", async () => {
    const person = await payable(1_400n);
    expect(await reasonOf(person)).toMatchObject({ blockedBy: "below_minimum" });
    await earn(person, { priceMinor: 100n });
    expect(await reasonOf(person)).toEqual({ blockedBy: null, blockedUntil: null, refused: null });
  });

  test("earnings that are still held", async () => {
    const person = await creator();
    await activate(person, "stripe");
    await seedSales(stack().db, person, { priceMinor: 10_000n });
    expect((await reasonOf(person)).blockedBy).toBe("nothing_available");
    stack().clock.offsetMs = 8 * DAY_MS;
    await release();
    expect((await reasonOf(person)).blockedBy).toBeNull();
  });

  test("a review with its reason, payouts switched off, a suspension", async () => {
    const staff = await finance();
    const person = await payable();
    const review = (reason: string | null) =>
      reviewPayouts({ ctx: stack().as(staff), input: { creatorId: person.id, reason } });
    await review("We are looking into three sales.");
    await review("We are looking into three sales.");
    expect(await reasonOf(person)).toMatchObject({ blockedBy: "under_review" });
    expect(await mailsTo(person)).toContain("payouts_reviewed");
    await review(null);
    const off = { ...person, creator: { publish: true, sell: true, withdraw: false } };
    const moderator = await seedPerson(stack().db, { role: "moderator" });
    const switchOff = (part: "withdraw" | "account") =>
      suspendCreator({
        ctx: stack().as(moderator),
        input: { creatorId: person.id, part, allowed: false, reason: "We are looking into three sales." },
      });
    await switchOff("withdraw");
    expect(await reasonOf(off)).toMatchObject({ blockedBy: "withdraw_suspended" });
    const before = await balancesOf(person, "USD");
    await switchOff("account");
    await runPayouts({ ctx: job("run-payouts") });
    const skips = await stack().db.stored("SELECT reason FROM payout_skips WHERE creator_id = $1", [
      uuidFromId("usr", person.id),
    ]);
    expect(skips).toEqual([{ reason: "creator_suspended" }]);
    expect(await balancesOf(person, "USD")).toEqual(before);
    const audits = await stack().db.stored<{ action: string }>(
      "SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY seq",
      [uuidFromId("usr", person.id)],
    );
    expect(audits.map(({ action }) => action)).toEqual([
      "payout_review_started",
      "payout_review_ended",
      "creator_restricted",
      "creator_banned",
    ]);
  });

  test("only finance holds payouts, and nobody their own", async () => {
    const person = await payable();
    const input = { creatorId: person.id, reason: "We are looking into it." };
    const moderator = await seedPerson(stack().db, { role: "moderator" });
    expect(await refusalOf(reviewPayouts({ ctx: stack().as(moderator), input }))).toBe("forbidden");
    const own = { ...person, role: "finance" as const };
    expect(await refusalOf(reviewPayouts({ ctx: stack().as(own), input }))).toBe("own_payout");
    const nobody = await seedPerson(stack().db);
    const staff = stack().as(await finance());
    const ofNobody = { ...input, creatorId: nobody.id };
    expect(await refusalOf(reviewPayouts({ ctx: staff, input: ofNobody }))).toBe("not_found");
  });
});
