import { checkInvariants, uuidFromId } from "@boltz/db";
import {
  explainDifference,
  listDifferences,
  listReconciliationRuns,
  reconcile,
  requestReconciliation,
} from "@boltz/services";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useReturns } from "../support/returns.ts";

const { stack, buy, job, person, settle, stored, refundsOf, disputesOf, refund } = useReturns();

const HOUR_MS = 3_600_000;

/** As the nightly job does it, when the providers' books have caught up. */
const compare = async () => {
  stack().clock.offsetMs += 120 * HOUR_MS;
  stack().sandbox.faults.set({ clockOffsetMs: stack().clock.offsetMs });
  await reconcile({ ctx: job("reconcile"), input: {} });
  await settle();
};

const openDifferences = async () => {
  const finance = await person("finance");
  const { items } = await listDifferences({ ctx: stack().as(finance), input: { limit: 50, open: true } });
  return items.map(({ kind, ours, theirs, theirReference }) => ({ kind, ours, theirs, theirReference }));
};

const bothTotals = async () => {
  const runs = await listReconciliationRuns({ ctx: stack().as(await person("finance")) });
  const latest = new Map(runs.toReversed().map((run) => [run.provider, run]));
  return [...latest.values()].flatMap(({ totals }) => totals);
};

/** Each test begins at the present time again, so what earlier ones compared in their future is forgotten. */
beforeEach(async () => {
  await stored("DELETE FROM reconciliation_differences");
  await stored("DELETE FROM reconciliation_runs");
});

afterEach(async () => {
  expect(await checkInvariants(stack().db.database)).toEqual([]);
});

test("what both books know agrees to the last unit, the providers' charges included", async () => {
  const finance = await person("finance");
  for (const provider of ["stripe", "razorpay"] as const) {
    const refunded = await buy({ provider });
    await refund(finance, refunded, 4_000n);
    await settle();
    const won = await buy({ provider });
    const lost = await buy({ provider });
    for (const [sale, result] of [
      [won, "won"],
      [lost, "lost"],
    ] as const) {
      const reference = stack().sandbox.dashboard.openDispute(sale.paymentReference);
      await settle();
      stack().sandbox.dashboard.decideDispute(reference, result);
      await settle();
    }
  }
  await compare();
  expect(await openDifferences()).toEqual([]);
  const totals = await bothTotals();
  expect(totals.map(({ currency }) => currency).toSorted()).toEqual(["INR", "USD"]);
  for (const { ledgerMinor, providerMinor } of totals) expect(ledgerMinor).toBe(providerMinor);
  const charges = await stored<{ cost: string }>(
    "SELECT sum(balance_minor)::text AS cost FROM ledger_accounts WHERE name = 'platform:provider_costs'",
  );
  expect(BigInt(charges[0]?.cost ?? 0)).toBeLessThan(0n);
});

test("reading the books again changes nothing", async () => {
  const before = await stored("SELECT count(*) FROM ledger_entries");
  await compare();
  await compare();
  expect(await stored("SELECT count(*) FROM ledger_entries")).toEqual(before);
});

test("a refund and a dispute whose events never came are taken over from the book", async () => {
  const [refunded, disputed] = [await buy(), await buy({ provider: "razorpay" })];
  stack().sandbox.faults.set({ webhooks: "lose" });
  stack().sandbox.dashboard.refund(refunded.paymentReference, 2_500);
  const dispute = stack().sandbox.dashboard.openDispute(disputed.paymentReference);
  stack().sandbox.dashboard.decideDispute(dispute, "lost");
  stack().sandbox.faults.set({ webhooks: "send" });
  await compare();
  expect(await refundsOf(refunded)).toMatchObject([
    { status: "succeeded", amount: 2_500, origin: "provider" },
  ]);
  expect(await disputesOf(disputed)).toMatchObject([{ status: "lost" }]);
  expect(await openDifferences()).toEqual([]);
});

test("money that only the provider knows is listed until somebody explains it", async () => {
  await buy();
  const checkout = await stack().stripe.createCheckout({
    idempotencyKey: "checkout-of-another-shop",
    purchaseId: "another-shop",
    title: "Not ours",
    price: { amountMinor: "777", currency: "USD" },
    buyerEmail: "somebody@example.test",
    successUrl: "http://localhost:8005/",
    cancelUrl: "http://localhost:8005/",
    expiresAt: new Date(Date.now() + stack().clock.offsetMs + HOUR_MS),
    handOverUrl: "http://localhost:8005/",
  });
  stack().sandbox.pay(checkout.reference, "4242424242424242");
  await settle();
  const { paymentReference } = await stack().stripe.getCheckout(checkout.reference);
  await compare();
  expect(await openDifferences()).toEqual([
    {
      kind: "missing_in_ledger",
      ours: null,
      theirs: { amountMinor: "777", currency: "USD" },
      theirReference: paymentReference,
    },
  ]);
  const finance = await person("finance");
  const ctx = stack().as(finance);
  const [difference] = (await listDifferences({ ctx, input: { limit: 50, open: true } })).items;
  if (difference === undefined) throw new Error("there is no difference");
  const explain = () =>
    explainDifference({
      ctx,
      input: { differenceId: difference.id, explanation: "A sale of our other shop on the same account." },
    });
  expect(await explain()).toMatchObject({ explanation: "A sale of our other shop on the same account." });
  await expect(explain()).rejects.toMatchObject({ code: "wrong_state" });
  const audited = await stored(
    "SELECT 1 FROM audit_log WHERE action = 'difference_explained' AND subject_id = $1",
    [uuidFromId("rcd", difference.id)],
  );
  expect(audited).toHaveLength(1);
  await compare();
  expect(await openDifferences()).toEqual([]);
});

test("money that only the ledger knows, and an amount that differs, are listed with both sides", async () => {
  const [gone, changed] = [await buy(), await buy()];
  await compare();
  await stored("DELETE FROM provider_movements WHERE object_reference = $1", [gone.paymentReference]);
  await stored("UPDATE provider_movements SET gross_minor = gross_minor - 1 WHERE object_reference = $1", [
    changed.paymentReference,
  ]);
  // The book is read again from ten days before the last run; these lines lie further back then.
  stack().clock.offsetMs += 30 * 24 * HOUR_MS;
  await reconcile({ ctx: job("reconcile"), input: {} });
  await compare();
  const found = await openDifferences();
  expect(found).toContainEqual({
    kind: "missing_at_provider",
    ours: { amountMinor: "9000", currency: "USD" },
    theirs: null,
    theirReference: gone.paymentReference,
  });
  expect(found).toContainEqual({
    kind: "amount_differs",
    ours: { amountMinor: "9000", currency: "USD" },
    theirs: { amountMinor: "8999", currency: "USD" },
    theirReference: changed.paymentReference,
  });
  const mails = await stored("SELECT 1 FROM email_outbox WHERE kind = 'books_differ'");
  expect(mails.length).toBeGreaterThan(0);
});

test("a book that cannot be read fails the run, says so, and is read the next time", async () => {
  await buy();
  stack().sandbox.faults.set({ only: "balance", failNext: 1 });
  stack().clock.offsetMs += 3 * HOUR_MS;
  await expect(reconcile({ ctx: job("reconcile"), input: {} })).rejects.toThrow();
  const [run] = (await listReconciliationRuns({ ctx: stack().as(await person("finance")) })).filter(
    ({ provider }) => provider === "stripe",
  );
  expect(run).toMatchObject({ failure: "unknown", movements: 0 });
  await compare();
});

test("only finance and admins read and explain differences, or ask for a comparison", async () => {
  for (const role of ["user", "moderator"] as const) {
    const ctx = stack().as(await person(role));
    expect(() => listReconciliationRuns({ ctx })).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(() => listDifferences({ ctx, input: { limit: 5, open: true } })).toThrow();
    await expect(requestReconciliation({ ctx })).rejects.toMatchObject({ code: "forbidden" });
  }
  const ctx = stack().as(await person("finance"));
  expect(await requestReconciliation({ ctx })).toEqual({ queued: true });
  await settle();
});
