import { randomUUID } from "node:crypto";
import type { OnboardInput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import {
  getPayoutBalance,
  openPayoutAccount,
  runPayouts,
  sweepMoney,
  syncPayoutAccount,
} from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { bankDetails, DAY_MS, onboarding, usePayouts } from "../support/payouts.ts";

const { stack, job, fund, activate, creator, earn, request, send, payoutOf, balancesOf, mailsTo } =
  usePayouts();

const openAccount = (person: Person, input: OnboardInput) =>
  openPayoutAccount({ ctx: stack().as(person), input });

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : String(error)),
  );

interface StoredAccount {
  id: string;
  status: string;
  reference: string | null;
  is_current: boolean;
  held_until: Date | null;
}

const accountsOf = (person: Person) =>
  stack().db.stored<StoredAccount>(
    "SELECT id, status, reference, is_current, held_until FROM payout_accounts WHERE user_id = $1 ORDER BY id",
    [uuidFromId("usr", person.id)],
  );

const auditsOf = async (person: Person) => {
  const rows = await stack().db.stored<{ action: string; actor: string }>(
    `SELECT a.action, coalesce(a.actor_id::text, a.actor_label) AS actor FROM audit_log a
     JOIN payout_accounts p ON p.id = a.subject_id WHERE p.user_id = $1 ORDER BY a.seq`,
    [uuidFromId("usr", person.id)],
  );
  return rows;
};

describe("setting up a payout account", () => {
  test("at Stripe: one account, a new page each time, and its state as Stripe tells it", async () => {
    const person = await creator();
    const first = await openAccount(person, onboarding("stripe"));
    expect(first.account).toMatchObject({ provider: "stripe", status: "onboarding", heldUntil: null });
    expect(first.account.requirements.length).toBeGreaterThan(0);
    const second = await openAccount(person, onboarding("stripe"));
    expect(second.account.id).toBe(first.account.id);
    expect(second.url).not.toBe(first.url);
    expect(await accountsOf(person)).toHaveLength(1);
    const [{ reference = null } = {}] = await accountsOf(person);
    if (reference === null) throw new Error("no account was made");
    stack().sandbox.dashboard.setAccount(reference, "active");
    const bySync = { provider: "stripe" as const, reference };
    expect(await syncPayoutAccount({ ctx: job("handle-event"), input: bySync })).toBe("handled");
    const { accounts, providers } = await getPayoutBalance({ ctx: stack().as(person) });
    expect(accounts).toMatchObject([{ id: first.account.id, status: "active", requirements: [] }]);
    expect(providers).toEqual(["stripe", "razorpay"]);
    expect(await mailsTo(person)).toEqual(["payout_account_changed", "payout_account_status"]);
    expect(await auditsOf(person)).toEqual([
      { action: "payout_account_changed", actor: uuidFromId("usr", person.id) },
      { action: "payout_account_status", actor: "system:handle-event" },
    ]);
    const foreign = { provider: "stripe" as const, reference: "acct_of_somebody" };
    expect(await syncPayoutAccount({ ctx: job("handle-event"), input: foreign })).toBe("not_ours");
  });

  test("at Stripe: what a restricted account is asked for is given there, without a new account or a hold", async () => {
    const person = await creator();
    await openAccount(person, onboarding("stripe"));
    const [{ reference = null } = {}] = await accountsOf(person);
    if (reference === null) throw new Error("no account was made");
    stack().sandbox.dashboard.setAccount(reference, "restricted");
    const input = { provider: "stripe" as const, reference };
    expect(await syncPayoutAccount({ ctx: job("handle-event"), input })).toBe("handled");
    const { url } = await openAccount(person, onboarding("stripe"));
    expect(url).toMatch(/onboarding/);
    expect(await accountsOf(person)).toMatchObject([{ is_current: true, held_until: null }]);
  });

  test("at Razorpay: the bank details go through and stay nowhere; its events name half of our reference", async () => {
    const person = await creator();
    const { account, url } = await openAccount(person, onboarding("razorpay"));
    expect(account).toMatchObject({ status: "active", heldUntil: null });
    expect(url).toBeNull();
    const [{ reference = null } = {}] = await accountsOf(person);
    const half = reference?.split(":")[0] ?? "";
    expect(half).toMatch(/^acc_/);
    stack().sandbox.dashboard.setAccount(half, "restricted");
    const input = { provider: "razorpay" as const, reference: half };
    expect(await syncPayoutAccount({ ctx: job("handle-event"), input })).toBe("handled");
    expect((await accountsOf(person))[0]?.status).toBe("restricted");
    const [hits] = await stack().db.stored<{ count: number }>(
      `SELECT (SELECT count(*) FROM payout_accounts x WHERE x::text LIKE $1)
        + (SELECT count(*) FROM provider_ops x WHERE x::text LIKE $1) + (SELECT count(*) FROM audit_log x WHERE x::text LIKE $1)
        + (SELECT count(*) FROM email_outbox x WHERE x::text LIKE $1) + (SELECT count(*) FROM pgboss.job x WHERE x::text LIKE $1) AS count`,
      [`%${bankDetails.accountNumber}%`],
    );
    expect(Number(hits?.count)).toBe(0);
  });

  test.each(["stripe", "razorpay"] as const)(
    "20 identical calls at once make one account at %s",
    async (provider) => {
      const person = await creator();
      const opened = await Promise.all(
        Array.from({ length: 20 }, () => openAccount(person, onboarding(provider))),
      );
      expect(new Set(opened.map(({ account }) => account.id)).size).toBe(1);
      expect(await accountsOf(person)).toMatchObject([{ is_current: true, held_until: null }]);
    },
  );

  test("an answer that was lost is asked for with the same key", async () => {
    const person = await creator();
    stack().sandbox.faults.set({ dropNext: 1, only: "account" });
    expect(await codeOf(openAccount(person, onboarding("stripe")))).toBe("provider_unavailable");
    expect(await accountsOf(person)).toMatchObject([{ status: "planned", reference: null }]);
    await openAccount(person, onboarding("stripe"));
    expect(await accountsOf(person)).toMatchObject([{ status: "onboarding" }]);

    const other = await creator();
    stack().sandbox.faults.set({ failNext: 1, failStatus: 500, only: "rzp.account" });
    expect(await codeOf(openAccount(other, onboarding("razorpay")))).toBe("provider_unavailable");
    stack().sandbox.faults.set({ dropNext: 1, only: "rzp.account" });
    expect(await codeOf(openAccount(other, onboarding("razorpay")))).toBe("provider_unavailable");
    const details = { ...bankDetails, accountNumber: "50100088888888" };
    const { account } = await openAccount(other, { provider: "razorpay", country: "IN", details });
    expect(account).toMatchObject({ status: "active", heldUntil: null });
    expect(await accountsOf(other)).toHaveLength(1);
  });

  test("what the provider refuses can be corrected", async () => {
    const person = await creator();
    const abroad = { provider: "razorpay" as const, country: "DE", details: bankDetails };
    expect(await codeOf(openAccount(person, abroad))).toBe("provider_refused");
    expect(await codeOf(openAccount(person, abroad))).toBe("provider_refused");
    const { account } = await openAccount(person, onboarding("razorpay"));
    expect(account).toMatchObject({ status: "active", heldUntil: null });
    expect(await accountsOf(person)).toMatchObject([
      { is_current: false, status: "planned" },
      { is_current: true, status: "active" },
    ]);
  });

  test("needs a creator, and a second factor that was just given", async () => {
    const stale = await seedPerson(stack().db, { creator: true });
    expect(await codeOf(openAccount(stale, onboarding("stripe")))).toBe("second_factor_required");
    const buyer = await seedPerson(stack().db, { secondFactorFresh: true });
    expect(await codeOf(openAccount(buyer, onboarding("stripe")))).toBe("forbidden");
    const without = { ...stack().as(await creator()), providers: {} };
    expect(await codeOf(openPayoutAccount({ ctx: without, input: onboarding("stripe") }))).toBe(
      "provider_unavailable",
    );
  });
});

describe("changing a payout account", () => {
  test.each(["stripe", "razorpay"] as const)(
    "at %s holds payouts for 72 hours, then they go on",
    async (provider) => {
      const currency = provider === "stripe" ? "USD" : "INR";
      const person = await creator();
      const before = await activate(person, provider);
      await earn(person, { priceMinor: 100_000n, currency, provider });
      stack().clock.offsetMs = 120_000;
      const after = await activate(person, provider);
      expect(after.accountId === before.accountId).toBe(provider === "razorpay");
      const accounts = await accountsOf(person);
      expect(accounts.filter((account) => account.is_current)).toHaveLength(1);
      const { balances } = await getPayoutBalance({ ctx: stack().as(person) });
      const until = balances[0]?.blockedUntil ?? "";
      expect(balances[0]).toMatchObject({ blockedBy: "security_hold" });
      expect(Date.parse(until) - Date.now() - stack().clock.offsetMs).toBeGreaterThan(3 * DAY_MS - 60_000);
      await expect(request(person, currency, randomUUID())).rejects.toThrow(/72 hours/);
      await runPayouts({ ctx: job("run-payouts") });
      const skips = await stack().db.stored("SELECT reason, until FROM payout_skips WHERE creator_id = $1", [
        uuidFromId("usr", person.id),
      ]);
      expect(skips).toEqual([{ reason: "security_hold", until: new Date(until) }]);
      stack().clock.offsetMs += 3 * DAY_MS;
      expect((await request(person, currency, randomUUID())).status).toBe("queued");
    },
  );

  test("between a payout's decision and its sending gives the money back", async () => {
    await fund("INR", 500_000n);
    const person = await creator();
    await activate(person, "razorpay");
    await earn(person, { priceMinor: 100_000n, currency: "INR", provider: "razorpay" });
    const { id } = await request(person, "INR", randomUUID());
    stack().clock.offsetMs = 120_000;
    const other = { ...bankDetails, accountNumber: "50100099999999" };
    await openAccount(person, { provider: "razorpay", country: "IN", details: other });
    await send(id);
    expect(await payoutOf(id)).toMatchObject({
      status: "failed",
      failure: expect.stringMatching(/72 hours/),
    });
    expect((await balancesOf(person, "INR")).available).toBe(70_000);
  });

  test("a second provider is a change too", async () => {
    const person = await creator();
    await activate(person, "stripe");
    const { account } = await openAccount(person, onboarding("razorpay"));
    expect(account.heldUntil).not.toBeNull();
  });
});

test("the sweeper asks about accounts that may still change, ever more seldom", async () => {
  const person = await creator();
  const { account } = await openAccount(person, onboarding("stripe"));
  const sweep = async () => (await sweepMoney({ ctx: job("sweep-money") })).accounts;
  await sweep();
  stack().clock.offsetMs = 31_000;
  expect(await sweep()).toBeGreaterThanOrEqual(1);
  expect(await sweep()).toBe(0);
  const [row] = await stack().db.stored<{ checks: number; wait: number }>(
    "SELECT checks, extract(epoch FROM next_check_at - $2)::int AS wait FROM payout_accounts WHERE id = $1",
    [uuidFromId("pac", account.id), new Date(Date.now() + stack().clock.offsetMs)],
  );
  expect(row?.checks).toBe(1);
  expect(row?.wait).toBeGreaterThan(20);
  const jobs = await stack().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'sync-payout-account' AND data->>'payoutAccountId' = $1",
    [account.id],
  );
  expect(jobs[0]?.count).toBe(1);
});
