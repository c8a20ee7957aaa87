import {
  type CreatorBalance,
  creatorBalance,
  type PayoutAccountView,
  type PayoutBalance,
  type PayoutView,
  payoutAccountView,
  payoutBalance,
  payoutView,
} from "@boltz/contract";

const suffix = "01m81rhhyeecv80qyjt241nv7y";

export const balanceFixture = (change: Partial<CreatorBalance> = {}): CreatorBalance =>
  creatorBalance.parse({
    currency: "USD",
    pendingMinor: "34300",
    availableMinor: "124050",
    reservedMinor: "0",
    debtMinor: "0",
    nextRelease: { at: "2026-11-29T14:00:00.000Z", amountMinor: "6860" },
    payoutMinimumMinor: "1000",
    blockedBy: null,
    blockedUntil: null,
    ...change,
  });

export const accountFixture = (change: Partial<PayoutAccountView> = {}): PayoutAccountView =>
  payoutAccountView.parse({
    id: `pac_${suffix}`,
    provider: "stripe",
    status: "active",
    country: "DE",
    requirements: [],
    heldUntil: null,
    createdAt: "2026-10-01T12:00:00.000Z",
    ...change,
  });

export const moneyFixture = (change: Partial<PayoutBalance> = {}): PayoutBalance =>
  payoutBalance.parse({
    balances: [balanceFixture()],
    accounts: [accountFixture()],
    providers: ["stripe", "razorpay"],
    nextRun: "2026-11-30T06:00:00.000Z",
    holdDays: 7,
    ...change,
  });

export const payoutFixture = (change: Partial<PayoutView> = {}): PayoutView =>
  payoutView.parse({
    id: `pyt_${suffix}`,
    status: "queued",
    amount: { amountMinor: "124050", currency: "USD" },
    provider: "stripe",
    origin: "creator",
    providerReference: null,
    failure: null,
    createdAt: "2026-11-22T12:00:00.000Z",
    sentAt: null,
    endedAt: null,
    ...change,
  });

export const statementFixture = (payout: PayoutView, amounts: readonly string[]) => ({
  payout,
  creatorName: "Cleo's Desk",
  lines: amounts.map((amountMinor, place) => ({
    at: "2026-11-20T12:00:00.000Z",
    kind: amountMinor.startsWith("-") ? ("refund" as const) : ("sale" as const),
    title: `Strategy ${place + 1}`,
    reference: `pur_${suffix}`,
    amountMinor,
  })),
  total: payout.amount,
});
