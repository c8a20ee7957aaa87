import type { CheckoutState, PaymentProvider } from "@boltz/providers";

const unasked = () => Promise.reject(new Error("nobody asks for this here"));

/** A provider that answers at once and takes every payment: what is measured is what we do around it. */
export const instantProvider = (): PaymentProvider => {
  const checkouts = new Map<string, CheckoutState>();
  const known = (reference: string): CheckoutState => {
    const checkout = checkouts.get(reference);
    if (checkout === undefined) throw new Error(`there is no checkout ${reference}`);
    return checkout;
  };
  return {
    name: "stripe",
    livemode: false,
    createCheckout: async ({ purchaseId, price }) => {
      const reference = `cs_${purchaseId}`;
      const url = `https://pay.test/${reference}`;
      const paid = {
        status: "paid",
        livemode: false,
        paymentReference: `pi_${purchaseId}`,
        lastFailure: null,
      } as const;
      checkouts.set(reference, { reference, purchaseId, amount: price, url, ...paid });
      return { reference, url };
    },
    getCheckout: async (reference) => known(reference),
    captureCheckout: async ({ reference }) => known(reference),
    expireCheckout: async (reference) => ({ ...known(reference), status: "expired" }),
    createRefund: unasked,
    getRefund: unasked,
    listRefunds: unasked,
    getDispute: unasked,
    submitEvidence: unasked,
    listMovements: () => {
      throw new Error("nobody asks for this here");
    },
    payouts: {
      createAccount: unasked,
      getAccount: unasked,
      onboardingLink: unasked,
      sendPayout: unasked,
      getPayout: unasked,
      findPayout: unasked,
      reversePayout: unasked,
    },
    verifyEvent: unasked,
  };
};
