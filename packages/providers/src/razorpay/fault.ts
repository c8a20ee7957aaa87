import { z } from "zod";
import { ProviderError } from "../port.ts";

/** A write that was not let in did not happen; a read that was not let in says nothing about the object. */
export type CallKind = "read" | "write";

const failedCall = z.object({
  code: z.string().optional().catch(undefined),
  response: z
    .object({
      status: z.number(),
      headers: z.object({ "retry-after": z.string().optional().catch(undefined) }).catch({}),
      data: z.unknown(),
    })
    .optional()
    .catch(undefined),
});

const text = z.string().nullish().catch(null);
const errorBody = z.object({
  error: z.object({ code: text, field: text, reason: text, description: text }),
});

/** What one failed call said. Razorpay's own words stay private: they may name people, and causes are logged. */
export class RazorpayFault extends Error {
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  readonly #words: string;

  constructor(failure: unknown) {
    const { code, response } = failedCall.safeParse(failure).data ?? {};
    const error = errorBody.safeParse(response?.data).data?.error;
    const told = [response?.status ?? code ?? "no answer", error?.code, error?.reason, error?.field];
    super(`Razorpay: ${told.filter((word) => word && word !== "NA").join(" ")}`);
    this.name = "RazorpayFault";
    this.status = response?.status ?? null;
    this.retryAfterMs = readRetryAfterMs(response?.headers["retry-after"]);
    this.#words = error?.description ?? "";
  }

  /** The first group of the pattern in Razorpay's description, where it says so. */
  find(pattern: RegExp): string | undefined {
    return pattern.exec(this.#words)?.[1];
  }
}

function readRetryAfterMs(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : null;
}

/** The SDK reads `response.data.error` of what axios rejects with, and fails where there is none. */
export function rejectWithFault(failure: unknown): Promise<never> {
  const fault = new RazorpayFault(failure);
  return Promise.reject({ response: { status: fault.status, data: { error: fault } } });
}

const carriedFault = z.union([
  z.object({ error: z.instanceof(RazorpayFault) }).transform(({ error }) => error),
  z
    .object({ response: z.object({ data: z.object({ error: z.instanceof(RazorpayFault) }) }) })
    .transform(({ response }) => response.data.error),
]);

export function toProviderError(reason: unknown, kind: CallKind): ProviderError {
  if (reason instanceof ProviderError) return reason;
  const fault = carriedFault.safeParse(reason).data;
  if (fault === undefined) {
    return new ProviderError("unknown", "the call to Razorpay could not be made", { cause: reason });
  }
  const { message, status, retryAfterMs } = fault;
  if (status === 429) {
    return new ProviderError("rate_limited", message, {
      cause: fault,
      ...(retryAfterMs !== null && { retryAfterMs }),
    });
  }
  if (fault.find(/(different request)/i) !== undefined) {
    return new ProviderError("conflict", message, { cause: fault });
  }
  return new ProviderError(isRefusal(status, kind) ? "refused" : "unknown", message, { cause: fault });
}

function isRefusal(status: number | null, kind: CallKind): boolean {
  if (status === null || status < 400 || status >= 500) return false;
  // 409 is another request with the same key that is still running: its outcome is not known yet.
  if (status === 408 || status === 409) return false;
  if (status === 401 || status === 403) return kind === "write";
  return true;
}
