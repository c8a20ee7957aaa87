import {
  type ErrorCode,
  errorSentences,
  type FieldIssue,
  MarketError,
  type WireError,
} from "@boltz/contract";
import { TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { z } from "zod";

/** The one table from our refusals to transport codes; a new code does not compile until it is here. */
export const transportCodes = {
  invalid_input: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  email_unverified: "FORBIDDEN",
  forbidden: "FORBIDDEN",
  suspended: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  idempotency_mismatch: "CONFLICT",
  listing_not_for_sale: "PRECONDITION_FAILED",
  listing_incomplete: "BAD_REQUEST",
  version_required: "PRECONDITION_FAILED",
  verification_required: "PRECONDITION_FAILED",
  no_bars: "PRECONDITION_FAILED",
  backtest_limit: "BAD_REQUEST",
  wrong_state: "CONFLICT",
  own_listing: "FORBIDDEN",
  own_judgement: "FORBIDDEN",
  own_content: "FORBIDDEN",
  claims_refused: "BAD_REQUEST",
  claimed_by_other: "CONFLICT",
  already_flagged: "CONFLICT",
  already_replied: "CONFLICT",
  already_appealed: "CONFLICT",
  kyc_required: "FORBIDDEN",
  erasure_blocked: "PRECONDITION_FAILED",
  already_owned: "CONFLICT",
  price_changed: "CONFLICT",
  below_minimum: "BAD_REQUEST",
  provider_unavailable: "SERVICE_UNAVAILABLE",
  provider_refused: "BAD_GATEWAY",
  coupon_invalid: "BAD_REQUEST",
  coupon_used_up: "CONFLICT",
  refund_window_closed: "PRECONDITION_FAILED",
  refund_too_large: "BAD_REQUEST",
  disputed: "CONFLICT",
  second_factor_required: "FORBIDDEN",
  payout_not_possible: "PRECONDITION_FAILED",
  payout_account_missing: "PRECONDITION_FAILED",
  own_payout: "FORBIDDEN",
  not_entitled: "FORBIDDEN",
  link_expired: "FORBIDDEN",
  rate_limited: "TOO_MANY_REQUESTS",
  too_large: "PAYLOAD_TOO_LARGE",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;

/** What tRPC itself refuses before a procedure runs. Everything that is not named here is `internal`. */
const refusalsByTransport: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  BAD_REQUEST: "invalid_input",
  PARSE_ERROR: "invalid_input",
  METHOD_NOT_SUPPORTED: "invalid_input",
  UNSUPPORTED_MEDIA_TYPE: "invalid_input",
  NOT_FOUND: "not_found",
  PAYLOAD_TOO_LARGE: "too_large",
  TOO_MANY_REQUESTS: "rate_limited",
};

const issuesOf = (error: z.core.$ZodError): FieldIssue[] =>
  error.issues.slice(0, 50).map((issue) => ({
    path: issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message: issue.message,
  }));

export const toTransport = (refusal: MarketError): TRPCError =>
  new TRPCError({ code: transportCodes[refusal.code], cause: refusal });

/** The part of an error that may leave the server; its cause stays behind. */
export const wireErrorOf = (error: TRPCError, correlationId: string): WireError => {
  const { cause } = error;
  if (cause instanceof MarketError)
    return {
      code: cause.code,
      message: cause.message,
      issues: [...cause.issues],
      correlationId,
      retryAfterSeconds: cause.retryAfterSeconds,
    };
  const code = refusalsByTransport[error.code] ?? "internal";
  const issues = code === "invalid_input" && cause instanceof z.core.$ZodError ? issuesOf(cause) : [];
  return { code, message: errorSentences[code], issues, correlationId, retryAfterSeconds: null };
};
