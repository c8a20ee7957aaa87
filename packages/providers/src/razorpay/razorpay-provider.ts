import { type PaymentProvider, type PayoutRail, ProviderError } from "../port.ts";
import { bankRail } from "./bank-rail.ts";
import { captureCheckout, createCheckout, expireCheckout, getCheckout } from "./checkout.ts";
import { type Connection, type ConnectionOptions, connect } from "./connection.ts";
import { getDispute, submitEvidence } from "./disputes.ts";
import {
  type RazorpayForm,
  type RazorpayHandOver,
  razorpayHandOver,
  verifyRazorpayCallback,
} from "./hand-over.ts";
import { listMovements } from "./movements.ts";
import { verifyNotification } from "./notification.ts";
import { createRefund, getRefund, listRefunds } from "./refunds.ts";
import { routeRail } from "./route-rail.ts";

export interface RazorpayProviderOptions extends ConnectionOptions {
  /** More than one while secrets are rotated. */
  webhookSecrets: readonly string[];
  /** RazorpayX: creators are paid from this current account of ours. Without it they are paid through Route. */
  x?: { accountNumber: string } | null;
}

export interface RazorpayProvider extends PaymentProvider {
  /** The form that our own page posts to Razorpay's. */
  handOver(input: RazorpayHandOver): RazorpayForm;
  /** Whether what came back with the buyer's browser was signed by Razorpay. */
  verifyCallback(input: { orderId: string; paymentId: string; signature: string }): boolean;
}

export function createRazorpayProvider(options: RazorpayProviderOptions): RazorpayProvider {
  const { webhookSecrets, keyId, keySecret } = options;
  if (webhookSecrets.length === 0) throw new Error("Razorpay needs at least one webhook secret");
  const connection = connect(options);
  // Objects of Razorpay do not say their mode: a key reaches those of its own mode only.
  const livemode = keyId.startsWith("rzp_live_");
  return {
    name: "razorpay",
    livemode,
    createCheckout: async (request) => createCheckout(connection, request),
    getCheckout: async (reference) => getCheckout(connection, reference, livemode),
    captureCheckout: async (state) => captureCheckout(connection, state),
    expireCheckout: async (reference) => expireCheckout(connection, reference, livemode),
    createRefund: async (request) => createRefund(connection, request),
    getRefund: async (reference) => getRefund(connection, reference),
    listRefunds: async (paymentReference) => listRefunds(connection, paymentReference),
    getDispute: async (reference) => getDispute(connection, reference),
    submitEvidence: async (request) => submitEvidence(connection, request),
    listMovements: (range) => listMovements(connection, range),
    payouts: payoutRail(connection, options.x?.accountNumber ?? null),
    verifyEvent: async ({ rawBody, headers, now }) =>
      verifyNotification({ secrets: webhookSecrets, rawBody, headers, now, livemode }),
    handOver: (input) => razorpayHandOver(options, input),
    verifyCallback: (input) => verifyRazorpayCallback({ keySecret, ...input }),
  };
}

/** New accounts go to the rail that is set up; what exists stays on the rail that its reference names. */
function payoutRail(connection: Connection, ourAccountNumber: string | null): PayoutRail {
  const route = routeRail(connection);
  const bank = ourAccountNumber === null ? null : bankRail(connection, ourAccountNumber);
  const railOf = (reference: string) => {
    if (!/^(fa|pout)_/.test(reference)) return route;
    if (bank === null) throw new ProviderError("refused", "RazorpayX is not set up");
    return bank;
  };
  const current = bank ?? route;
  return {
    createAccount: async (request) => current.createAccount(request),
    getAccount: async (reference) => railOf(reference).getAccount(reference),
    onboardingLink: async (input) => railOf(input.reference).onboardingLink(input),
    sendPayout: async (request) => railOf(request.accountReference).sendPayout(request),
    getPayout: async (reference) => railOf(reference).getPayout(reference),
    findPayout: async (payoutId) => current.findPayout(payoutId),
    reversePayout: async (request) => railOf(request.payoutReference).reversePayout(request),
  };
}
