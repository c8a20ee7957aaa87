import { checkStrategy } from "@boltz/backtest";
import { system } from "@boltz/domain";
import { reconcile } from "@boltz/services";
import { useDatabase } from "@boltz/testkit";
import { expect, test } from "vitest";
import { startTestMarketplace, type TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import { createVisitor, type Visitor } from "../testing/visitor.fixture.ts";
import { attachedListings, demoListings, readDemoDocument } from "./catalogue/catalogue.ts";
import { demoPublishedFrom } from "./demo-datasets.ts";
import { demoReviews, freeTaken } from "./demo-opinions.ts";
import { demoLogins } from "./demo-people.ts";
import { availableSales, paidOutSales, pendingSales } from "./demo-sales.ts";
import { deskListings } from "./desk-listings.ts";

const db = useDatabase();

const tables = [
  "users",
  "accounts",
  "creator_profiles",
  "strategies",
  "strategy_versions",
  "datasets",
  "bars",
  "backtest_runs",
  "backtest_trials",
  "attached_files",
  "strategy_marketplace",
  "listing_versions",
  "listing_views",
  "moderation_decisions",
  "coupons",
  "coupon_redemptions",
  "strategy_purchases",
  "user_strategy_access",
  "refunds",
  "disputes",
  "payout_accounts",
  "creator_payouts",
  "provider_ops",
  "ledger_entries",
  "audit_log",
  "email_outbox",
  "strategy_reviews",
  "listing_flags",
  "moderation_cases",
  "moderation_appeals",
  "follows",
  "wishes",
  "notifications",
];

const counts = async () => {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await db().stored<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    found[table] = row?.count ?? 0;
  }
  return found;
};

const enter = async (market: TestMarketplace, role: string): Promise<Visitor> => {
  const login = demoLogins.find((known) => known.role === role);
  if (login === undefined) throw new Error(`the demo has no ${role}`);
  const visitor = createVisitor(market);
  const { email, password } = login;
  expect((await visitor.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  expect((await visitor.query("people.me")).data).toMatchObject({ email, emailVerified: true });
  return visitor;
};

const showsWhatMoneyDoes = async (market: TestMarketplace) => {
  const creator = await enter(market, "creator");
  expect((await creator.query("payouts.balance")).data).toMatchObject({
    balances: [
      // 70 percent of 14.00, 12.00 and 19.00; what was given back or is disputed counts for nothing now.
      { currency: "EUR", pendingMinor: "3150", availableMinor: "3360", debtMinor: "0", blockedBy: null },
      { currency: "INR", pendingMinor: "279930", availableMinor: "0" },
    ],
    accounts: [{ provider: "stripe", status: "active", heldUntil: null }],
  });
  expect((await creator.query("payouts.list", {})).data).toMatchObject({
    items: [{ status: "paid", amount: { amountMinor: "4284", currency: "EUR" }, origin: "creator" }],
  });
  expect((await creator.query("coupons.list", {})).data).toMatchObject({
    items: [
      { code: "TIDE5", maxUses: 3, used: 1 },
      { code: "WELCOME20", percent: 20, used: 1 },
    ],
  });
  const figures = { span: "day", listingId: null };
  expect((await creator.query("creators.dashboard", figures)).data).toMatchObject({
    figures: expect.arrayContaining([
      expect.objectContaining({ views: 23, started: 5, paid: 5, refunded: 0 }),
      expect.objectContaining({ views: 12, started: 2, paid: 2, refunded: 1 }),
    ]),
  });
  const finance = await enter(market, "finance");
  expect((await finance.query("finance.disputes", { open: true })).data).toMatchObject({
    items: [{ status: "open", amount: { amountMinor: "2900", currency: "EUR" } }],
  });
};

const showsWhatPeopleSay = async (market: TestMarketplace) => {
  expect(await db().stored("SELECT 1 FROM strategy_reviews WHERE counts")).toHaveLength(demoReviews.length);
  const creator = await enter(market, "creator");
  expect((await creator.query("standing.decisions", {})).data).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ outcome: "removed", appeal: { state: "possible", text: "", answer: "" } }),
    ]),
  });
  const buyer = await enter(market, "buyer");
  expect((await buyer.query("creators.followed")).data).toHaveLength(2);
  expect((await buyer.query("notifications.unread")).data).toEqual({
    count: expect.any(Number),
    more: false,
  });
};

/** Whose every symbol the demo has bars of. */
const provable = demoListings
  .flatMap(({ versions }) => versions)
  .filter(({ file }) => {
    const checked = checkStrategy(readDemoDocument(file));
    if (!checked.ok || !("symbols" in checked.strategy.market)) return false;
    return checked.strategy.market.symbols.every((symbol) => demoPublishedFrom.has(symbol));
  });

const showsWhatIsProved = async () => {
  const runs = await db().stored<{ state: string; count: number }>(
    "SELECT state, count(*)::int AS count FROM backtest_runs GROUP BY state ORDER BY state",
  );
  expect(runs).toEqual([
    { state: "passed", count: provable.length },
    { state: "unavailable", count: expect.any(Number) },
  ]);
  const figures = await db().stored<{ unseen: number; after: number | null; trials: number }>(
    `SELECT holdout_return AS unseen, after_return AS after, trials FROM listing_evidence WHERE tier = 'verified'`,
  );
  expect(figures.length).toBeGreaterThanOrEqual(20);
  expect(figures.filter(({ unseen }) => unseen < 0).length).toBeGreaterThanOrEqual(5);
  expect(figures.filter(({ after }) => after !== null).length).toBeGreaterThanOrEqual(15);
  expect(Math.max(...figures.map(({ trials }) => trials))).toBeGreaterThan(20);
  expect(Math.min(...figures.map(({ trials }) => trials))).toBe(1);
  const wrongClaims = "SELECT 1 FROM strategy_versions WHERE attached_figures -> 'disagreements' <> '[]'";
  expect(await db().stored(wrongClaims)).toHaveLength(1);
  const changed = "SELECT 1 FROM backtest_runs WHERE report -> 'diff' ->> 'from' IS NOT NULL";
  expect((await db().stored(changed)).length).toBeGreaterThanOrEqual(2);
};

test("fills an empty marketplace with what people would have made, and does nothing the second time", {
  timeout: 180_000,
}, async () => {
  const first = await startTestMarketplace(db(), { demo: true, proofs: true });
  const approved = deskListings.filter((listing) => listing.isApproved).length;
  const versions = demoListings.flatMap((listing) => listing.versions).length;
  const published = "SELECT 1 FROM strategy_marketplace WHERE status = 'published'";
  expect(await db().stored(published)).toHaveLength(demoListings.length + attachedListings.length + approved);
  const sales = [...paidOutSales, ...availableSales, ...pendingSales].length;
  expect(await db().stored("SELECT 1 FROM strategy_purchases WHERE completed_at IS NOT NULL")).toHaveLength(
    sales + 3 + freeTaken.length,
  );
  await showsWhatMoneyDoes(first);
  await showsWhatPeopleSay(first);
  await showsWhatIsProved();

  const inFiveDays = () => new Date(Date.now() + 120 * 3_600_000);
  await reconcile({ ctx: { ...first.services, actor: system("reconcile"), now: inFiveDays }, input: {} });
  expect(await db().stored("SELECT DISTINCT provider FROM provider_movements")).toHaveLength(2);
  expect(await db().stored("SELECT * FROM reconciliation_differences")).toEqual([]);
  const after = await counts();
  expect(after["listing_versions"]).toBe(versions + attachedListings.length + approved + 2);
  await first.stop();

  const second = await startTestMarketplace(db(), { demo: true, proofs: true });
  expect(await counts()).toEqual(after);
  for (const { role } of demoLogins) await enter(second, role);
  const admin = await enter(second, "admin");
  const waiting = deskListings.slice(approved).map(() => "submission");
  expect((await admin.query("moderation.queue", {})).data).toMatchObject(
    [...waiting, "submission", "flagged_listing", "flagged_review", "appeal"].map((kind) => ({ kind })),
  );
  const buyer = await enter(second, "buyer");
  expect((await buyer.query("library.list", {})).data).toMatchObject({ items: [{}, {}, {}] });
  await second.stop();
});
