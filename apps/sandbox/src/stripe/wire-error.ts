import type Stripe from "stripe";

type ErrorBody = Pick<Stripe.StripeRawError, "message" | "type" | "code" | "param">;

/** A refusal in the shape in which Stripe answers it. */
export class WireError extends Error {
  readonly status: number;
  readonly body: { error: ErrorBody };
  readonly headers: Record<string, string>;

  constructor(status: number, error: ErrorBody, headers: Record<string, string> = {}) {
    super(error.message ?? "error");
    this.name = "WireError";
    this.status = status;
    this.body = { error };
    this.headers = headers;
  }
}

export function invalidRequest(message: string, param?: string, code?: string): WireError {
  return new WireError(400, {
    type: "invalid_request_error",
    message,
    ...(param !== undefined && { param }),
    ...(code !== undefined && { code }),
  });
}

export function missing(what: string, id: string, param = "id"): WireError {
  return new WireError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param,
  });
}
