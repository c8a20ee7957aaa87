import type { AccountStatus, DashboardOverview, ProviderDashboard } from "../dashboard/dashboard.ts";
import { formatAmount } from "../payments/currencies.ts";
import type { Documents } from "../store/documents.ts";
import { setActivation } from "./accounts/route-product.ts";
import { decideDispute } from "./disputes/decide-dispute.ts";
import { openDispute } from "./disputes/open-dispute.ts";
import type { ActivationStatus, ProductRecord } from "./payout-records.ts";
import { failPayout, reversePayout } from "./payouts/finish-payout.ts";
import type { Razorpay } from "./razorpay.ts";
import { createRefund } from "./refunds/create-refund.ts";
import { settleRefund } from "./refunds/settle-refund.ts";
import { failTransfer } from "./transfers/finish-transfer.ts";
import { reverseTransfer } from "./transfers/reverse-transfer.ts";

const activationOf: Record<AccountStatus, ActivationStatus> = {
  active: "activated",
  pending: "under_review",
  restricted: "suspended",
  rejected: "rejected",
};

export function createRazorpayDashboard(rzp: Razorpay): ProviderDashboard {
  return {
    title: "Razorpay",
    owns: (reference) => /^(pay|rfnd|disp|acc|trf|pout)_/.test(reference),
    refund: (reference, amount) =>
      createRefund(rzp, get(rzp.payments, reference), amount === undefined ? {} : { amount }).id,
    openDispute: (reference, options) => openDispute(rzp, get(rzp.payments, reference), options ?? {}).id,
    decideDispute(reference, result) {
      decideDispute(rzp, get(rzp.disputes, reference), result);
    },
    settleRefund: (reference, result) => settleRefund(rzp, get(rzp.refunds, reference), result),
    setAccount(reference, status) {
      setActivation(rzp, productOf(rzp, reference), activationOf[status]);
    },
    failPayout(reference) {
      if (reference.startsWith("pout_")) failPayout(rzp, get(rzp.payouts, reference));
      else failTransfer(rzp, get(rzp.transfers, reference));
    },
    reversePayout(reference, amount) {
      if (reference.startsWith("pout_")) reversePayout(rzp, get(rzp.payouts, reference));
      else reverseTransfer(rzp, get(rzp.transfers, reference), amount === undefined ? {} : { amount });
    },
    overview: (limit) => overview(rzp, limit),
  };
}

function get<T extends { id: string }>(table: Documents<T>, id: string): T {
  const record = table.find(id);
  if (record === undefined) throw new Error(`there is no ${id}`);
  return record;
}

/** The marketplace names an account together with its product, a person by itself. */
function productOf(rzp: Razorpay, reference: string): ProductRecord {
  const [accountId = ""] = reference.split(":");
  const [product] = rzp.products.list({ equal: { accountId }, limit: 1 });
  if (product === undefined) throw new Error(`${accountId} has not asked for Route`);
  return product;
}

function overview(rzp: Razorpay, limit: number): DashboardOverview {
  const money = ({ amount, currency }: { amount: number; currency: string }) =>
    formatAmount(amount, currency.toLowerCase());
  return {
    payments: rzp.payments.latest(limit).flatMap((payment) => {
      if (payment.status !== "captured" && payment.status !== "refunded") return [];
      const canRefund = payment.status === "captured";
      const title = payment.description || rzp.orders.find(payment.orderId)?.notes["title"];
      const label = `${title ?? payment.orderId}: ${money(payment)}`;
      return { reference: payment.id, label, state: payment.status, canRefund, canDispute: canRefund };
    }),
    refunds: rzp.refunds.latest(limit).map((refund) => ({
      reference: refund.id,
      label: money(refund),
      state: refund.status,
      isPending: refund.status === "pending",
      canFail: refund.status === "processed",
    })),
    disputes: rzp.disputes.latest(limit).map((dispute) => ({
      reference: dispute.id,
      label: `${money(dispute)}, ${dispute.reasonCode.replaceAll("_", " ")}`,
      state: dispute.status.replaceAll("_", " "),
      isOpen: dispute.status === "open" || dispute.status === "under_review",
    })),
    payouts: [
      ...rzp.transfers.latest(limit).map((transfer) => ({
        reference: transfer.id,
        label: money(transfer),
        state: transfer.status.replaceAll("_", " "),
        canFail: transfer.status === "pending" || transfer.status === "processed",
        canReverse: transfer.status === "processed" || transfer.status === "partially_reversed",
      })),
      ...rzp.payouts.latest(limit).map((payout) => {
        const { id: reference, status: state } = payout;
        const isOut = state === "processing" || state === "processed";
        const canFail = isOut || state === "pending";
        return { reference, label: money(payout), state, canFail, canReverse: isOut };
      }),
    ],
    accounts: rzp.accounts.latest(limit).map((account) => {
      const [product] = rzp.products.list({ equal: { accountId: account.id }, limit: 1 });
      const known = Object.entries(activationOf).find(([, status]) => status === product?.status);
      const state = known?.[0] ?? (product?.status ?? "without Route").replaceAll("_", " ");
      return { reference: account.id, label: account.legalBusinessName, state };
    }),
  };
}
