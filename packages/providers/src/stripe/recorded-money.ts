/** Answers of the Stripe API after a sale in test mode, cut to what a reader needs. Read by tests only. */
export const refund = {
  id: "re_3SVb2kLkdIwHu7ix0aB1c2D3",
  object: "refund",
  amount: 1900,
  balance_transaction: "txn_3SVb2kLkdIwHu7ix0eF4g5H6",
  charge: "ch_3SVb2kLkdIwHu7ix0c3d4e5f",
  created: 1_795_100_000,
  currency: "usd",
  destination_details: {
    card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
    type: "card",
  },
  metadata: { purchase_id: "pur_01jd0000000000000000000000", refund_id: "rfd_1" },
  payment_intent: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: "succeeded",
  transfer_reversal: null,
};

const withdrawal = {
  id: "txn_1SVd4mLkdIwHu7ixI7j8K9l0",
  object: "balance_transaction",
  amount: -1900,
  available_on: 1_795_700_000,
  balance_type: "payments",
  created: 1_795_200_001,
  currency: "usd",
  description: "Chargeback withdrawal for ch_3SVb2kLkdIwHu7ix0c3d4e5f",
  exchange_rate: null,
  fee: 1500,
  fee_details: [
    { amount: 1500, application: null, currency: "usd", description: "Dispute fee", type: "stripe_fee" },
  ],
  net: -3400,
  reporting_category: "dispute",
  source: "du_1SVd4mLkdIwHu7ixM1n2O3p4",
  status: "pending",
  type: "adjustment",
};

export const reinstatement = {
  ...withdrawal,
  id: "txn_1SVf6oLkdIwHu7ixQ5r6S7t8",
  amount: 1900,
  created: 1_796_000_000,
  description: "Chargeback reversal for ch_3SVb2kLkdIwHu7ix0c3d4e5f",
  fee: -1500,
  fee_details: [
    { amount: -1500, application: null, currency: "usd", description: "Dispute fee", type: "stripe_fee" },
  ],
  net: 3400,
  reporting_category: "dispute_reversal",
};

export const dispute = {
  id: "du_1SVd4mLkdIwHu7ixM1n2O3p4",
  object: "dispute",
  amount: 1900,
  balance_transactions: [withdrawal],
  charge: "ch_3SVb2kLkdIwHu7ix0c3d4e5f",
  created: 1_795_200_000,
  currency: "usd",
  enhanced_eligibility_types: [],
  evidence_details: {
    due_by: 1_796_083_199,
    enhanced_eligibility: {},
    has_evidence: false,
    past_due: false,
    submission_count: 0,
    submission_method: "not_submitted",
  },
  intended_submission_method: null,
  is_charge_refundable: false,
  livemode: false,
  metadata: {},
  payment_intent: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
  payment_method_details: { card: { brand: "visa", network_reason_code: "10.4" }, type: "card" },
  reason: "fraudulent",
  status: "needs_response",
};

export const line = {
  id: "txn_3SVb2kLkdIwHu7ix0U9v0W1x",
  object: "balance_transaction",
  amount: 1900,
  available_on: 1_795_600_000,
  balance_type: "payments",
  created: 1_795_000_300,
  currency: "usd",
  description: null,
  exchange_rate: null,
  fee: 85,
  fee_details: [
    {
      amount: 85,
      application: null,
      currency: "usd",
      description: "Stripe processing fees",
      type: "stripe_fee",
    },
  ],
  net: 1815,
  reporting_category: "charge",
  source: {
    id: "ch_3SVb2kLkdIwHu7ix0c3d4e5f",
    object: "charge",
    amount: 1900,
    payment_intent: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
    transfer_group: "pur_01jd0000000000000000000000",
  },
  status: "pending",
  type: "charge",
};

export const transfer = {
  id: "tr_1SVh8qLkdIwHu7ixY2z3A4b5",
  object: "transfer",
  amount: 133_000,
  amount_reversed: 0,
  balance_transaction: "txn_1SVh8qLkdIwHu7ixC6d7E8f9",
  created: 1_795_800_000,
  currency: "usd",
  description: null,
  destination: "acct_1SVa1jPq7RsTuVwX",
  destination_payment: "py_1SVh8qPq7RsTuVwXG0h1I2j3",
  livemode: false,
  metadata: { payout_id: "pay_1" },
  reversals: {
    object: "list",
    data: [],
    has_more: false,
    url: "/v1/transfers/tr_1SVh8qLkdIwHu7ixY2z3A4b5/reversals",
  },
  reversed: false,
  source_transaction: null,
  source_type: "card",
  transfer_group: "pay_1",
};

export const reversal = {
  id: "trr_1SVi9rLkdIwHu7ixK4l5M6n7",
  object: "transfer_reversal",
  amount: 3_000,
  balance_transaction: "txn_1SVi9rLkdIwHu7ixO8p9Q0r1",
  created: 1_795_900_000,
  currency: "usd",
  destination_payment_refund: "pyr_1SVi9rPq7RsTuVwXS2t3U4v5",
  metadata: {},
  source_refund: null,
  transfer: "tr_1SVh8qLkdIwHu7ixY2z3A4b5",
};

export const bankDetailsDue = {
  awaiting_action_from: "user",
  description: "external_account",
  errors: [],
  impact: {
    restricts_capabilities: [
      {
        capability: "stripe_balance.stripe_transfers",
        configuration: "recipient",
        deadline: { status: "currently_due" },
      },
    ],
  },
  minimum_deadline: { status: "currently_due" },
  requested_reasons: [{ code: "routine_onboarding" }],
};

export const newAccount = {
  id: "acct_1SVa1jPq7RsTuVwX",
  object: "v2.core.account",
  applied_configurations: ["recipient"],
  closed: false,
  configuration: {
    customer: null,
    merchant: null,
    recipient: {
      applied: true,
      capabilities: {
        stripe_balance: {
          payouts: {
            status: "restricted",
            status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
          },
          stripe_transfers: {
            status: "restricted",
            status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
          },
        },
      },
    },
  },
  contact_email: "creator@example.com",
  created: "2026-11-20T10:00:00.000Z",
  dashboard: "express",
  defaults: null,
  display_name: "Quiet Quant",
  identity: null,
  livemode: false,
  metadata: { account_id: "pac_1" },
  requirements: {
    collector: "stripe",
    entries: [
      bankDetailsDue,
      { ...bankDetailsDue, description: "identity.individual.given_name" },
      {
        ...bankDetailsDue,
        description: "identity.individual.id_numbers",
        minimum_deadline: { status: "eventually_due" },
      },
    ],
    summary: { minimum_deadline: { status: "currently_due", time: null } },
  },
};

export const accountLink = {
  object: "v2.core.account_link",
  account: "acct_1SVa1jPq7RsTuVwX",
  created: "2026-11-20T10:00:01.000Z",
  expires_at: "2026-11-20T10:05:01.000Z",
  livemode: false,
  url: "https://accounts.stripe.com/r/acct_1SVa1jPq7RsTuVwX#alu_test_61",
  use_case: {
    account_onboarding: {
      refresh_url: "https://market.example/creator/payouts?link=again",
      return_url: "https://market.example/creator/payouts",
    },
    type: "account_onboarding",
  },
};

export function listOf(data: object[], hasMore = false) {
  return { object: "list", data, has_more: hasMore, url: "/v1/list" };
}

export function refusal(code: string, param?: string) {
  return {
    error: {
      code,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`,
      message: `Words about ${code} that may name buyer@example.com`,
      type: "invalid_request_error",
      ...(param !== undefined && { param }),
    },
  };
}
