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
