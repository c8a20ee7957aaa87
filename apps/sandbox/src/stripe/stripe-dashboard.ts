import type { Core } from "../core.ts";
import type { DashboardOverview, ProviderDashboard } from "../dashboard/dashboard.ts";
import { formatAmount } from "../payments/currencies.ts";
import type { Documents } from "../store/documents.ts";
import { setAccountStatus } from "./accounts/accounts.ts";
import { chargeOf } from "./charges.ts";
import { decideDispute, isOpen, openDispute } from "./disputes/disputes.ts";
import { createRefund, settleRefund } from "./refunds/refunds.ts";
import { failTransfer, reverseTransfer } from "./transfers/transfers.ts";

export function createStripeDashboard(core: Core): ProviderDashboard {
  const { refunds, disputes, transfers, accounts } = core.store.stripe;
  return {
    title: "Stripe",
    owns: (reference) => /^(pi|re|dp|tr|acct)_/.test(reference),
    refund: (reference, amount) =>
      createRefund(core, { charge: chargeOf(core, reference), amount, reason: null, metadata: {} }).id,
    openDispute: (reference, options) => openDispute(core, chargeOf(core, reference), options ?? {}).id,
    decideDispute(reference, result) {
      decideDispute(core, get(disputes, reference), result);
    },
    settleRefund: (reference, result) => settleRefund(core, get(refunds, reference), result),
    setAccount: (reference, status) => setAccountStatus(core, get(accounts, reference), status),
    failPayout: (reference) => failTransfer(core, get(transfers, reference)),
    reversePayout(reference, amount) {
      reverseTransfer(core, { transfer: get(transfers, reference), amount, metadata: {} });
    },
    overview: (limit) => overview(core, limit),
  };
}

function get<T extends { id: string }>(table: Documents<T>, id: string): T {
  const record = table.find(id);
  if (record === undefined) throw new Error(`there is no ${id}`);
  return record;
}

function overview(core: Core, limit: number): DashboardOverview {
  const { refunds, disputes, transfers, accounts } = core.store.stripe;
  return {
    payments: core.store.charges.latest(limit).map((charge) => {
      const { amount, amountRefunded, currency, intentId: reference, disputeId } = charge;
      const title = core.store.sessions.find(charge.sessionId)?.title ?? charge.id;
      const isDisputed = disputeId !== null;
      const isRefunded = amountRefunded === amount;
      const refundable = disputeId === null || disputes.find(disputeId)?.status === "won";
      return {
        reference,
        label: `${title}: ${formatAmount(amount, currency)}`,
        state: describePayment(amountRefunded, isRefunded, isDisputed, currency),
        canRefund: refundable && !isRefunded,
        canDispute: !isDisputed && !isRefunded,
      };
    }),
    refunds: refunds.latest(limit).map(({ id: reference, amount, currency, status: state }) => ({
      reference,
      label: formatAmount(amount, currency),
      state,
      isPending: state === "pending",
      canFail: state === "succeeded",
    })),
    disputes: disputes.latest(limit).map((dispute) => ({
      reference: dispute.id,
      label: `${formatAmount(dispute.amount, dispute.currency)}, ${dispute.reason.replaceAll("_", " ")}`,
      state: dispute.status.replaceAll("_", " "),
      isOpen: isOpen(dispute),
    })),
    payouts: transfers.latest(limit).map(({ id: reference, amount, amountReversed, currency }) => {
      const isLeft = amountReversed < amount;
      const state = isLeft ? (amountReversed === 0 ? "paid" : "partly reversed") : "reversed";
      return { reference, label: formatAmount(amount, currency), state, canFail: isLeft, canReverse: isLeft };
    }),
    accounts: accounts.latest(limit).map((account) => ({
      reference: account.id,
      label: account.displayName ?? account.contactEmail ?? account.id,
      state: account.status,
    })),
  };
}

function describePayment(
  refunded: number,
  isRefunded: boolean,
  isDisputed: boolean,
  currency: string,
): string {
  if (isDisputed) return "disputed";
  if (isRefunded) return "refunded";
  return refunded === 0 ? "paid" : `${formatAmount(refunded, currency)} refunded`;
}
