import type { CreateCouponInput, ListingId } from "@boltz/contract";
import { payoutAccounts } from "@boltz/db/schema";
import { personOf, system } from "@boltz/domain";
import {
  type Context,
  createCoupon,
  getPayoutBalance,
  listCoupons,
  loadActor,
  openPayoutAccount,
  requestPayout,
  sendPayout,
  syncPayoutAccount,
} from "@boltz/services";
import { and, eq } from "drizzle-orm";
import { demoKey } from "./demo-buying.ts";
import type { DemoSandbox } from "./demo-sandbox.ts";

/** Opens the creator's account at Stripe, and has the sandbox find everything in order with it. */
export const openDemoAccount = async (ctx: Context, { dashboard }: DemoSandbox): Promise<void> => {
  const { accounts } = await getPayoutBalance({ ctx });
  if (accounts.some(({ provider, status }) => provider === "stripe" && status === "active")) return;
  const person = personOf(ctx.actor);
  await openPayoutAccount({
    ctx: { ...ctx, actor: { ...person, secondFactorFresh: true } },
    input: { provider: "stripe", country: "DE", details: null },
  });
  const asSystem: Context = { ...ctx, actor: system("seed-demo") };
  const isCurrent = and(eq(payoutAccounts.userId, person.id), eq(payoutAccounts.isCurrent, true));
  const [account] = await ctx.database.withActor(asSystem.actor, (tx) =>
    tx
      .select({ id: payoutAccounts.id, reference: payoutAccounts.reference })
      .from(payoutAccounts)
      .where(isCurrent),
  );
  if (account === undefined || account.reference === null) throw new Error("no payout account was opened");
  dashboard.setAccount(account.reference, "active");
  await syncPayoutAccount({ ctx: asSystem, input: { payoutAccountId: account.id } });
};

const always = { minimum: null, startsAt: null, endsAt: null } as const;

const wantedCoupons = (tide: ListingId): CreateCouponInput[] => [
  {
    ...always,
    code: "WELCOME20",
    scope: "creator",
    listingId: null,
    discount: { kind: "percent", percent: 20 },
    maxUses: null,
    maxUsesPerBuyer: 1,
  },
  {
    ...always,
    code: "TIDE5",
    scope: "listing",
    listingId: tide,
    discount: { kind: "amount", amount: { amountMinor: "500", currency: "EUR" } },
    maxUses: 3,
    maxUsesPerBuyer: 1,
  },
];

/** One for everything that the creator sells, and one with few uses for a single listing. */
export const makeDemoCoupons = async (ctx: Context, tide: ListingId): Promise<void> => {
  const { items } = await listCoupons({ ctx, input: { limit: 50 } });
  const there = new Set(items.map(({ code }) => code));
  for (const input of wantedCoupons(tide)) if (!there.has(input.code)) await createCoupon({ ctx, input });
};

/** Withdraws all that the creator has available, known to the provider by now, and sees it paid. */
export const withdrawInDemo = async (ctx: Context): Promise<void> => {
  const actor = await loadActor(ctx.database, personOf(ctx.actor).id);
  const input = { currency: "EUR", idempotencyKey: demoKey("payout") } as const;
  const { id } = await requestPayout({ ctx: { ...ctx, actor }, input });
  await sendPayout({ ctx: { ...ctx, actor: system("seed-demo") }, input: { payoutId: id } });
};
