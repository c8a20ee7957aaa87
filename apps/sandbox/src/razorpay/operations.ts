/** What Razorpay's API can be asked for. A plural reads, one or a list of them; a singular writes. */
export const razorpayOperations = [
  "rzp.order",
  "rzp.orders",
  "rzp.payments",
  "rzp.capture",
  "rzp.refund",
  "rzp.refunds",
  "rzp.dispute",
  "rzp.disputes",
  "rzp.document",
  "rzp.account",
  "rzp.accounts",
  "rzp.transfer",
  "rzp.transfers",
  "rzp.reversal",
  "rzp.payout",
  "rzp.payouts",
  "rzp.recon",
] as const;
export type RazorpayOperation = (typeof razorpayOperations)[number];

export function noRazorpayRequests(): Record<RazorpayOperation, number> {
  return {
    "rzp.order": 0,
    "rzp.orders": 0,
    "rzp.payments": 0,
    "rzp.capture": 0,
    "rzp.refund": 0,
    "rzp.refunds": 0,
    "rzp.dispute": 0,
    "rzp.disputes": 0,
    "rzp.document": 0,
    "rzp.account": 0,
    "rzp.accounts": 0,
    "rzp.transfer": 0,
    "rzp.transfers": 0,
    "rzp.reversal": 0,
    "rzp.payout": 0,
    "rzp.payouts": 0,
    "rzp.recon": 0,
  };
}
