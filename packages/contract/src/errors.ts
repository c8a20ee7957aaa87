import { z } from "zod";

/**
 * Every way a request can be refused. The sentence is what a person reads: what happened and what
 * to do next. The server maps each code to a transport status, the web shows the sentence.
 */
export const errorSentences = {
  invalid_input: "Some of what was sent is not valid. Correct the marked fields and try again.",
  unauthenticated: "Sign in to go on.",
  email_unverified: "Confirm your e-mail address first: open the link we sent you.",
  forbidden: "Your account may not do this.",
  suspended:
    "This account is suspended. Decisions about you, in the account menu, says why and takes your appeal.",
  not_found: "There is nothing here. It may have been removed, or the address is wrong.",
  conflict: "Somebody changed this at the same time. Reload and try again.",
  idempotency_mismatch: "This request was sent before with other contents. Start again.",
  listing_not_for_sale: "This strategy is not for sale at the moment.",
  listing_incomplete: "The listing is not complete yet. Fill in what is missing, then submit.",
  version_required: "Add a strategy version before you submit the listing.",
  verification_required:
    "This version has not passed its verification. Wait until it has, or send the listing back with what has to be mended.",
  no_bars: "There are no bars here for this market and timeframe. Choose symbols from the list of datasets.",
  backtest_limit:
    "The backtest was stopped: it takes more time or memory than one run may. Use fewer symbols, indicators or parameters.",
  wrong_state: "This cannot be done in its present state. Reload to see what changed.",
  own_listing: "This is your own strategy: you can already use it.",
  own_judgement:
    "You cannot decide about what is your own, or judge your own decision. Somebody else has to.",
  own_content: "This is your own. Somebody else has to review or report it.",
  claims_refused: "The text promises what nobody can promise. Reword the marked words, then submit again.",
  claimed_by_other:
    "Somebody else is working on this case. Take another one, or wait until it is free again.",
  already_flagged: "You have reported this already. A moderator will look at it.",
  already_replied: "You have answered this review already. An answer is given once.",
  already_appealed: "You have appealed against this decision already. An appeal is made once.",
  kyc_required:
    "The payment provider still has to confirm who you are. Finish the set-up of your payout account.",
  erasure_blocked: "Your account cannot be erased yet. Settle what is listed, then ask again.",
  already_owned: "You already own this strategy. You find it in your library.",
  price_changed: "The price changed since you opened the page. Check the new price and confirm again.",
  below_minimum: "The amount is below what the payment provider accepts.",
  provider_unavailable: "The payment provider does not answer. You were not charged; try again in a minute.",
  provider_refused: "The payment provider refused the request. You were not charged.",
  coupon_invalid: "This coupon cannot be used here.",
  coupon_used_up: "This coupon has been used as often as it may be.",
  refund_window_closed: "The time for a refund of this purchase has passed.",
  refund_too_large: "That is more than is left of what was paid.",
  disputed: "The payment is disputed at the bank. It can be refunded only after that is decided.",
  second_factor_required: "Confirm with your second factor first: a code from your authenticator app.",
  payout_not_possible: "There is nothing that can be paid out now.",
  payout_account_missing: "Set up a payout account first.",
  own_payout: "You cannot decide about your own payout. Somebody else has to.",
  not_entitled: "You do not own this strategy, or your access ended.",
  link_expired: "This download link has expired. Ask for a new one.",
  rate_limited: "That was too often in a short time. Wait a moment, then try again.",
  too_large: "What was sent is too large.",
  internal:
    "Something went wrong on our side. Nothing was lost; try again, and quote the code below if it stays.",
} as const;

export type ErrorCode = keyof typeof errorSentences;
export const errorCodes = Object.keys(errorSentences) as [ErrorCode, ...ErrorCode[]];
export const errorCode = z.enum(errorCodes);

/** One refused field: where it is in the input, and why. */
export const fieldIssue = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() });
export type FieldIssue = z.infer<typeof fieldIssue>;

/** What a client learns of a refusal; nothing else of an error ever leaves the server. */
export const wireError = z.object({
  code: errorCode,
  message: z.string(),
  issues: z.array(fieldIssue),
  correlationId: z.string(),
  /** For `rate_limited`: when it may be tried again. */
  retryAfterSeconds: z.int().positive().nullable().default(null),
});
export type WireError = z.infer<typeof wireError>;

/** A refusal with a closed code. `cause` stays in the log and never reaches a client. */
export class MarketError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly FieldIssue[];
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    options: {
      cause?: unknown;
      issues?: readonly FieldIssue[];
      message?: string;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(
      options.message ?? errorSentences[code],
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = "MarketError";
    this.code = code;
    this.issues = options.issues ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
