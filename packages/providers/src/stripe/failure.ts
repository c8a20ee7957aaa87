import Stripe from "stripe";
import { ProviderError } from "../port.ts";

/** A write that was not let in did not happen; a read that was not let in says nothing about the payment. */
export type CallKind = "read" | "write";

/** What a rejected SDK call means for the outbox. Keeps Stripe's text, which may name people, out of the message. */
export function toProviderError(error: unknown, kind: CallKind): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new ProviderError("unknown", "the answer of Stripe could not be read", { cause: error });
  }
  const message = describe(error);
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return new ProviderError("conflict", message, { cause: error });
  }
  const status = error.statusCode;
  if (error instanceof Stripe.errors.StripeRateLimitError || status === 429) {
    const retryAfterMs = readRetryAfterMs(error.headers);
    return new ProviderError("rate_limited", message, {
      cause: error,
      ...(retryAfterMs !== null && { retryAfterMs }),
    });
  }
  return new ProviderError(isRefusal(status, kind) ? "refused" : "unknown", message, { cause: error });
}

function isRefusal(status: number | undefined, kind: CallKind): boolean {
  if (status === undefined || status < 400 || status >= 500) return false;
  // 409 is another request with the same key that is still running: its outcome is not known yet.
  if (status === 408 || status === 409) return false;
  if (status === 401 || status === 403) return kind === "write";
  return true;
}

function describe(error: Stripe.errors.StripeError): string {
  const what = [error.statusCode, error.code ?? error.rawType ?? error.type, error.param]
    .filter(Boolean)
    .join(" ");
  return `Stripe: ${what}${error.requestId ? `, request ${error.requestId}` : ""}`;
}

function readRetryAfterMs(headers: Record<string, string> | undefined): number | null {
  const value = headers?.["retry-after"];
  if (value === undefined || !/^\d{1,6}$/.test(value)) return null;
  return Number(value) * 1000;
}
