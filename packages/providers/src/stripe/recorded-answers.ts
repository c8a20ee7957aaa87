/** Answers of the Stripe API to a hosted one-off payment in test mode, cut to what a reader needs. Read by tests only. */
export const openSession = {
  id: "cs_test_a1Lr7XwQ0nVQyGm2bC8mJc6jzJ4bH3oT9bXQkq2oV7l1d5uZ6cN0pEwRtY",
  object: "checkout.session",
  adaptive_pricing: { enabled: false },
  amount_subtotal: 1900,
  amount_total: 1900,
  cancel_url: "https://market.example/listings/lst_1",
  client_reference_id: "pur_01jd0000000000000000000000",
  created: 1_795_000_000,
  currency: "usd",
  customer_details: {
    address: null,
    email: "buyer@example.com",
    name: null,
    phone: null,
    tax_exempt: "none",
  },
  customer_email: "buyer@example.com",
  expires_at: 1_795_003_600,
  livemode: false,
  metadata: { purchase_id: "pur_01jd0000000000000000000000" },
  mode: "payment",
  payment_intent: null,
  payment_status: "unpaid",
  status: "open",
  success_url: "https://market.example/purchases/pur_01jd0000000000000000000000",
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: "hosted_page",
  url: "https://checkout.stripe.com/c/pay/cs_test_a1Lr7XwQ0nVQyGm2bC8mJc6jzJ4bH3oT9bXQkq2oV7l1d5uZ6cN0pEwRtY",
};

export const succeededIntent = {
  id: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
  object: "payment_intent",
  amount: 1900,
  amount_received: 1900,
  currency: "usd",
  last_payment_error: null,
  latest_charge: "ch_3SVb2kLkdIwHu7ix0c3d4e5f",
  livemode: false,
  metadata: { purchase_id: "pur_01jd0000000000000000000000" },
  status: "succeeded",
  transfer_group: "pur_01jd0000000000000000000000",
};

export const paidSession = {
  ...openSession,
  payment_intent: succeededIntent,
  payment_status: "paid",
  status: "complete",
  url: null,
};

export const declinedIntent = {
  ...succeededIntent,
  amount_received: 0,
  last_payment_error: {
    charge: "ch_3SVb2kLkdIwHu7ix0n9o8p7q",
    code: "card_declined",
    decline_code: "insufficient_funds",
    doc_url: "https://stripe.com/docs/error-codes/card-declined",
    message: "Your card has insufficient funds.",
    type: "card_error",
  },
  latest_charge: null,
  status: "requires_payment_method",
};

export const idempotencyMismatch = {
  error: {
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
      "Try using a key other than 'op-1' if you meant to execute a different request.",
    type: "idempotency_error",
  },
};

export const keyInUse = {
  error: {
    code: "idempotency_key_in_use",
    message: "There is currently another in-progress request using this idempotent key.",
    type: "invalid_request_error",
  },
};

export const noSuchSession = {
  error: {
    code: "resource_missing",
    doc_url: "https://stripe.com/docs/error-codes/resource-missing",
    message: "No such checkout.session: 'cs_test_gone'",
    param: "session",
    type: "invalid_request_error",
  },
};

export const amountTooSmall = {
  error: {
    code: "amount_too_small",
    message: "The Checkout Session's total amount due must add up to at least $0.50 usd",
    param: "line_items",
    type: "invalid_request_error",
  },
};

export const rateLimited = {
  error: {
    code: "rate_limit",
    message: "Request rate limit exceeded.",
    type: "invalid_request_error",
  },
};

export const serverFault = { error: { message: "An unknown error occurred", type: "api_error" } };

export const notOpen = {
  error: {
    message:
      'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `complete`.',
    type: "invalid_request_error",
  },
};

export const invalidKey = {
  error: { message: "Invalid API Key provided: sk_test_****wxyz", type: "invalid_request_error" },
};
