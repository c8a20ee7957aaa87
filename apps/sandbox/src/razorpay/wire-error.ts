import type { INormalizeError } from "razorpay/dist/types/api.js";

interface ErrorBody {
  error: Required<Omit<INormalizeError["error"], "field">> & {
    code: "BAD_REQUEST_ERROR" | "SERVER_ERROR" | "GATEWAY_ERROR";
    field: string | null;
  };
}

/** A refusal in the shape in which Razorpay answers it. */
export class RazorpayError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    error: Pick<ErrorBody["error"], "code" | "description"> & Partial<ErrorBody["error"]>,
    headers: Record<string, string> = {},
  ) {
    super(error.description);
    this.name = "RazorpayError";
    this.status = status;
    this.body = {
      error: { source: "NA", step: "NA", reason: "NA", metadata: {}, field: null, ...error },
    };
    this.headers = headers;
  }
}

export function badRequest(description: string, field?: string, reason?: string): RazorpayError {
  return new RazorpayError(400, {
    code: "BAD_REQUEST_ERROR",
    description,
    source: "business",
    step: "payment_initiation",
    reason: reason ?? "input_validation_failed",
    ...(field !== undefined && { field }),
  });
}

/** Razorpay answers 400, not 404, where an id names nothing. */
export function unknownId(): RazorpayError {
  return badRequest("The id provided does not exist");
}

/** The record, or the refusal that its id names nothing. */
export function found<T>(record: T | undefined): T {
  if (record === undefined) throw unknownId();
  return record;
}

export function answerError({ body, status, headers }: RazorpayError): Response {
  return Response.json(body, { status, headers });
}
