/** Answers of Razorpay's API in test mode, as it documents them. Read by tests only. */
export const order = {
  id: "order_DBJOWzybf0sJbb",
  entity: "order",
  amount: 49900,
  amount_paid: 0,
  amount_due: 49900,
  currency: "INR",
  receipt: "pur_01jd0000000000000000000000",
  offer_id: null,
  status: "created",
  attempts: 0,
  notes: { purchase_id: "pur_01jd0000000000000000000000", title: "Donchian breakout" },
  created_at: 1_795_000_000,
};

export const capturedPayment = {
  id: "pay_DEXrnipqTmWVGE",
  entity: "payment",
  amount: 49900,
  currency: "INR",
  status: "captured",
  order_id: order.id,
  invoice_id: null,
  international: false,
  method: "upi",
  amount_refunded: 0,
  refund_status: null,
  captured: true,
  description: "Donchian breakout",
  card_id: null,
  bank: null,
  wallet: null,
  vpa: "gaurav.kumar@exampleupi",
  email: "buyer@example.com",
  contact: "+919000090000",
  notes: [],
  fee: 1178,
  tax: 180,
  error_code: null,
  error_description: null,
  error_source: null,
  error_step: null,
  error_reason: null,
  created_at: 1_795_000_300,
};

export const authorizedPayment = {
  ...capturedPayment,
  status: "authorized",
  captured: false,
  fee: null,
  tax: null,
};

export const failedPayment = {
  ...authorizedPayment,
  id: "pay_EDNBKIP31Y4jl8",
  status: "failed",
  error_code: "BAD_REQUEST_ERROR",
  error_description: "Your payment was declined by the bank. Try another card.",
  error_reason: "payment_failed",
  created_at: 1_795_000_100,
};

export const collection = (items: object[]) => ({ entity: "collection", count: items.length, items });

export const refund = {
  id: "rfnd_FP8QHiV938haTz",
  entity: "refund",
  amount: 20000,
  receipt: null,
  currency: "INR",
  payment_id: capturedPayment.id,
  notes: { refund_id: "ref_01jd0000000000000000000000", purchase_id: order.receipt },
  acquirer_data: { arn: null },
  created_at: 1_795_100_000,
  batch_id: null,
  status: "processed",
  speed_processed: "normal",
  speed_requested: "normal",
};

export const dispute = {
  id: "disp_AHfqOvkldwsbqt",
  entity: "dispute",
  payment_id: capturedPayment.id,
  amount: 49900,
  currency: "INR",
  amount_deducted: 0,
  reason_code: "chargeback",
  respond_by: 1_795_600_000,
  status: "open",
  phase: "chargeback",
  created_at: 1_795_200_000,
  evidence: { amount: 49900, summary: null, access_activity_log: null, submitted_at: null },
};

export const document = {
  id: "doc_EsyWjHrfzb59Re",
  entity: "document",
  purpose: "dispute_evidence",
  name: "activity-log.pdf",
  mime_type: "application/pdf",
  size: 2863,
  created_at: 1_795_200_100,
};

export const fundAccount = {
  id: "fa_00000000000001",
  entity: "fund_account",
  contact_id: "cont_00000000000001",
  account_type: "bank_account",
  bank_account: {
    ifsc: "HDFC0000053",
    bank_name: "HDFC Bank",
    name: "Gaurav Kumar",
    account_number: "765432123456789",
    notes: [],
  },
  active: true,
  batch_id: null,
  created_at: 1_795_000_000,
};

export const payout = {
  id: "pout_00000000000001",
  entity: "payout",
  fund_account_id: fundAccount.id,
  amount: 1_000_000,
  currency: "INR",
  notes: [],
  fees: 590,
  tax: 90,
  status: "processing",
  utr: null,
  mode: "IMPS",
  purpose: "payout",
  reference_id: "pyt_01jd0000000000000000000000",
  narration: "BoltzTrader earnings",
  batch_id: null,
  status_details: null,
  created_at: 1_795_300_000,
};

export const linkedAccount = {
  id: "acc_GRWKk7qQsLnDjX",
  type: "route",
  status: "created",
  email: "creator@example.com",
  profile: { category: "it_and_software", subcategory: "saas" },
  notes: { account_id: "pac_01jd0000000000000000000000" },
  created_at: 1_795_000_000,
  phone: "9000090000",
  contact_name: "Gaurav Kumar",
  reference_id: "00000000000000000000",
  business_type: "individual",
  legal_business_name: "Gaurav Kumar",
};

export const stakeholder = {
  id: "sth_GLGgm8fFCKc92m",
  entity: "stakeholder",
  name: "Gaurav Kumar",
  email: "creator@example.com",
  relationship: { executive: true },
  notes: [],
};

export const product = {
  requested_configuration: [],
  active_configuration: {
    settlements: { account_number: "1234567890", ifsc_code: "HDFC0000317", beneficiary_name: "Gaurav Kumar" },
  },
  requirements: [],
  tnc: { id: "tnc_K1eopApuHyBE7D", accepted: true, accepted_at: 1_795_000_000 },
  id: "acc_prd_K1eopFF8G21tux",
  product_name: "route",
  activation_status: "activated",
  account_id: linkedAccount.id,
  requested_at: 1_795_000_000,
};

export const heldTransfer = {
  id: "trf_JqpKevElHShZkw",
  entity: "transfer",
  status: "processed",
  source: "acc_CJoeHMNpi0nC7k",
  recipient: linkedAccount.id,
  amount: 1_000_000,
  currency: "INR",
  amount_reversed: 0,
  fees: 2950,
  tax: 450,
  notes: { payout_id: "pyt_01jd0000000000000000000000" },
  linked_account_notes: [],
  on_hold: true,
  on_hold_until: null,
  recipient_settlement_id: null,
  created_at: 1_795_300_000,
  processed_at: 1_795_300_000,
  error: { code: null, description: null, reason: null, field: null, step: null, source: null },
};

export const releasedTransfer = { ...heldTransfer, on_hold: false };

export const reversal = {
  id: "rvrsl_EB0BWgGDAu7tOz",
  entity: "reversal",
  transfer_id: heldTransfer.id,
  amount: 40000,
  fee: 0,
  tax: 0,
  currency: "INR",
  notes: { reversal_key: "reversal-1" },
  initiator_id: "CJoeHMNpi0nC7k",
  customer_refund_id: null,
  created_at: 1_795_400_000,
};

const refusal = (description: string, more: object = {}) => ({
  error: {
    code: "BAD_REQUEST_ERROR",
    description,
    source: "business",
    step: "payment_initiation",
    reason: "input_validation_failed",
    metadata: {},
    ...more,
  },
});

export const noSuchId = refusal("The id provided does not exist");
export const amountTooSmall = refusal("Order amount less than minimum amount allowed", { field: "amount" });
export const invalidEmail = refusal("buyer@example.com is not a valid email address", { field: "email" });
export const invalidKey = refusal("Authentication failed", { source: "NA", step: "NA", reason: "NA" });
export const alreadyCaptured = refusal("This payment has already been captured");
export const differentRequest = refusal(
  "Different request with the same idempotency key has already been processed.",
  { source: "NA", step: "NA", reason: "NA" },
);
export const keyInUse = refusal("Request failed because another request is in progress with the same key");
export const tooMany = refusal("Request failed. Please try after sometime.");
export const emailTaken = refusal("Merchant email already exists for account - GRWKk7qQsLnDjX");
export const lowBalance = refusal("The linked account does not have enough balance to reverse", {
  field: "amount",
});
export const serverFault = {
  error: {
    code: "SERVER_ERROR",
    description: "We are facing some trouble completing your request at the moment.",
  },
};
